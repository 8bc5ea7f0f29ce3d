using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Pieces of XML that property values are made of.</summary>
internal static class PropertyValues
{
    public static string Text(string value)
    {
        StringBuilder text = new(value.Length + 16);
        foreach (char c in value)
        {
            switch (c)
            {
                case '&': text.Append("&amp;"); break;
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '\r': text.Append("&#13;"); break;
                default:
                    if (c >= ' ' || c is '\n' or '\t') text.Append(c);
                    break;
            }
        }

        return text.ToString();
    }

    public static string Href(string path) => "<D:href>" + Text(path) + "</D:href>";

    public static string HttpDate(DateTime time) => time.ToString("R", CultureInfo.InvariantCulture);

    public static string IsoDate(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Components(IEnumerable<string> names) =>
        string.Concat(names.Select(name => "<C:comp name=\"" + name + "\"/>"));

    public static string Reports(IEnumerable<string> elements) =>
        string.Concat(elements.Select(element => "<D:supported-report><D:report>" + element + "</D:report></D:supported-report>"));

    public static string Privileges(params string[] names) =>
        string.Concat(names.Select(name => "<D:privilege><D:" + name + "/></D:privilege>"));
}
