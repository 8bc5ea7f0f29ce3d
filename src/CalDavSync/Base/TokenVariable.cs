using System.Collections;
using System.Management.Automation;

namespace CalDavSync.Base;

/// <summary>The caller's variable of -SyncTokenVariable: the token as text, or a list when there are several; with a leading + they are added to what is there.</summary>
internal sealed class TokenVariable
{
    private readonly SessionState _session;
    private readonly string _name;
    private bool _adds;

    public TokenVariable(SessionState session, string name)
    {
        _session = session;
        _adds = name.StartsWith("+", System.StringComparison.Ordinal);
        _name = _adds ? name.Substring(1) : name;
    }

    /// <summary>Sets the variable; must be called on the pipeline thread. Returns the token.</summary>
    public string? Add(string? token)
    {
        _session.PSVariable.Set(_name, _adds ? Appended(token) : token);
        // The next calendar's token must not push this one out.
        _adds = true;
        return token;
    }

    private ArrayList Appended(string? token)
    {
        object? value = _session.PSVariable.GetValue(_name);
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        ArrayList tokens = value switch
        {
            null => new ArrayList(),
            string single => new ArrayList { single },
            ICollection several => new ArrayList(several),
            _ => new ArrayList { value },
        };
        tokens.Add(token);
        return tokens;
    }
}
