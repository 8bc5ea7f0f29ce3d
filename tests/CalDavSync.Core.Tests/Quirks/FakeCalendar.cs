using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>
/// A calendar with items, history and tokens that answers as it should; a scenario overrides what its server gets wrong.
/// </summary>
internal sealed class FakeCalendar
{
    public const string Path = "/dav/alice/work/";

    private readonly Dictionary<Ask, Func<Question, WireResponse?>> _deviations = [];
    private readonly SortedDictionary<string, FakeItem> _items = new(StringComparer.Ordinal);
    private readonly List<(int Revision, string Name)> _history = [];
    private readonly object _gate = new();

    /// <summary>Reports the collection says it has; none at all when empty.</summary>
    public List<string> Reports { get; } = ["sync-collection", "calendar-multiget", "calendar-query"];

    /// <summary>What tells this calendar from another one at its address; null where the server has nothing of the kind.</summary>
    public string? Identity { get; set; }

    public int Revision { get; private set; }

    /// <summary>Rows in one answer to sync-collection before it is cut; 0: all.</summary>
    public int PageSize { get; set; }

    /// <summary>sync-collection answers with texts where it is asked for them.</summary>
    public bool InlineData { get; set; }

    /// <summary>Deviations are left out for now.</summary>
    public bool Behaves { get; set; }

    /// <summary>How the server spells the address of an item.</summary>
    public Func<string, string> Href { get; set; } = name => Path + name + ".ics";

    /// <summary>The name behind an address; the inverse of <see cref="Href"/>, tolerant of full URLs.</summary>
    public Func<string, string> NameOf { get; set; } = href => Uri.UnescapeDataString(href[(href.LastIndexOf('/') + 1)..]).Replace(".ics", "");

    public Func<FakeItem, string?> ETag { get; set; } = item => $"\"v{item.Version}\"";

    public Func<int, string> Token { get; set; } = revision => $"urn:test:{revision}";

    /// <summary>The revision behind a token; null when it is not known.</summary>
    public Func<string, int?> RevisionOf { get; set; } =
        token => token.StartsWith("urn:test:", StringComparison.Ordinal) && int.TryParse(token[9..], out int revision) ? revision : null;

    public Func<int, string?> CTag { get; set; } = revision => $"ctag-{revision}";

    public IReadOnlyDictionary<string, FakeItem> Items => _items;

    public string CurrentToken => Token(Revision);

    public void Put(params string[] names)
    {
        foreach (string name in names) PutText(name, EventText.Of(name, $"{name} in version {Revision + 1}"));
    }

    public void PutText(string name, string text)
    {
        lock (_gate) _items[name] = new FakeItem(name, Note(name), text);
    }

    public void Delete(params string[] names)
    {
        lock (_gate)
        {
            foreach (string name in names)
            {
                if (!_items.Remove(name)) throw new InvalidOperationException($"{name} is not there.");
                Note(name);
            }
        }
    }

    /// <summary>The server forgets what happened before now, and no longer knows that it did.</summary>
    public void ForgetHistory() => _history.Clear();

    /// <summary>Answers this question as the scenario says; as it should where that gives null.</summary>
    public void On(Ask kind, Func<Question, WireResponse?> answer) => _deviations[kind] = answer;

    public void On(Ask kind, WireResponse answer) => On(kind, _ => answer);

    /// <summary>The server works again.</summary>
    public void Heal() => _deviations.Clear();

    public void Heal(Ask kind) => _deviations.Remove(kind);

    public WireResponse Answer(WireRequest request)
    {
        lock (_gate)
        {
            var question = new Question(request);
            if (Behaves || !_deviations.TryGetValue(question.Kind, out Func<Question, WireResponse?>? deviation)) return Properly(question);
            return deviation(question) ?? Properly(question);
        }
    }

    /// <summary>The row of an item; 404 when it is not there.</summary>
    public string Row(string name, bool withData = false) =>
        _items.TryGetValue(name, out FakeItem? item) ? Dav.Row(Href(name), ETag(item), withData ? item.Text : null) : Dav.Gone(Href(name));

    public string[] AllRows(bool withData = false) => _items.Keys.Select(name => Row(name, withData)).ToArray();

    /// <summary>The names changed after a revision, oldest change first, each once.</summary>
    public IReadOnlyList<(int Revision, string Name)> ChangesSince(int revision) => _history
        .Where(entry => entry.Revision > revision)
        .GroupBy(entry => entry.Name)
        .Select(group => (Revision: group.Max(entry => entry.Revision), Name: group.Key))
        .OrderBy(entry => entry.Revision)
        .ToList();

    public string[] RowsSince(int revision) => ChangesSince(revision).Select(entry => Row(entry.Name)).ToArray();

    public WireResponse Properly(Question question)
    {
        switch (question.Kind)
        {
            case Ask.Sync when !Reports.Contains("sync-collection"):
                return Dav.Error(403, "supported-report");
            case Ask.Sync:
                return Changes(question);
            case Ask.Multiget:
                return Dav.Multistatus(null, question.Hrefs.Select(href => Row(NameOf(href), true)).ToArray());
            case Ask.Query:
                return Dav.Multistatus(null, AllRows(question.WithData));
            case Ask.List:
                return Dav.Multistatus(null, [Self(), .. AllRows()]);
            case Ask.Look:
                return Dav.Multistatus(null, Self());
            default:
                return _items.TryGetValue(NameOf(question.Request.Target), out FakeItem? item)
                    ? WireResponse.Of(200, item.Text, ("Content-Type", "text/calendar"), ("ETag", ETag(item) ?? "\"none\""))
                    : WireResponse.Of(404);
        }
    }

    private string Self() =>
        Dav.Collection(Path, Reports.Contains("sync-collection") ? CurrentToken : null, CTag(Revision), [.. Reports]);

    private WireResponse Changes(Question question)
    {
        int? since = question.Token is null ? 0 : RevisionOf(question.Token);
        if (since is not { } revision || revision > Revision) return Dav.Error(403, "valid-sync-token");
        List<(int Revision, string Name)> changes = ChangesSince(revision).Where(entry => question.Token is not null || _items.ContainsKey(entry.Name)).ToList();
        int size = PageSize > 0 ? PageSize : int.MaxValue;
        string[] rows = changes.Take(size).Select(entry => Row(entry.Name, InlineData && question.WithData)).ToArray();
        return changes.Count <= size
            ? Dav.Multistatus(CurrentToken, rows)
            : Dav.Multistatus(Token(changes[size - 1].Revision), [.. rows, Dav.Cut(Path)]);
    }

    private int Note(string name)
    {
        _history.Add((++Revision, name));
        return Revision;
    }
}
