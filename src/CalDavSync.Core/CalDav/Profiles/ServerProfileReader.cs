using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;

namespace CalDavSync.CalDav.Profiles;

/// <summary>Reads the compatibility database: sections of <c>key = value</c>; a semicolon begins a comment line.</summary>
internal sealed class ServerProfileReader
{
    private readonly TextReader _text;
    private readonly List<ServerProfileEntry> _entries = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _number;

    private ServerProfileReader(TextReader text) => _text = text;

    /// <exception cref="FormatException">A line is not understood; the message names it.</exception>
    public static IReadOnlyList<ServerProfileEntry> Read(TextReader text)
    {
        var reader = new ServerProfileReader(text);
        while (text.ReadLine() is { } line) reader.Read(line.Trim());
        return reader._entries;
    }

    private void Read(string line)
    {
        _number++;
        if (line.Length == 0 || line[0] == ';') return;
        if (line[0] == '[')
        {
            Begin(line);
            return;
        }

        int equals = line.IndexOf('=');
        if (equals <= 0) throw Wrong("is neither a [name], nor key = value, nor a comment");
        if (_entries.Count == 0) throw Wrong("stands before the first [name]");
        Set(_entries[_entries.Count - 1], line.Substring(0, equals).TrimEnd(), line.Substring(equals + 1).TrimStart());
    }

    private void Begin(string line)
    {
        string name = line.TrimEnd(']').Substring(1).Trim();
        if (name.Length == 0 || line[line.Length - 1] != ']') throw Wrong("is no [name]");
        if (!_names.Add(name)) throw Wrong($"names {name} a second time");
        _keys.Clear();
        _entries.Add(new ServerProfileEntry(name));
    }

    private void Set(ServerProfileEntry entry, string key, string value)
    {
        if (value.Length == 0) throw Wrong($"gives {key} no value");
        if (SignOf(key) is { } kind)
        {
            entry.Add(Sign(kind, value));
            return;
        }

        if (!_keys.Add(key)) throw Wrong($"gives {key} a second time");
        CalDavServerProfile profile = entry.Profile;
        switch (key)
        {
            case "description":
                profile.Description = value;
                break;
            case "sync-token":
                profile.SyncToken = Word<CalDavSyncVerdict>(value);
                break;
            case "strategy":
                profile.Strategy = Word<CalDavSyncStrategy>(value);
                break;
            case "verify-every":
                profile.VerifyEvery = Number(value);
                break;
            case "trusted-idle-days":
                profile.TrustedIdleDays = Number(value);
                break;
            case "list-by-query":
                profile.ListByQuery = Yes(value);
                break;
            case "inline-data":
                profile.InlineData = Yes(value);
                break;
            case "cheap-token":
                profile.TokenIsCheap = Yes(value);
                break;
            case "query-is-complete":
                profile.QueryIsComplete = Yes(value);
                break;
            case "throttle-limit":
                profile.ThrottleLimit = Number(value);
                break;
            case "request-spacing":
                profile.RequestSpacing = TimeSpan.FromSeconds(Number(value));
                break;
            case "batch-size":
                profile.BatchSize = Number(value);
                break;
            case "entry-point":
                profile.EntryPoint = value;
                break;
            case "evidence":
                profile.Evidence = Regex.Split(value, @"\s*,\s*");
                break;
            default:
                throw Wrong($"has the unknown key '{key}'");
        }
    }

    private static ServerSignKind? SignOf(string key) => key switch
    {
        "host" => ServerSignKind.Host,
        "server" => ServerSignKind.Server,
        "token" => ServerSignKind.Token,
        "dav" => ServerSignKind.Dav,
        "path" => ServerSignKind.Path,
        "product" => ServerSignKind.Product,
        _ => null,
    };

    private ServerSign Sign(ServerSignKind kind, string pattern)
    {
        try
        {
            return new ServerSign(kind, pattern);
        }
        catch (ArgumentException exception)
        {
            throw Wrong($"holds no regular expression ({exception.Message})");
        }
    }

    private bool Yes(string value) => value == "yes" ? true : throw Wrong($"says '{value}' where only yes can stand");

    private T Word<T>(string value)
        where T : struct
    {
        bool isWord = Enum.TryParse(value, out T word) && Enum.IsDefined(typeof(T), word) && !char.IsDigit(value[0]);
        return isWord ? word : throw Wrong($"says '{value}' where one of {string.Join(", ", Enum.GetNames(typeof(T)))} should stand");
    }

    private int Number(string value)
    {
        bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0;
        return isNumber ? number : throw Wrong($"says '{value}' where a whole number above 0 should stand");
    }

    private FormatException Wrong(string what) => new($"Line {_number} of the server profiles {what}.");
}
