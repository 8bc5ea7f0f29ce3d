using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Dav;

/// <summary>What listings and fetches see of a calendar: everything at once, unless the server has a cache of its own mind.</summary>
internal sealed class ListingView
{
    private static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly DavServer _server;
    private readonly ConditionalWeakTable<SandboxCalendar, CachedListing> _cache = new();

    public ListingView(DavServer server) => _server = server;

    /// <summary>The members a PROPFIND or calendar-query shows.</summary>
    public IReadOnlyList<SandboxItem> Of(SandboxCalendar calendar)
    {
        QuirkSet quirks = _server.Quirks;
        if (!quirks.Any(TimingQuirks.StaleListing, TimingQuirks.IncompleteListing, TimingQuirks.FlappingItems)) return calendar.Snapshot();
        lock (_server.Store.Gate)
        {
            CachedListing listing = _cache.GetOrCreateValue(calendar);
            DateTime now = _server.Store.Clock.UtcNow;
            if (listing.Items is null || !quirks.Has(TimingQuirks.StaleListing) || now - listing.Taken >= CacheTime)
            {
                listing.Items = calendar.Snapshot();
                listing.Taken = now;
            }

            bool odd = ++listing.Reads % 2 == 0;
            if (odd && quirks.Has(TimingQuirks.IncompleteListing)) return listing.Items.Take(listing.Items.Length / 2).ToList();
            return odd && quirks.Has(TimingQuirks.FlappingItems) ? listing.Items.Where((_, index) => index % 3 != 2).ToList() : listing.Items;
        }
    }

    /// <summary>The item a GET or multiget finds, or null.</summary>
    public SandboxItem? Fetch(SandboxCalendar calendar, string name)
    {
        SandboxItem? item = calendar.Find(name);
        bool tooFresh = item is not null && _server.Quirks.Has(TimingQuirks.FreshItemsAre404) && _server.Store.Clock.UtcNow - item.LastModified < Fresh;
        return tooFresh ? null : item;
    }

    private sealed class CachedListing
    {
        public SandboxItem[]? Items { get; set; }

        public DateTime Taken { get; set; }

        public int Reads { get; set; }
    }
}
