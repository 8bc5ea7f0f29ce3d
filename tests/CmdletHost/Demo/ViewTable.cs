using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace CmdletHost.Demo;

/// <summary>Prints objects in the columns of the module's table views.</summary>
internal sealed class ViewTable(TextWriter console)
{
    public void Write(IReadOnlyList<object?> objects)
    {
        if (objects.Count == 0) return;
        bool records = objects[0]!.GetType().GetProperty("Kind") is not null;
        string[] headers = records ? ["Kind", "Start", "Summary", "Href"] : ["Name", "DisplayName", "Components", "Sync", "Access", "Color"];
        string[][] rows = objects.Select(item => records ? Record(item!) : Calendar(item!)).ToArray();
        int[] widths = headers.Select((header, i) => Math.Max(header.Length, rows.Max(row => row[i].Length))).ToArray();
        console.WriteLine(records ? $"\n   Calendar: {((dynamic)objects[0]!).Calendar}\n" : $"\n   Connection: {Text("Connection", ((dynamic)objects[0]!).Connection)}\n");
        Line(headers, widths);
        Line(headers.Select(header => new string('-', header.Length)).ToArray(), widths);
        foreach (string[] row in rows) Line(row, widths);
    }

    private static string[] Record(dynamic record) => [record.Kind.ToString(), Text("Time", record.Start), Text("Summary", record), Text("FileName", record.Href)];

    private static string[] Calendar(dynamic calendar) =>
    [
        calendar.Name, calendar.DisplayName, Text("Components", calendar.Components), Text("YesNo", calendar.SupportsSync), Text("Access", calendar.IsReadOnly), calendar.Color ?? string.Empty,
    ];

    /// <summary>The texts come from the class the real views call.</summary>
    private static string Text(string function, object? value) => (string)ModuleCommands.All.Values.First().Assembly
        .GetType("CalDavSync.Base.DisplayText")!
        .GetMethod(function, BindingFlags.Public | BindingFlags.Static)!
        .Invoke(null, new[] { value })!;

    private void Line(string[] cells, int[] widths) => console.WriteLine(string.Join(' ', cells.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
}
