using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using Xunit;

namespace CalDavSync.Core.Tests.Support;

public class SupportProbeTests
{
    [Fact]
    public async Task A_well_behaved_server_gets_Full_and_no_advice()
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks();

        CalDavSyncSupport support = await bench.TestAsync(write: true, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(support.Error);
        Assert.DoesNotContain(support.Checks, check => check.Passed == false && check.Required);
        Assert.Equal(CalDavSyncVerdict.Full, support.Verdict);
        Assert.Equal(CalDavSupportLevel.Full, support.Level);
        Assert.Equal(CalDavSyncStrategy.SyncCollection, support.Strategy);
        Assert.Equal(
            (true, true, true, true, true, true, true, true, true),
            (support.SyncCollection, support.CTag, support.ETag, support.Multiget, support.CalendarQuery, support.DeletionReported, support.TokenAdvances, support.InvalidTokenRejected, support.LimitHonoured));
        Assert.Empty(support.Advice);
        Assert.Empty(bench.Server.InternalErrors);
        Assert.Equal(TimeSpan.Zero, bench.Clock.Waited);
    }

    [Fact]
    public async Task A_test_that_reads_sends_no_write()
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks();

        CalDavSyncSupport support = await bench.TestAsync(write: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(bench.Server.Requests, request => Assert.Contains(request.Method, new[] { "PROPFIND", "REPORT", "GET", "OPTIONS" }));
        Assert.Equal("work", support.Calendar?.Name);
        Assert.Equal(CalDavSyncVerdict.Full, support.Verdict);
        Assert.Null(support.DeletionReported);
        Assert.Contains(support.Advice, sentence => sentence.Contains("-IncludeWriteTest", StringComparison.Ordinal));
        Assert.InRange(support.Requests, 1, 32);
    }

    [Fact]
    public async Task A_write_test_leaves_nothing_behind()
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks();
        string[] before = bench.CalendarNames();
        string[] items = [.. bench.Server.Calendar.Items.Keys];

        CalDavSyncSupport scratch = await bench.TestAsync(write: true, cancellationToken: TestContext.Current.CancellationToken);
        CalDavSyncSupport given = await bench.TestAsync(write: true, calendar: "work", TestContext.Current.CancellationToken);

