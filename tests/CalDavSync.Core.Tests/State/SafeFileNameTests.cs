using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using CalDavSync.State;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.State;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("6f9619ff-8b86-d011-b42d-00cf4fc964ff.ics")]
    [InlineData("alice@example.org.ics")]
    [InlineData("_x.ics")]
    public void A_plain_name_keeps_its_name(string key) => Assert.Equal(key, SafeFileName.For(key, ".ics"));

    [Theory]
    [InlineData("ABC.ics", "ABC~")]
    [InlineData("../../etc/passwd", "passwd~")]
    [InlineData("..%2f..%5c..", "item~")]
    [InlineData("/cal/work/x.ics", "x~")]
    [InlineData("con.ics", "_con~")]
    [InlineData("lpt1.x.ics", "_lpt1.x~")]
    [InlineData("com¹.ics", "com_~")]
    [InlineData("", "item~")]
    [InlineData(".ics", "item~")]
    [InlineData(".hidden.ics", "hidden~")]
    [InlineData("a..ics", "a~")]
    [InlineData("a b\t<>:\"|?*.ICS", "a b________~")]
    [InlineData("Caf%C3%A9 e\u0301 .ics", "Café é~")]
    [InlineData("a~b.ics", "a_b~")]
    [InlineData("-rf.ics", "_-rf~")]
    [InlineData("abc", "abc~")]
    public void Any_other_gets_a_readable_stem_and_a_checksum(string key, string stem)
    {
        string name = SafeFileName.For(key, ".ics");
        Assert.StartsWith(stem, name, StringComparison.Ordinal);
        Assert.Equal(stem.Length + 12 + 4, name.Length);
    }

    [Fact]
    public void Names_are_safe_everywhere_and_never_meet()
    {
        Gen<string> part = Gen.OneOf(
            Gen.Elements("a", "A", "ä", "a\u0308", "Ä", "/", "\\", "..", ".", " ", "%2F", "%00", "~", "CON", "nul", ".ics", ".ICS", "\0", "\n", "ſ", "K", "k"),
            ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString()),
            Gen.Constant(new string('ü', 90)));
        Gen<List<string>> keys = part.ListOf().Select(string.Concat).ListOf().Select(l => l.Distinct(StringComparer.Ordinal).ToList());
        Prop.ForAll(keys.ToArbitrary(), list =>
        {
            HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
            foreach (string key in list)
            {
                string name = SafeFileName.For(key, ".ics");
                Assert.Equal(name, SafeFileName.For(key, ".ics"));
                Assert.EndsWith(".ics", name, StringComparison.Ordinal);
                Assert.InRange(Encoding.UTF8.GetByteCount(name), 5, 120);
                Assert.DoesNotMatch(@"^[.\s-]|[<>:""/\\|?*\x00-\x1f\x7f]|[. ]$", name);
                Assert.DoesNotMatch(new Regex(@"^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)", RegexOptions.IgnoreCase), name);
                Assert.True(names.Add(name.Normalize(NormalizationForm.FormD)), name);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Text_that_cannot_be_normalised_gets_a_name() =>
        Assert.Matches("^__~[a-z2-7]{12}$", SafeFileName.For("\ud800\uffff", string.Empty));

    [Fact]
    public void No_kept_name_is_the_name_made_for_another_key()
    {
        string made = SafeFileName.For("ABC.ics", ".ics");
        Assert.NotEqual(made, SafeFileName.For(made, ".ics"));
    }
}
