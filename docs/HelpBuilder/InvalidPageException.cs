using System;

namespace HelpBuilder;

/// <summary>A page that is not in the form of the others; the message names the file and what is wrong.</summary>
public sealed class InvalidPageException : Exception
{
    public InvalidPageException(string file, string problem)
        : base($"{file}: {problem}")
    {
        File = file;
        Problem = problem;
    }

    public string File { get; }

    public string Problem { get; }
}
