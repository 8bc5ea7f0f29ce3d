namespace CalDavSync.Core.Tests.Quirks;

/// <summary>One item of the fake server.</summary>
/// <param name="Name">Its name, without folder and suffix.</param>
/// <param name="Version">Grows with each change of the whole calendar.</param>
/// <param name="Text">The iCalendar text.</param>
internal sealed record FakeItem(string Name, int Version, string Text);
