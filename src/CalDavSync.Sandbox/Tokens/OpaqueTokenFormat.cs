using System;
using System.Text;

namespace CalDavSync.Sandbox.Tokens;

/// <summary>Base64 around another format, as Google and iCloud give it (Q17).</summary>
internal sealed class OpaqueTokenFormat : ITokenFormat
{
    private readonly ITokenFormat _inner;

    public OpaqueTokenFormat(ITokenFormat inner) => _inner = inner;

    public bool CanPage => _inner.CanPage;

    public string Issue(SandboxCalendar calendar) => Wrap(_inner.Issue(calendar));

    public string IssuePartial(SandboxCalendar calendar, long revision, long baseline) => Wrap(_inner.IssuePartial(calendar, revision, baseline));

    public SyncPosition? Parse(SandboxCalendar calendar, string token)
    {
        try
        {
            return _inner.Parse(calendar, Encoding.UTF8.GetString(Convert.FromBase64String(token)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Wrap(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
}
