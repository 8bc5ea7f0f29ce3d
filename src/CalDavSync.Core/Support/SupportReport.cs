using CalDavSync.Errors;

namespace CalDavSync.Support;

/// <summary>A result, and the error that ended the test early; null when nothing did.</summary>
internal sealed record SupportReport(CalDavSyncSupport Support, CalDavException? Failure);
