using System;
using System.Collections.Generic;
using System.Management.Automation;
using CalDavSync.Threading;

namespace CalDavSync.Base;

/// <summary>The engine's story on the streams of a cmdlet; a warning once per cause and command.</summary>
internal sealed class PipelineLog : IEngineLog
{
    private readonly PSCmdlet _cmdlet;
    private readonly Func<Action<object?>, object?, bool> _post;
    private readonly Action<object?> _verbose;
    private readonly Action<object?> _debug;
    private readonly Action<object?> _warning;
    private readonly HashSet<string> _causes = new(StringComparer.Ordinal);
    private bool _tellsAsDebug;

    public PipelineLog(PSCmdlet cmdlet, Func<Action<object?>, object?, bool> post)
    {
        _cmdlet = cmdlet;
        _post = post;
        _verbose = text => cmdlet.WriteVerbose((string)text!);
        _debug = text => cmdlet.WriteDebug((string)text!);
        _warning = text => cmdlet.WriteWarning((string)text!);
    }

    public bool WantsDebug { get; private set; }

    /// <summary>Reads the preferences; must be called on the pipeline thread.</summary>
    public void ReadPreferences()
    {
        if (_cmdlet.MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug))
        {
            WantsDebug = debug is SwitchParameter { IsPresent: true };
            // With -Debug and without -Verbose, PowerShell would ask at every verbose message whether to go on, and fail where nobody can answer.
            _tellsAsDebug = WantsDebug && !_cmdlet.MyInvocation.BoundParameters.ContainsKey("Verbose");
            return;
        }

        object? preference = _cmdlet.SessionState.PSVariable.GetValue("DebugPreference");
        WantsDebug = preference is not null && !string.Equals(preference.ToString(), nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase);
    }

    public void Verbose(string message) => _post(_tellsAsDebug ? _debug : _verbose, message);

    public void Debug(string message) => _post(_debug, message);

    public void Warning(string cause, string message)
    {
        lock (_causes)
        {
            if (!_causes.Add(cause)) return;
        }

        _post(_warning, message);
    }
}
