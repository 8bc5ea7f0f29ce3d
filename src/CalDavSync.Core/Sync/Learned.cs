using System;
using System.Collections.Generic;
using System.Globalization;

namespace CalDavSync.Sync;

/// <summary>What runs have learned of one collection. Only ever saves requests; nothing is wrong when it is forgotten.</summary>
internal sealed class Learned
{
    private const int MaximumLeftFiles = 1000;

    // A copy a month is the rarest turn; what is remembered for it is written with every commit.
    private static readonly TimeSpan FolderTurn = TimeSpan.FromDays(45);

    private readonly Dictionary<string, string> _values;

    public Learned(IReadOnlyDictionary<string, string> values)
    {
        _values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in values) _values[pair.Key] = pair.Value;
    }

    /// <summary>sync-collection wants Depth 1 here (design section 5, point 3).</summary>
    public bool DepthOne
    {
        get => Flag("depthOne");
        set => Set("depthOne", value);
    }

    /// <summary>sync-level infinite is refused here (Q43 to Q45).</summary>
    public bool LevelOne
    {
        get => Flag("levelOne");
        set => Set("levelOne", value);
    }

    /// <summary>Every run since everything was listed has asked for the members of folders below too: the token covers them.</summary>
    public bool IsDeep
    {
        get => Flag("isDeep");
        set => Set("isDeep", value);
    }

    /// <summary>The last text that was read had another entity tag than the one it was reported with.</summary>
    public bool TagsDiffer
    {
        get => Flag("tagsDiffer");
        set => Set("tagsDiffer", value);
    }

    /// <summary>When a rung of the ladder failed last; one of the names of <see cref="Degradations"/>.</summary>
    public DateTimeOffset? FailedAt(string rung) => Time(rung);

    public void SetFailedAt(string rung, DateTimeOffset? time) => Set(rung, time?.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>sync-collection does not answer with texts here.</summary>
    public bool NoInlineData
    {
        get => Flag("noInlineData");
        set => Set("noInlineData", value);
    }

    /// <summary>A member was told and never settled, by a run that was cut off or because it cannot be read any more: a listing has to say whether it is there.</summary>
    public bool HasUncertain
    {
        get => Flag("hasUncertain");
        set => Set("hasUncertain", value);
    }

    /// <summary>Requests at the same time fail here, one after the other they do not (Q129).</summary>
    public bool OneAtATime
    {
        get => Flag("oneAtATime");
        set => Set("oneAtATime", value);
    }

    /// <summary>The largest batch a multiget answered in full, when it answered less than asked (Q103, Q105); 0: not known.</summary>
    public int BatchLimit
    {
        get => Number("batchLimit");
        set => Set("batchLimit", value == 0 ? null : value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Runs in a row in which the collection tag had changed but nothing else had (Q97).</summary>
    public int IdleCTagChanges
    {
        get => Number("idleCTagChanges");
        set => Set("idleCTagChanges", value == 0 ? null : value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Verifications that a replay caused and that found nothing: on some servers replays are a habit.</summary>
    public int HarmlessReplays
    {
        get => Number("harmlessReplays");
        set => Set("harmlessReplays", value == 0 ? null : value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The last answer that told changes held no token, and the one before it was kept (Q20).</summary>
    public bool TokenWasMissing
    {
        get => Flag("tokenWasMissing");
        set => Set("tokenWasMissing", value);
    }

    /// <summary>What is remembered comes from one query alone, and no other listing has confirmed it yet.</summary>
    public bool IsSeeded
    {
        get => Flag("isSeeded");
        set => Set("isSeeded", value);
    }

    /// <summary>What told the collection from another one at the same address when everything was last settled.</summary>
    public string? Identity
    {
        get => Get("identity");
        set => Set("identity", value);
    }

    /// <summary>Verifications because of another identity that found nothing: on some servers it changes by itself.</summary>
    public int HarmlessIdentities
    {
        get => Number("harmlessIdentities");
        set => Set("harmlessIdentities", value == 0 ? null : value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>When an answer raised a doubt about what is remembered that no listing has settled yet.</summary>
    public DateTimeOffset? DoubtedAt
    {
        get => Time("doubtedAt");
        set => Set("doubtedAt", value?.ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>Doubts that an answer without anything in it raised under a new token, since the last listing that found something.</summary>
    public int SilentDoubts
    {
        get => Number("silentDoubts");
        set => Set("silentDoubts", value == 0 ? null : value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Doubts that an answer raised which could be a full list, since the last listing that found something.</summary>
    public int ListDoubts
    {
        get => Number("listDoubts");
        set => Set("listDoubts", value == 0 ? null : value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Tokens that counted back for nothing since the last listing that found something: on some servers they do so by themselves.</summary>
    public int HarmlessTokens
    {
        get => Number("harmlessTokens");
        set => Set("harmlessTokens", value == 0 ? null : value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The sync token of the calendar as its listing had it when everything was last settled.</summary>
    public string? ListedToken
    {
        get => Get("listedToken");
        set => Set("listedToken", value);
    }

    /// <summary>Runs since the last complete listing.</summary>
    public int RunsSinceListing
    {
        get => Number("runsSinceListing");
        set => Set("runsSinceListing", value == 0 ? null : value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Everything was listed and compared just now.</summary>
    public void NoteListing()
    {
        RunsSinceListing = 0;
        IsSeeded = false;
        DoubtedAt = null;
    }

    /// <summary>A mark of the destination folder that holds every item; null when none does.</summary>
    public string? Destination
    {
        get => Get("destination");
        set => Set("destination", value);
    }

    /// <summary>Something changed while the folder of <see cref="Destination"/> was left out.</summary>
    public bool DestinationIsBehind
    {
        get => Flag("destinationIsBehind");
        set => Set("destinationIsBehind", value);
    }

    /// <summary>Another folder than that of <see cref="Destination"/> was given lately, and may be again: folders take turns.</summary>
    public bool HasOtherFolders(DateTimeOffset now) => Time("otherFolderAt") is { } given && now - given < FolderTurn;

    public void NoteOtherFolder(DateTimeOffset now) => Set("otherFolderAt", now.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Members deleted while a folder was left out: their files are still there.</summary>
    public IReadOnlyList<string> LeftFiles => Get("leftFiles")?.Split('\n') ?? Array.Empty<string>();

    /// <param name="key">The member.</param>
    /// <param name="isUncertain">A run that never committed may have written its file before any folder was full.</param>
    public void NoteLeftFile(string key, bool isUncertain)
    {
        if (Destination is null && !isUncertain) return;
        var files = new List<string>(LeftFiles);
        // One that comes and goes must not use up the list.
        files.Remove(key);
        files.Add(key);
        if (files.Count > MaximumLeftFiles) files.RemoveAt(0);
        Set("leftFiles", string.Join("\n", files));
    }

    public void ForgetLeftFiles() => Set("leftFiles", null);

    /// <summary>Members to ask for again, in the form of <see cref="PostponedMembers"/>.</summary>
    public string? Postponed
    {
        get => Get("postponed");
        set => Set("postponed", value);
    }

    /// <summary>A collection tag that was new although the listing showed nothing new: it is believed when it comes again (Q167).</summary>
    public string? UnsettledCTag
    {
        get => Get("unsettledCTag");
        set => Set("unsettledCTag", value);
    }

    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        lock (_values) return new Dictionary<string, string>(_values);
    }

    private bool Flag(string name) => Get(name) is not null;

    private int Number(string name) =>
        Get(name) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private DateTimeOffset? Time(string name) =>
        Get(name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset time) ? time : null;

    private void Set(string name, bool value) => Set(name, value ? "yes" : null);

    // Batches that are read in parallel learn in parallel.
    private string? Get(string name)
    {
        lock (_values) return _values.TryGetValue(name, out string? text) ? text : null;
    }

    private void Set(string name, string? value)
    {
        lock (_values)
        {
            if (value is null) _values.Remove(name);
            else _values[name] = value;
        }
    }
}
