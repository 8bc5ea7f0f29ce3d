using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Sandbox.Http;

/// <summary>Header fields in the order they came, looked up without regard to case.</summary>
internal sealed class HeaderList
{
    private readonly List<KeyValuePair<string, string>> _fields = new();

    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    /// <summary>The first value of a field, or null; setting replaces every value of that name (null removes it).</summary>
    public string? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> field in _fields)
            {
                if (string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase)) return field.Value;
            }

            return null;
        }

        set
        {
            _fields.RemoveAll(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase));
            if (value is not null) Add(name, value);
        }
    }

    public void Add(string name, string value) => _fields.Add(new KeyValuePair<string, string>(name, value));

    /// <summary>All values of a field joined with commas, as RFC 9110 section 5.3 allows; null when there is none.</summary>
    public string? Joined(string name)
    {
        List<string> values = _fields
            .Where(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase))
            .Select(field => field.Value)
            .ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }

    /// <summary>Whether a comma-separated field holds this token (parameters after a semicolon do not count).</summary>
    public bool HasToken(string name, string token) =>
        Joined(name) is { } joined
        && joined.Split(',').Any(part => string.Equals(part.Split(';')[0].Trim(), token, StringComparison.OrdinalIgnoreCase));
}
