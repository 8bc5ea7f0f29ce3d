using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>
/// The text of a recording: comments (<c>;</c>), steps (<c>=== time name</c>), and in each step requests (<c>&gt;&gt;&gt;</c>) with their answers
/// (<c>&lt;&lt;&lt;</c>): a first line, headers, an empty line, the body. A carriage return is written as ␍, so that files stay plain.
/// </summary>
internal static class RecordingFile
{
    private const string Step = "=== ";
    private const string Request = ">>> ";
    private const string Answer = "<<< ";

    public static IReadOnlyList<RecordedStep> Read(string path)
    {
        var steps = new List<RecordedStep>();
        string[] lines = File.ReadAllText(path).Split('\n');
        for (int i = 0; i < lines.Length;)
        {
            string line = lines[i++];
            if (line.StartsWith(Step, StringComparison.Ordinal))
            {
                string[] words = line[Step.Length..].Split(' ', 2);
                steps.Add(new RecordedStep(words[1], DateTimeOffset.Parse(words[0], CultureInfo.InvariantCulture)));
            }
            else if (line.StartsWith(Request, StringComparison.Ordinal))
            {
                string[] asked = line[Request.Length..].Split(' ');
                (List<(string Name, string Value)> headers, string body) = Message(lines, ref i);
                string[] status = lines[i++][Answer.Length..].Split(' ');
                (List<(string Name, string Value)> answered, string answer) = Message(lines, ref i);
                steps[^1].Exchanges.Add(new RecordedExchange(
                    asked[0], asked[1], headers.Single(header => header.Name == "Depth").Value, body, status[0].Split('/')[1], int.Parse(status[1]), answered, answer));
            }
            else if (line.Length > 0 && line[0] != ';')
            {
                throw new FormatException($"{path}, line {i}: '{line}' is neither a step nor a request nor a comment.");
            }
        }

        return steps;
    }

    public static void Write(string path, string head, IEnumerable<RecordedStep> steps)
    {
        var text = new StringBuilder("; ").Append(head).Append('\n');
        foreach (RecordedStep step in steps)
        {
            text.Append('\n').Append(Step).Append(step.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(' ').Append(step.Name).Append('\n');
            foreach (RecordedExchange exchange in step.Exchanges)
            {
                text.Append(Request).Append(exchange.Method).Append(' ').Append(exchange.Target).Append("\nDepth: ").Append(exchange.Depth).Append("\n\n");
                Body(text, exchange.Body);
                text.Append(Answer).Append("HTTP/").Append(exchange.Version).Append(' ').Append(exchange.Status).Append('\n');
                foreach ((string name, string value) in exchange.Headers) text.Append(name).Append(": ").Append(value).Append('\n');
                text.Append('\n');
                Body(text, exchange.Answer);
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ToString());
    }

    private static void Body(StringBuilder text, string body)
    {
        if (body.Length > 0) text.Append(body.Replace("\r", "␍")).Append('\n');
    }

    private static (List<(string Name, string Value)> Headers, string Body) Message(string[] lines, ref int i)
    {
        var headers = new List<(string Name, string Value)>();
        while (lines[i].Length > 0)
        {
            int colon = lines[i].IndexOf(':');
            headers.Add((lines[i][..colon], lines[i++][(colon + 1)..].Trim()));
        }

        int first = ++i;
        while (i < lines.Length && !IsMark(lines, i)) i++;
        return (headers, string.Join("\n", lines[first..i]).Replace("␍", "\r"));
    }

    // A step begins after an empty line, which does not belong to the body before it.
    private static bool IsMark(string[] lines, int i) =>
        lines[i].StartsWith(Request, StringComparison.Ordinal) || lines[i].StartsWith(Answer, StringComparison.Ordinal)
        || (lines[i].Length == 0 && (i + 1 >= lines.Length || lines[i + 1].StartsWith(Step, StringComparison.Ordinal)));
}
