using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>Starts the contestants that this machine has, each in a process of its own.</summary>
internal sealed class ContestantFactory
{
    private readonly CompareOptions _options;

    public ContestantFactory(CompareOptions options) => _options = options;

    public IEnumerable<string> Names => Commands(new Uri("http://localhost/"), "", "").Select(c => c.Name).Where(name => _options.Only is null || _options.Only.Contains(name));

    public async Task<IContestant> StartAsync(string name, Uri calendar, ServerLine server) =>
        await ProcessContestant.StartAsync(Commands(calendar, server.User, server.Password).Single(c => c.Name == name).Command).ConfigureAwait(false);

    private IEnumerable<(string Name, string[] Command)> Commands(Uri calendar, string user, string password)
    {
        string[] account = [calendar.AbsoluteUri, user, password];
        yield return ("engine", [Environment.ProcessPath!, "engine", .. account, _options.StateFolder()]);
        if (_options.PowerShell is { } shell) yield return ("module", [shell, "-NoProfile", "-NonInteractive", "-File", Path.Combine(_options.Peers, "module.ps1"), .. account, _options.StateFolder()]);
        if (_options.Python is { } python)
        {
            yield return ("python-caldav", [python, Path.Combine(_options.Peers, "python_caldav.py"), .. account]);
            yield return ("vdirsyncer", [python, Path.Combine(_options.Peers, "vdirsyncer_storage.py"), .. account]);
        }

        if (_options.NodeFolder is { } folder) yield return ("tsdav", ["node", Path.Combine(_options.Peers, "tsdav.mjs"), .. account, folder]);
    }
}
