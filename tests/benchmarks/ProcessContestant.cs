using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>
/// A contestant in a process of its own that lives for the whole run: it reads the names of steps and answers
/// "ok seconds items" with the time it measured around the call, or "error text".
/// </summary>
internal sealed class ProcessContestant : IContestant
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly Process _process;

    private ProcessContestant(Process process, string title)
    {
        _process = process;
        Title = title;
    }

    public string Title { get; }

    public static async Task<ProcessContestant> StartAsync(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        for (int i = 1; i < command.Count; i++) start.ArgumentList.Add(command[i]);
        Process process = Process.Start(start)!;
        string? first = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience).ConfigureAwait(false);
        return first?.StartsWith("ready ", StringComparison.Ordinal) == true
            ? new ProcessContestant(process, first[6..])
            : throw new InvalidOperationException($"{string.Join(' ', command)} said '{first}' instead of 'ready'");
    }

    public async Task<Measurement> RunAsync(Step step)
    {
        await _process.StandardInput.WriteLineAsync(step.ToString().ToLowerInvariant()).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        string answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"{Title} ended during {step}");
        string[] words = answer.Split(' ');
        return words[0] == "ok"
            ? new Measurement(double.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture), null)
            : new Measurement(0, 0, answer);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new System.Threading.CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
