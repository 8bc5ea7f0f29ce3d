using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Errors;

public class SimilarNamesTests
{
    private static readonly string[] Known = { "SOGo", "SabreDAV", "SabreDAV 1.8", "Synology Calendar", "Radicale", "Nextcloud" };

    [Theory]
    [InlineData("SGOo", " Did you mean SOGo?")]
    [InlineData("radicle", " Did you mean Radicale?")]
    [InlineData("Sabre", " Did you mean SabreDAV or SabreDAV 1.8?")]
    [InlineData("synology", " Did you mean Synology Calendar?")]
    [InlineData("Nextcloud 31", " Did you mean Nextcloud?")]
    [InlineData(" nexcloud ", " Did you mean Nextcloud?")]
    [InlineData("So", " Did you mean SOGo?")]
    [InlineData("nonsense", "")]
    [InlineData("x", "")]
    [InlineData("", "")]
    public void What_is_near_is_asked_for(string name, string question) => Assert.Equal(question, SimilarNames.Question(name, Known));

    [Fact]
    public void At_most_three_are_named() =>
        Assert.Equal(" Did you mean item1, item2 or item3?", SimilarNames.Question("item", new[] { "item4", "item3", "item2", "item1" }));

    [Fact]
    public void A_name_of_any_length_is_compared_quickly() => Assert.Empty(SimilarNames.Question(new string('x', 1_000_000), Known));
}
