using Xunit;

namespace CalDavSync.Servers.Tests;

/// <summary>Tests of this collection share the calendars and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<SharedCalendars>
{
    public const string Name = "real servers";
}
