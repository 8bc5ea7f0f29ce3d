using System.Collections.Generic;

namespace CalDavSync.Sandbox.Reports;

/// <summary>The rows of one sync-collection answer, taken under the lock and written outside it.</summary>
internal sealed class SyncPage
{
    public SyncPage(IReadOnlyList<SyncRow> rows, string token, bool truncated)
    {
        Rows = rows;
        Token = token;
        Truncated = truncated;
    }

    public IReadOnlyList<SyncRow> Rows { get; }

    public string Token { get; }

    public bool Truncated { get; }
}
