using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace CalDavSync;

/// <summary>A list that is its values with commas where a text is wanted, as in Export-Csv.</summary>
internal sealed class ReadableList<T> : ReadOnlyCollection<T>
{
    private ReadableList(IList<T> values)
        : base(values)
    {
    }

    public static ReadableList<T> None { get; } = new(new List<T>());

    public static ReadableList<T> Of(IReadOnlyList<T> values) => values as ReadableList<T> ?? new ReadableList<T>(values.ToList());

    public override string ToString() => string.Join(", ", this);
}
