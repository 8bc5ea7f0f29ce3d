using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;
using CalDavSync.State;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Reading;

/// <summary>A calendar on a server, read by the sync engine from the beginning and without a state.</summary>
internal sealed class CalendarSide : ICalendarSide
{
    private readonly CalDavClient _client;
    private readonly IClock _clock;
    private readonly IEngineLog _log;

    public CalendarSide(CalDavClient client, CalDavCalendar calendar, IClock clock, IEngineLog log)
    {
        _client = client;
        Calendar = calendar;
        _clock = clock;
        _log = log;
    }

    public CalDavCalendar Calendar { get; }

    public string Name => Calendar.ToString();

    /// <summary>Receives how far the reading is.</summary>
    public Action<SyncProgress>? OnProgress { get; init; }

    public Task ReadAsync(Action<SideItem> onItem, Action<string, CalDavException> onFailure, CancellationToken cancellationToken) => ReadResourcesAsync(
        change =>
        {
            foreach (SideItem item in ResourceParts.Of(change.Href!, change.ETag, change.Content!)) onItem(item);
        },
        onFailure,
        cancellationToken);

    /// <summary>Hands out all resources as they are, with their texts.</summary>
    public async Task ReadResourcesAsync(Action<CalDavChange> onResource, Action<string, CalDavException> onFailure, CancellationToken cancellationToken)
    {
        var observer = new ItemObserver(
            record =>
            {
                if (record is CalDavChange { Content: not null } change) onResource(change);
            },
            (href, error) => onFailure(href, error as CalDavException ?? new UnexpectedAnswerException(error.Message, error)))
        {
            OnProgress = OnProgress,
        };
        await new SyncEngine(_client, _clock).RunAsync(Request, observer, _log, cancellationToken).ConfigureAwait(false);
    }

    public Task ReadAgainAsync(IReadOnlyCollection<string> places, Action<SideItem> onItem, CancellationToken cancellationToken) => ReadTextsAsync(
        places,
        (href, etag, text) =>
        {
            foreach (SideItem item in ResourceParts.Of(href, etag, text)) onItem(item);
        },
        (_, _) => { },
        cancellationToken);

    /// <summary>Hands out address, entity tag and text of the resources at these addresses.</summary>
    /// <param name="onMissing">Receives those without a text, with the reason; null when they are gone.</param>
    public async Task ReadTextsAsync(
        IReadOnlyCollection<string> hrefs, Action<string, string?, string> onText, Action<string, CalDavException?> onMissing, CancellationToken cancellationToken)
    {
        var observer = new ItemObserver(_ => { }, (_, _) => { });
        var run = new SyncRun(Request, _client, new InMemorySyncState(), observer, new RequestContext(_log), _clock);
        List<ReportedMember> members = hrefs.Select(href => new ReportedMember(Key(run.Address, href), href, null)).ToList();
        await new ContentFetcher(run).FetchAsync(
            members,
            int.MaxValue / 2,
            body =>
            {
                if (body.Text is not null) onText(body.Member.Href, body.ETag, body.Text);
                else onMissing(body.Member.Href, body.Error as CalDavException);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public CalDavItem ToItem(SideItem item) =>
        ItemFactory.Create(item.Place, new CollectionAddress(Calendar.Uri).Resolve(item.Place), item.ETag, item.Text, Calendar, ItemReader.Read(item.Text));

    private SyncRequest Request => new(Calendar) { SyncToken = string.Empty, IncludeContent = true, Kinds = new[] { CalDavRecordKind.Added, CalDavRecordKind.Changed } };

    private static string Key(CollectionAddress address, string href) => address.Locate(href, out string key) == MemberPlace.Member ? key : href;
}
