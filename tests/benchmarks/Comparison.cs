using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>All contestants on one calendar, in turns: what disturbs the machine disturbs everybody.</summary>
internal sealed class Comparison
{
    private const int ChangedItems = 20;
    private readonly BenchmarkCalendar _calendar;
    private readonly ContestantFactory _factory;
    private readonly Dictionary<(string Contestant, Step Step), List<Measurement>> _measurements = [];
    private readonly Dictionary<(string Contestant, Step Step), Traffic> _traffic = [];
    private readonly Dictionary<string, string> _titles = [];

    public Comparison(BenchmarkCalendar calendar, ContestantFactory factory)
    {
        _calendar = calendar;
        _factory = factory;
    }

    public async Task<ComparisonResult> RunAsync(int rounds)
    {
        await CountAsync().ConfigureAwait(false);
        await using var floor = new CurlFloor(_calendar);
        var contestants = new List<(string Name, IContestant Contestant)>();
        try
        {
            foreach (string name in _factory.Names)
            {
                contestants.Add((name, await _factory.StartAsync(name, _calendar.Address, _calendar.Server).ConfigureAwait(false)));
                _titles[name] = contestants[^1].Contestant.Title;
            }

            // Round 0 is the first call in each process and the choice of the floor; it is reported apart.
            for (int round = 0; round <= rounds; round++) await RoundAsync(round, floor, contestants).ConfigureAwait(false);
        }
        finally
        {
            foreach ((string _, IContestant contestant) in contestants) await contestant.DisposeAsync().ConfigureAwait(false);
        }

        foreach ((Step step, Traffic way) in floor.Ways) _traffic[("curl", step)] = way;
        return new ComparisonResult(_calendar.Server.Name, _calendar.Hrefs.Count, ["curl", .. _factory.Names], _titles, _measurements, _traffic);
    }

    private async Task RoundAsync(int round, CurlFloor floor, List<(string Name, IContestant Contestant)> contestants)
    {
        floor.Token = await _calendar.TokenAsync().ConfigureAwait(false);
        List<(string Name, IContestant Contestant)> turn = [.. contestants.Skip(round % contestants.Count), .. contestants.Take(round % contestants.Count)];
        foreach (Step step in new[] { Step.Listing, Step.Initial, Step.NoChange }) await TurnAsync(round, step, floor, turn).ConfigureAwait(false);
        floor.Changed = await _calendar.ChangeAsync(ChangedItems).ConfigureAwait(false);
        await TurnAsync(round, Step.Changes, floor, turn).ConfigureAwait(false);
    }

    private async Task TurnAsync(int round, Step step, CurlFloor floor, List<(string Name, IContestant Contestant)> turn)
    {
        if (round == 0) await floor.ChooseAsync(step).ConfigureAwait(false);
        else Note("curl", step, await floor.RunAsync(step).ConfigureAwait(false));
        if (step == Step.NoChange) Note(ComparisonResult.Report, step, await floor.ReportAsync().ConfigureAwait(false));
        foreach ((string name, IContestant contestant) in turn) Note(name, step, Check(step, await contestant.RunAsync(step).ConfigureAwait(false)));
        await Console.Error.WriteLineAsync($"{_calendar.Server.Name} round {round} {step}").ConfigureAwait(false);
    }

    /// <summary>One run of everybody through the counting proxy, not timed.</summary>
    private async Task CountAsync()
    {
        foreach (string name in _factory.Names)
        {
            await using var proxy = new CountingProxy(_calendar.Address);
            await using IContestant contestant = await _factory.StartAsync(name, proxy.Address, _calendar.Server).ConfigureAwait(false);
            proxy.Take();
            foreach (Step step in Enum.GetValues<Step>())
            {
                if (step == Step.Changes) await _calendar.ChangeAsync(ChangedItems).ConfigureAwait(false);
                await contestant.RunAsync(step).ConfigureAwait(false);
                _traffic[(name, step)] = proxy.Take();
            }
        }
    }

    // A contestant that is fast because it missed something has not taken the step.
    private Measurement Check(Step step, Measurement measured)
    {
        int expected = step switch { Step.NoChange => 0, Step.Changes => ChangedItems, _ => _calendar.Hrefs.Count };
        return measured.Error is null && measured.Items != expected
            ? measured with { Error = $"{measured.Items} items instead of {expected}" }
            : measured;
    }

    private void Note(string name, Step step, Measurement measured)
    {
        if (!_measurements.TryGetValue((name, step), out List<Measurement>? list)) _measurements[(name, step)] = list = [];
        list.Add(measured);
    }
}
