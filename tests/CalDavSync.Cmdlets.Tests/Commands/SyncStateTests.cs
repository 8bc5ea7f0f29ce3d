using System;
using System.Linq;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class SyncStateTests : IDisposable
{
    private readonly SandboxBench _bench = new();
    private readonly CalDavCalendar _work;

    public SyncStateTests()
    {
        _work = _bench.ConnectToWork();
        _bench.Sync(_work);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_state_is_shown_by_calendar()
    {
        CalDavSyncState state = _bench.Pipeline("Get-CalDavSyncState", "-StatePath", _bench.StatePath).Run(_work).Of<CalDavSyncState>().Single();
        Assert.Same(_work, state.Calendar);
        Assert.Equal((3, "alice", _work.Uri), (state.Items, state.UserName, state.Uri));
        Assert.Equal(state.Path, _bench.Run("Get-CalDavSyncState", "work", "-StatePath", _bench.StatePath).Of<CalDavSyncState>().Single().Path);
    }

    [Fact]
    public void Without_a_calendar_all_states_are_shown_and_no_connection_is_needed()
    {
        _bench.Run("Disconnect-CalDav", "-All");
        Assert.Equal(_work.Uri, Assert.Single(All().Of<CalDavSyncState>()).Uri);
    }

    [Fact]
    public void A_calendar_never_synchronized_has_no_state()
    {
        _bench.Server.CreateCalendar("new");
        PipelineResult result = _bench.Run("Get-CalDavSyncState", "new", "-StatePath", _bench.StatePath, "-Verbose");
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Contains(result.Verbose, sentence => sentence.Contains("test/new", StringComparison.Ordinal));
    }

    [Fact]
    public void A_piped_state_is_forgotten_without_a_connection_where_it_was_read()
    {
        _bench.Run("Disconnect-CalDav", "-All");
        _bench.Pipeline("Get-CalDavSyncState", "-StatePath", _bench.StatePath).Add("Reset-CalDavSyncState").Run();
        Assert.Empty(All().Output);
    }

    [Fact]
    public void What_if_forgets_nothing()
    {
        PipelineResult result = _bench.Pipeline("Reset-CalDavSyncState", "-StatePath", _bench.StatePath, "-WhatIf").Run(_work);
        Assert.Contains("test/work", Assert.Single(result.WhatIf), StringComparison.Ordinal);
        Assert.Single(All().Output);
    }

    [Fact]
    public void After_a_reset_everything_comes_again()
    {
        Assert.Empty(_bench.Sync(_work).Of<CalDavChange>());
        _bench.Pipeline("Reset-CalDavSyncState", "-StatePath", _bench.StatePath).Run(_work);
        Assert.Equal(3, _bench.Sync(_work).Of<CalDavChange>().Count);
    }

    private PipelineResult All() => _bench.Run("Get-CalDavSyncState", "-StatePath", _bench.StatePath);
}
