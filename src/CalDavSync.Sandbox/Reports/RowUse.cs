namespace CalDavSync.Sandbox.Reports;

/// <summary>Where a row for an item appears; some misbehaviour shows only there.</summary>
internal enum RowUse
{
    Propfind,
    Query,
    Multiget,
    Sync,
}
