using System.Linq;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Writes;

/// <summary>The text a server stores in place of the one it was given.</summary>
internal static class StoredText
{
    public static string Of(string text, QuirkSet quirks)
    {
        if (quirks.Has(WriteQuirks.StripsUnknownProperties)) text = WithoutExtensions(text);
        if (!quirks.Has(WriteQuirks.RewritesOnPut)) return text;
        int uid = text.IndexOf("UID:", System.StringComparison.Ordinal);
        return uid < 0 ? text : text.Insert(uid, "CLASS:PUBLIC\r\n");
    }

    private static string WithoutExtensions(string text)
    {
        bool dropped = false;
        return string.Join("\n", text.Split('\n').Where(line =>
        {
            bool continued = line.Length > 0 && (line[0] == ' ' || line[0] == '\t');
            dropped = continued ? dropped : line.StartsWith("X-", System.StringComparison.OrdinalIgnoreCase);
            return !dropped;
        }));
    }
}
