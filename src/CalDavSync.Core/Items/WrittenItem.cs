namespace CalDavSync.Items;

/// <summary>Where an item is after it was written.</summary>
/// <param name="Href">Its address: the Location of the answer, else the one written to (Q157).</param>
/// <param name="ETag">The entity tag the answer gave; null when it gave none (Q93): then it has to be read.</param>
/// <param name="Text">The text that was sent. What is stored may differ (Q94).</param>
/// <param name="IsNew">False when the server said that something was replaced.</param>
internal sealed record WrittenItem(string Href, string? ETag, string Text, bool IsNew);
