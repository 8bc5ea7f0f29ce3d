namespace CalDavSync.State;

/// <summary>The lines of a journal that tell of members.</summary>
internal static class JournalLine
{
    /// <summary>In bytes; a longer line is none of ours, and reading it would fill memory.</summary>
    public const int MaximumLength = 64 << 20;

    public const string Put = "put\t";
    public const string Remove = "remove\t";

    public static bool IsPut(LineReader lines) => FieldText.StartsWith(lines.Buffer, lines.Start, lines.Length, Put);

    public static bool IsRemove(LineReader lines) => FieldText.StartsWith(lines.Buffer, lines.Start, lines.Length, Remove);

    public static bool IsMember(LineReader lines) => IsPut(lines) || IsRemove(lines);
}
