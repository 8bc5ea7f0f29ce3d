using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Sandbox;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>Plays a history against a sandbox and a mirror, and checks what must hold after each sync and at the end.</summary>
internal sealed class HistoryRunner : IDisposable
{
    private static readonly int[] Statuses = [500, 502, 503, 429, 403];

    // These servers hide changes for a while or for good: what they hide is found by the verification at the end.
    private static readonly HashSet<string> Hiding =
    [
        "RecentChangesHidden", "StaleListing", "StaleETagAfterPut", "CTagLags", "ForgetsSomeChanges", "PrunedHistorySilently",
        "SilentFullListOnUnknownToken", "UnknownTokenIsBeginning", "CTagIgnoresDeletes", "FlappingItems", "IncompleteListing",
    ];

    private readonly SandboxServer _server;
    private readonly ManualSandboxClock _clock = new();
    private readonly Mirror _mirror;
    private readonly bool _withText;
    private readonly bool _hiding;
    private int _texts;

    public HistoryRunner(string profile, bool withText)
    {
        _server = SandboxServer.Start(new SandboxOptions { Seed = 6, Profile = profile, Clock = _clock });
        _mirror = new Mirror(_server, new SandboxTime(_clock)) { RepeatsAllowed = true };
        _withText = withText;
        _hiding = _server.Quirks.Any(quirk => Hiding.Contains(quirk.Name));
    }

    public async Task RunAsync(IReadOnlyList<Edit> history)
    {
        bool lostTokens = false;
        foreach (Edit edit in history)
        {
            lostTokens |= edit.Kind == EditKind.LoseTokens;
            if (edit.Kind == EditKind.Sync) await SyncAsync(exact: !_hiding && !lostTokens);
            else if (edit.Kind == EditKind.CrashingSync) await CrashAsync(edit.Item % 5);
            else Apply(edit);
        }

        _server.ClearFailures();
        _clock.Advance(TimeSpan.FromMinutes(10));
        await SyncAsync(exact: false);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await _mirror.SyncAsync(calendar => Request(calendar, verify: true));
        _mirror.AssertEqualsServer();
    }

    public void Dispose()
    {
        _mirror.Dispose();
        _server.Dispose();
    }

    private void Apply(Edit edit)
    {
        SandboxCalendar calendar = _server.Calendar;
        string[] names = calendar.Items.Keys.Order(StringComparer.Ordinal).ToArray();
        string? existing = names.Length == 0 ? null : names[edit.Item % names.Length];
        string fresh = $"h-{edit.Item}-{++_texts}.ics";
        switch (edit.Kind)
        {
            case EditKind.Add:
                calendar.Put(fresh, Text());
                break;
            case EditKind.Modify when existing is not null:
                calendar.Put(existing, Text());
                break;
            case EditKind.Delete when existing is not null:
                calendar.Delete(existing);
                break;
            case EditKind.Move when existing is not null:
                calendar.Move(existing, fresh);
                break;
            case EditKind.Recreate when existing is not null:
                calendar.Delete(existing);
                calendar.Put(existing, Text());
                break;
            case EditKind.AddAndDelete:
                calendar.Put(fresh, Text());
                calendar.Delete(fresh);
                break;
            case EditKind.LoseTokens:
                calendar.InvalidateTokens();
                break;
            case EditKind.FailNext:
                _server.FailNext(Statuses[edit.Item % Statuses.Length], 1 + (edit.Item % 6));
                break;
            case EditKind.Wait:
                _clock.Advance(TimeSpan.FromSeconds(edit.Item % 3));
                break;
            default:
                break;
        }
    }

    private async Task SyncAsync(bool exact)
    {
        try
        {
            CalDavSyncToken token = await _mirror.SyncAsync(calendar => Request(calendar, verify: false));
            AssertNothingTwice();
            Assert.InRange(token.Requests, 1, 40 + (4 * _server.Calendar.Count));
            if (exact) _mirror.AssertEqualsServer();
        }
        catch (CalDavException)
        {
            // The server was told to fail; what it withheld has to come with a later sync.
            Assert.True(_server.Requests.Any(request => request.Status >= 400), "A sync failed although the server did not.");
        }
    }

    private async Task CrashAsync(int after)
    {
        try
        {
            await _mirror.SyncAsync(calendar => Request(calendar, verify: false), new RecordingObserver { BreakAfter = after });
        }
        catch (Exception exception) when (exception is OperationCanceledException or CalDavException)
        {
            Assert.True(_mirror.Observer.Records.Count <= after || exception is CalDavException);
        }
    }

    private SyncRequest Request(CalDavCalendar calendar, bool verify) =>
        new(calendar) { StatePath = _mirror.Folder, IncludeContent = _withText, Force = true, Verify = verify, BatchSize = 4 };

    private void AssertNothingTwice()
    {
        string[] twice = _mirror.Observer.Records
            .Where(record => record.Href is not null)
            .GroupBy(record => (record.Kind, record.Href))
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key.Kind} {group.Key.Href}")
            .ToArray();
        Assert.Empty(twice);
    }

    private string Text() => EventText.Of($"uid-{++_texts}", $"Version {_texts}");
}
