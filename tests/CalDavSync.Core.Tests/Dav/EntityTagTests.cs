using CalDavSync.Dav;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>Quirks part E.</summary>
public class EntityTagTests
{
    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("W/\"a\"", "\"a\"")]
    [InlineData("\"a-gzip\"", "\"a\"")]
    [InlineData("\"\"a\"\"", "\"a\"")]
    [InlineData(" \"a\" ", "\"a\"")]
    public void Q87_Q88_Q89_Q102_the_same_version_in_other_clothes(string left, string right) => Assert.True(EntityTag.Same(left, right));

    [Theory]
    [InlineData("\"a\"", "\"b\"")]
    [InlineData("\"a\"", "\"A\"")]
    [InlineData(null, null)]
    [InlineData("\"a\"", null)]
    public void Different_versions_stay_different(string? left, string? right) => Assert.False(EntityTag.Same(left, right));

    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("W/\"a\"", "\"a\"")]
    public void Q87_a_tag_is_quoted_for_if_match(string tag, string sent) => Assert.Equal(sent, EntityTag.Quoted(tag));

    [Theory]
    [InlineData("\"gcs00000000\"", true)]
    [InlineData("gcs00000012", true)]
    [InlineData("\"1\"", false)]
    [InlineData("\"e-1\"", false)]
    [InlineData("\"5d41402abc4b2a76b9719d911017c592\"", false)]
    [InlineData(null, false)]
    public void A_padded_counter_may_restart(string? tag, bool expected) => Assert.Equal(expected, EntityTagShape.MayRestart(tag));
}
