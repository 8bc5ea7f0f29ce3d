namespace CalDavSync.CalDav.Collections;

/// <summary>Colours as calendar programs write them.</summary>
internal static class CalendarColor
{
    /// <summary>#RRGGBB in upper case from #RGB, #RRGGBB or #RRGGBBAA, with or without the hash; null when it is none of them.</summary>
    public static string? Normalize(string color)
    {
        string digits = color.Trim().TrimStart('#');
        foreach (char c in digits)
        {
            if (c is not (>= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F')) return null;
        }

        return digits.Length switch
        {
            3 => $"#{digits[0]}{digits[0]}{digits[1]}{digits[1]}{digits[2]}{digits[2]}".ToUpperInvariant(),
            6 => "#" + digits.ToUpperInvariant(),
            8 => "#" + digits.Substring(0, 6).ToUpperInvariant(),
            _ => null,
        };
    }
}
