namespace CalDavSync.Sandbox.Tokens;

/// <summary>How a position in the history of a calendar is written as a token.</summary>
internal interface ITokenFormat
{
    /// <summary>Whether answers may be cut into pages: a token has to be able to say where one ended.</summary>
    bool CanPage { get; }

    /// <summary>The token for everything up to now.</summary>
    string Issue(SandboxCalendar calendar);

    /// <summary>The token for one page of a longer answer.</summary>
    string IssuePartial(SandboxCalendar calendar, long revision, long baseline);

    /// <summary>The position a token stands for, or null when it was never issued for this calendar.</summary>
    SyncPosition? Parse(SandboxCalendar calendar, string token);
}
