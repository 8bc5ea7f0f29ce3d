using System;
using System.Globalization;

namespace CalDavSync.Http;

/// <summary>A wait in the unit people would use.</summary>
internal static class WaitText
{
    public static string Of(TimeSpan wait)
    {
        if (wait < TimeSpan.FromMinutes(5)) return Number(wait.TotalSeconds) + " seconds";
        if (wait < TimeSpan.FromHours(3)) return Number(wait.TotalMinutes) + " minutes";
        return wait < TimeSpan.FromDays(3) ? Number(wait.TotalHours) + " hours" : Number(wait.TotalDays) + " days";
    }

    private static string Number(double number) => Math.Ceiling(number).ToString(CultureInfo.InvariantCulture);
}