        Assert.Equal(before, bench.CalendarNames());
        Assert.Equal(items.Order(), bench.Server.Calendar.Items.Keys.Order());
        Assert.Null(scratch.Calendar);
        Assert.Equal("work", given.Calendar?.Name);
        Assert.Equal(CalDavSyncVerdict.Full, given.Verdict);
    }

    [Theory]
    [InlineData("MKCALENDAR")]
    [InlineData("PUT")]
    [InlineData("REPORT")]
    public async Task A_cancelled_write_test_still_cleans_up(string method)
    {
        using var cancel = new CancellationTokenSource();
        using SupportTestBench bench = SupportTestBench.With(new SandboxOptions
        {
            RequestLog = request =>
            {
                if (request.Method == method) cancel.Cancel();
            },
        });
        string[] before = bench.CalendarNames();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.TestAsync(write: true, cancellationToken: cancel.Token));

        Assert.Equal(before, bench.CalendarNames());
    }

    [Theory]
    [InlineData("NoSyncCollection", CalDavSyncVerdict.Unsupported, CalDavSyncStrategy.Listing)]
    [InlineData("NoTokenInAnswer", CalDavSyncVerdict.Unsupported, CalDavSyncStrategy.Listing)]
    [InlineData("AnswersAnyReport", CalDavSyncVerdict.Unsupported, CalDavSyncStrategy.Listing)]
    [InlineData("RefusesEveryToken", CalDavSyncVerdict.Unsupported, CalDavSyncStrategy.Listing)]
    [InlineData("HtmlAnswers", CalDavSyncVerdict.Ungraceful, CalDavSyncStrategy.Listing)]
    [InlineData("RejectedTokenAs500", CalDavSyncVerdict.Ungraceful, CalDavSyncStrategy.SyncCollection)]
    [InlineData("RejectedTokenAs412Bare", CalDavSyncVerdict.Full, CalDavSyncStrategy.SyncCollection)]
    [InlineData("SilentFullListOnUnknownToken", CalDavSyncVerdict.Fragile, CalDavSyncStrategy.SyncCollection)]
    [InlineData("ReplaysWhenUpToDate", CalDavSyncVerdict.Fragile, CalDavSyncStrategy.SyncCollection)]
    [InlineData("ForgetsSomeChanges", CalDavSyncVerdict.Fragile, CalDavSyncStrategy.SyncCollection)]
    [InlineData("RecentChangesHidden", CalDavSyncVerdict.Fragile, CalDavSyncStrategy.SyncCollection)]
    [InlineData("TokenIsEpochSeconds", CalDavSyncVerdict.TimeBased, CalDavSyncStrategy.SyncCollection)]
    [InlineData("TokenSecondLosesChanges", CalDavSyncVerdict.TimeBased, CalDavSyncStrategy.SyncCollection)]
    [InlineData("HidesSyncSupport", CalDavSyncVerdict.Full, CalDavSyncStrategy.SyncCollection)]
    [InlineData("DepthOneNeeded", CalDavSyncVerdict.Full, CalDavSyncStrategy.SyncCollection)]
    [InlineData("TokenIsOpaque", CalDavSyncVerdict.Full, CalDavSyncStrategy.SyncCollection)]
    public async Task The_verdict_follows_what_the_server_does(string quirk, CalDavSyncVerdict verdict, CalDavSyncStrategy strategy)
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks(quirk);

        CalDavSyncSupport support = await bench.TestAsync(write: true, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(support.Error);
        Assert.Equal((verdict, strategy), (support.Verdict, support.Strategy!.Value));
        Assert.InRange(bench.Clock.Waited, TimeSpan.Zero, TimeSpan.FromSeconds(2.2));
    }

    [Theory]
    [InlineData("NoETags", "Entity tags")]
    [InlineData("WeakETags", "Entity tags strong")]
    [InlineData("UnquotedETags", "Entity tags quoted")]
    [InlineData("ETagsRestart", "Made again, new entity tag")]
    [InlineData("NoCTag", "Collection tag")]
    [InlineData("CTagRandom", "Collection tag stable")]
    [InlineData("CTagIgnoresDeletes", "Collection tag changes")]
    [InlineData("LimitIgnored", "Page size honoured")]
    [InlineData("LimitRefused507", "Page size honoured")]
    [InlineData("LimitCutsSilently", "Page size honoured")]
    [InlineData("LevelMustBe1", "Level infinite")]
    [InlineData("NoInlineData", "Texts in a sync answer")]
    [InlineData("NoMultiget", "Multiget")]
    [InlineData("MultigetFailsOnMissing", "Multiget with a missing item")]
    [InlineData("MultigetLeavesOutMissing", "Multiget with a missing item")]
    [InlineData("QueryWithVcalendarOnlyReturnsNothing", "Query for VCALENDAR alone")]
    [InlineData("QueryNeedsComponentFilter", "Query for VCALENDAR alone")]
    [InlineData("QueryWindowOneYear", "Query for VEVENT")]
    [InlineData("PropfindDepth1Blocked", "Listing by PROPFIND")]
    [InlineData("SupportedReportSetMalformed", "Report set well-formed")]
    [InlineData("TokenPropertyMissing", "Sync token as property")]
    [InlineData("IgnoresIfMatchOnDelete", "If-Match honoured by DELETE")]
    [InlineData("IgnoresIfHeader", "If with a sync token")]
    [InlineData("StripsUnknownProperties", "Text stored unchanged")]
    [InlineData("IfMatchAlwaysFails", "If-Match with the right tag")]
    [InlineData("NoGzip", "Compressed answers")]
    [InlineData("NoMkcalendar", "Calendar made")]
    [InlineData("RejectedTokenAs412Bare", "Refusal says why")]
    [InlineData("DepthOneNeeded", "Depth 0")]
    public async Task A_misbehaviour_is_named_by_its_check(string quirk, string check)
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks(quirk);

        CalDavSyncSupport support = await bench.TestAsync(write: true, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(quirk == "NoMkcalendar", support.Error is not null);
        CalDavSupportCheck found = Assert.Single(support.Checks, candidate => candidate.Name == check);
        Assert.Equal(false, found.Passed);
        Assert.NotEmpty(found.Detail);
    }

    [Theory]
    [InlineData(500, 0, null)]
    [InlineData(403, 0, null)]
    [InlineData(507, 0, "work")]
    [InlineData(500, 3, null)]
    [InlineData(500, 4, "work")]
    public async Task A_write_test_that_could_not_be_done_is_told_and_nothing_is_made_of_it(int status, int taken, string? calendar)
    {
        int puts = 0;
        SupportTestBench? bench = null;
        using SupportTestBench started = bench = SupportTestBench.With(new SandboxOptions
        {
            RequestLog = request =>
            {
                if (request.Method == "PUT" && ++puts == taken) bench!.Server.FailNext(status, count: 1000, method: "PUT");
            },
        });
        if (taken == 0) bench.Server.FailNext(status, count: 1000, method: "PUT");

        CalDavSyncSupport support = await bench.TestAsync(write: true, calendar, TestContext.Current.CancellationToken);

        Assert.Contains($"was answered {status}", support.Error);
        Assert.Equal((CalDavSyncVerdict.Unknown, CalDavSupportLevel.Full, true), (support.Verdict, support.Level, support.IsSupported));
        Assert.Null(support.DeletionReported);
        Assert.Contains(support.Advice, sentence => sentence.Contains("did not take all test items", StringComparison.Ordinal));
        Assert.DoesNotContain(support.Advice, sentence => sentence.Contains("-IncludeWriteTest", StringComparison.Ordinal) || sentence.Contains("can be missing", StringComparison.Ordinal));
        Assert.Single(support.Checks, check => check is { Name: "Item written", Passed: false });
    }

    [Fact]
    public async Task Where_no_calendar_can_be_made_the_write_test_was_not_done()
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks("NoMkcalendar");

        CalDavSyncSupport support = await bench.TestAsync(write: true, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("no calendar can be made", support.Error);
        Assert.Equal((CalDavSyncVerdict.Unknown, true), (support.Verdict, support.IsSupported));
        Assert.Contains("-Calendar", Assert.Single(support.Advice));
    }

    [Fact]
    public async Task A_page_size_that_loses_items_is_told()
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks("LimitCutsSilently");

        CalDavSyncSupport support = await bench.TestAsync(write: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(false, support.LimitHonoured);
        Assert.Contains(support.Advice, sentence => sentence.Contains("-PageSize", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_truncates_is_read_to_the_end()
    {
        using SupportTestBench bench = SupportTestBench.With(new SandboxOptions { PageSize = 5 });

        CalDavSyncSupport support = await bench.TestAsync(write: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(true, Assert.Single(support.Checks, check => check.Name == "Pages end").Passed);
        Assert.Equal(CalDavSyncVerdict.Full, support.Verdict);
    }

    [Fact]
    public async Task Pages_without_end_make_tokens_useless()
    {
        using SupportTestBench bench = SupportTestBench.With(new SandboxOptions { PageSize = 5, Quirks = ["SameTokenOnEveryPage"] });

        CalDavSyncSupport support = await bench.TestAsync(write: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(false, Assert.Single(support.Checks, check => check.Name == "Pages end").Passed);
        Assert.Equal(CalDavSyncStrategy.Listing, support.Strategy);
    }

    [Fact]
    public async Task A_server_that_dies_in_between_is_a_result_with_an_error()
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks();
        bench.Server.FailNext(401, count: 1000, method: "REPORT");

        CalDavSyncSupport support = await bench.TestAsync(write: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotNull(support.Error);
        Assert.False(support.IsSupported);
        Assert.NotEmpty(support.Checks);
        Assert.Equal(CalDavSyncVerdict.Unknown, support.Verdict);
    }
}
