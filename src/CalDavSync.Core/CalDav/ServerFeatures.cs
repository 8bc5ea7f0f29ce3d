using System;
using System.Collections.Generic;

namespace CalDavSync.CalDav;

/// <summary>The features of a connection as words: DAV classes (RFC 4918 section 10.1) and what the calendars list.</summary>
internal static class ServerFeatures
{
    private static readonly KeyValuePair<string, string>[] Classes =
    {
        new("calendar-access", "CalendarAccess"),
        new("calendar-schedule", "Scheduling"),
        new("calendar-auto-schedule", "AutoSchedule"),
        new("extended-mkcol", "ExtendedMkcol"),
        new("access-control", "AccessControl"),
        new("sync-collection", "SyncCollection"),
    };

    private static readonly KeyValuePair<string, string>[] Reports =
    {
        new("sync-collection", "SyncCollection"),
        new("calendar-multiget", "Multiget"),
        new("calendar-query", "CalendarQuery"),
    };

    public static IReadOnlyList<string> FromDavClasses(string header)
    {
        var features = new List<string>();
        foreach (string word in header.Split(','))
        {
            foreach (KeyValuePair<string, string> known in Classes)
            {
                if (known.Key == word.Trim()) Add(features, known.Value);
            }
        }

        return features;
    }

    /// <summary>Adds what a listing of calendars showed.</summary>
    public static void Merge(CalDavConnection connection, AnswerFacts facts, IReadOnlyList<CalDavCalendar> calendars)
    {
        var features = new List<string>(connection.Features);
        foreach (string feature in FromDavClasses(facts.DavClasses)) Add(features, feature);
        foreach (CalDavCalendar calendar in calendars)
        {
            foreach (string report in calendar.Reports)
            {
                foreach (KeyValuePair<string, string> known in Reports)
                {
                    if (known.Key == report) Add(features, known.Value);
                }
            }

            if (calendar.CTag is not null) Add(features, "CTag");
        }

        connection.Features = features;
        if (connection.Server.Length == 0 && !string.IsNullOrEmpty(facts.Server)) connection.Server = facts.Server!;
    }

    private static void Add(List<string> features, string feature)
    {
        if (!features.Contains(feature)) features.Add(feature);
    }
}
