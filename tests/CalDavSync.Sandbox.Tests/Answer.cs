using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace CalDavSync.Sandbox.Tests;

/// <summary>An answer, with the readings tests need.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes, Version HttpVersion)
{
    private static readonly XNamespace D = "DAV:";

    public string Text => Encoding.UTF8.GetString(Bytes);

    public string? ETag => Headers.TryGetValue("ETag", out string? value) ? value : null;

    public XElement Xml => XElement.Load(new System.IO.MemoryStream(Bytes), LoadOptions.PreserveWhitespace);

    public IReadOnlyList<XElement> Rows => Xml.Elements(D + "response").ToList();

    public IReadOnlyList<string> Hrefs => Rows.Select(row => row.Element(D + "href")!.Value).ToList();

    public string? SyncToken => Xml.Element(D + "sync-token")?.Value;

    /// <summary>Names of the rows, with <c>-</c> before those with a status of 404.</summary>
    public IReadOnlyList<string> Members => Rows
        .Select(row => (row.Element(D + "status")?.Value.Contains("404") == true ? "-" : string.Empty) + row.Element(D + "href")!.Value.Split('/').Last())
        .ToList();

    public bool Holds(XName element) => Xml.DescendantsAndSelf(element).Any();

    public string? Value(XName element) => Xml.Descendants(element).FirstOrDefault()?.Value;

    public string StatusOf(string member) => Rows.Single(row => row.Element(D + "href")!.Value.EndsWith(member, StringComparison.Ordinal)).Element(D + "status")!.Value;
}
