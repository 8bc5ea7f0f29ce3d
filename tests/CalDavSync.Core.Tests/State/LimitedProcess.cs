using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using CalDavSync.SyncProcess;

namespace CalDavSync.Core.Tests.State;

/// <summary>A process that syncs a sandbox's calendar and whose files may not grow beyond a size that is given with each run.</summary>
internal sealed class LimitedProcess : IDisposable
{
    private readonly Process _process;

    public LimitedProcess(SandboxServer server, string state, string? destination)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string program = Path.Combine(AppContext.BaseDirectory, "CalDavSync.SyncProcess.dll");
        foreach (string argument in new[] { program, server.CalendarUri.AbsoluteUri, server.UserName, server.Password, state, destination ?? "-" }) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    /// <summary>Runs; returns the records and the error, null when there was none.</summary>
    public async Task<(List<RecordLine> Records, string? Error)> RunAsync(long? limit)
    {
        await _process.StandardInput.WriteLineAsync(limit?.ToString(CultureInfo.InvariantCulture) ?? "-");
        await _process.StandardInput.FlushAsync();
        var records = new List<RecordLine>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (RecordLine.Parse(line) is not { } record) return (records, line == "done" ? null : line);
            if (record.Kind != CalDavRecordKind.Token) records.Add(record);
        }

        throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
