using System;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Reports;

/// <summary>How iCalendar text is put into XML.</summary>
internal sealed class CalendarDataStyle
{
    private readonly bool _cdata;
    private readonly bool _illegal;
    private readonly bool _additions;
    private readonly CalendarStore _store;

    public CalendarDataStyle(QuirkSet quirks, CalendarStore store)
    {
        _cdata = quirks.Has(FetchQuirks.CDataEverywhere);
        _illegal = quirks.Has(FetchQuirks.IllegalControlCharacters);
        _additions = quirks.Has(FetchQuirks.AddsPropertiesOnRead);
        _store = store;
    }

    public void Write(BodyWriter body, string text)
    {
        if (_additions) text = Insert(text, "\r\nX-RECURRENCE-EXCEPTION:" + _store.Clock.UtcNow.Ticks);
        if (_illegal)
        {
            body.AllowIllegalCharacters = true;
            text = text.Replace("SUMMARY:", "SUMMARY:\u0008\u000B");
        }

        if (_cdata) body.Raw("<![CDATA[").Raw(text.Replace("]]>", "]]]]><![CDATA[>")).Raw("]]>");
        else body.Escaped(text);
    }

    private static string Insert(string text, string line)
    {
        int uid = text.IndexOf("\r\nUID:", StringComparison.Ordinal);
        return uid < 0 ? text : text.Insert(uid, line);
    }
}
