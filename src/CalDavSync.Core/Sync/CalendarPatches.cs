using System;
using System.Collections.Generic;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>
/// Calendar patches (the calendar-patch preference): the server may send what changed since the last token instead of the whole text, or
/// nothing for an unchanged one. The text they build on is the one in the destination folder.
/// </summary>
internal sealed class CalendarPatches
{
    private readonly SyncRun _run;
    private readonly string? _anchor;

    public CalendarPatches(SyncRun run)
    {
        _run = run;
        _anchor = Anchor(run);
    }

    /// <summary>
    /// The token the remembered texts belong to; null when patches cannot be used, as on a server that went back to before that token: what it calls
    /// unchanged since then is what may have changed.
    /// </summary>
    public string? Since => _run.MayRepeatETags ? null : _anchor;

    public IReadOnlyList<KeyValuePair<string, string>> Headers => Since is null
        ? Array.Empty<KeyValuePair<string, string>>()
        : new[] { new KeyValuePair<string, string>("Prefer", $"calendar-patch; since=\"{Since}\"") };

    /// <summary>Makes the whole text of a body that may be a patch; false when the whole text has to be asked for.</summary>
    public bool TryComplete(in ItemBody body, out ItemBody whole)
    {
        whole = body;
        if (body.Error is not null || body.Text is not { } text || (!body.IsUnmodified && !CalendarPatch.IsPatch(text))) return true;
        if (Remembered(body.Member.Key) is not { } before) return false;
        try
        {
            whole = body with { Text = body.IsUnmodified ? before : CalendarPatch.Apply(before, text), IsUnmodified = false };
            return true;
        }
        catch (InvalidCalendarDataException exception)
        {
            _run.Log.Verbose($"The patch of {body.Member.Href} does not fit; asking for the whole text. {exception.Message}");
            return false;
        }
    }

    // A file that somebody changed is no base for a patch, and neither is a text of this very run.
    private string? Remembered(string key)
    {
        if (_run.PatchBases.IsRead(key) || !_run.State.TryGet(key, out MemberState member) || member.Hash is null) return null;
        return _run.Destination?.Read(key) is { } text && ContentHash.Of(text) == member.Hash ? text : null;
    }

    // The draft wants an absolute URI between double quotes, and a header carries nothing but ASCII.
    private static string? Anchor(SyncRun run)
    {
        bool usable = run.Request.UsePatch && run.Destination is not null && run.KeepsMap && !run.Request.Full && !run.Degradations.IsLeftOut(Degradations.Patches);
        if (!usable || run.FirstToken is not { } token) return null;
        return Uri.TryCreate(token, UriKind.Absolute, out _) && Array.TrueForAll(token.ToCharArray(), c => c is > ' ' and < '\x7f' and not ('"' or '\\' or '<' or '>')) ? token : null;
    }
}
