using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using CalDavSync.Dav.Xml;

namespace CalDavSync.Dav;

/// <summary>The grammar of DAV:multistatus over a pull reader, tolerant where servers are sloppy (quirks part C).</summary>
internal sealed class MultistatusParser
{
    // A token may begin or end with any other space (Q17).
    private static readonly char[] XmlSpace = { ' ', '\t', '\r', '\n' };

    private readonly DavElementReader _reader;
    private readonly Action<MultistatusRow> _onRow;
    private readonly CancellationToken _cancellationToken;
    private readonly List<string> _hrefs = new();
    private string? _syncToken;
    private int _rows;
    private int _skipped;

    public MultistatusParser(XmlScanner xml, Action<MultistatusRow> onRow, CancellationToken cancellationToken)
    {
        _reader = new DavElementReader(xml);
        _onRow = onRow;
        _cancellationToken = cancellationToken;
    }

    [MethodImpl(Compiled.AtOnce)]
    public MultistatusEnd Parse()
    {
        if (!_reader.MoveToRoot() || !_reader.IsDav("multistatus"))
        {
            throw new FormatException($"<{_reader.LocalName}> as its root");
        }

        int depth = _reader.Depth;
        while (_reader.NextChild(depth))
        {
            if (_reader.IsDav("response")) ReadResponse();
            else if (_reader.IsDav("sync-token")) _syncToken = _reader.ReadText().Trim(XmlSpace);
            else _reader.Skip();
        }

        _reader.ReadToEnd();
        return new MultistatusEnd(string.IsNullOrEmpty(_syncToken) ? null : _syncToken, _rows, _skipped);
    }

    [MethodImpl(Compiled.AtOnce)]
    private void ReadResponse()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var row = new MultistatusRow();
        _hrefs.Clear();
        int depth = _reader.Depth;
        while (_reader.NextChild(depth))
        {
            if (_reader.IsDav("href")) _hrefs.Add(ReadHref());
            else if (_reader.IsDav("propstat")) ReadPropstat(row);
            else if (_reader.IsDav("status")) row.Status = StatusLine.Parse(_reader.ReadText()) ?? 500;
            else if (_reader.IsDav("error")) row.Conditions = _reader.ReadChildNames();
            else _reader.Skip();
        }

        // The mark of a cut answer must not get lost with its address: what follows it would be lost too (Q34).
        if (_hrefs.Count == 0 && row.IsCut) _hrefs.Add(string.Empty);
        if (_hrefs.Count == 0 || (row.Status is null && !row.HasPropstat))
        {
            _skipped++;
            return;
        }

        HandOut(row);
    }

    [MethodImpl(Compiled.AtOnce)]
    private string ReadHref()
    {
        string href = HrefPath.Received(_reader.ReadText());
        return href.Length <= HrefPath.MaximumLength ? href : throw new FormatException($"an address of {href.Length} characters");
    }

    // RFC 4918 allows several hrefs to share one status.
    [MethodImpl(Compiled.AtOnce)]
    private void HandOut(MultistatusRow row)
    {
        for (int i = 0; i < _hrefs.Count; i++)
        {
            MultistatusRow next = i == 0
                ? row
                : new MultistatusRow { Status = row.Status, HasPropstat = row.HasPropstat, PropstatStatus = row.PropstatStatus, Properties = row.Properties, Conditions = row.Conditions };
            next.Href = _hrefs[i];
            _rows++;
            _onRow(next);
        }
    }

    [MethodImpl(Compiled.AtOnce)]
    private void ReadPropstat(MultistatusRow row)
    {
        row.HasPropstat = true;
        int first = row.Properties.Count;
        int status = 200;
        int depth = _reader.Depth;
        while (_reader.NextChild(depth))
        {
            if (_reader.IsDav("prop")) ReadProperties(row);
            else if (_reader.IsDav("status")) status = StatusLine.Parse(_reader.ReadText()) ?? 200;
            else _reader.Skip();
        }

        row.PropstatStatus = status;
        for (int i = first; i < row.Properties.Count; i++) row.Properties[i] = row.Properties[i] with { Status = status };
    }

    [MethodImpl(Compiled.AtOnce)]
    private void ReadProperties(MultistatusRow row)
    {
        int depth = _reader.Depth;
        while (_reader.NextChild(depth)) row.Properties.Add(_reader.ReadProperty());
    }
}
