using System.Xml;

namespace CalDavSync.Dav;

/// <summary>A name table that hands out the very strings the parser compares with, so that most comparisons end at the reference.</summary>
internal static class DavNameTable
{
    private static readonly string[] Names =
    {
        "multistatus", "response", "href", "propstat", "prop", "status", "error", "sync-token", "getetag", "calendar-data",
        DavNamespace.Dav, DavNamespace.CalDav, DavNamespace.CalendarServer, DavNamespace.AppleICal,
    };

    public static NameTable Create()
    {
        var table = new NameTable();
        foreach (string name in Names) table.Add(name);
        return table;
    }
}
