using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Sandbox.Tests.Quirks;

public class CompletenessTests
{
    public static TheoryData<string> Profiles => new(SandboxProfiles.All.Select(profile => profile.Name));

    [Fact]
    public void Every_quirk_has_a_test_named_after_it()
    {
        HashSet<string> tests = Assembly.GetExecutingAssembly().GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => method.Name)
            .ToHashSet();
        Assert.Equal(string.Empty, string.Join(", ", SandboxQuirks.All.Select(quirk => quirk.Name).Where(name => !tests.Contains(name))));
    }

    [Fact]
    public void Names_are_unique_and_described()
    {
        Assert.Equal(SandboxQuirks.All.Count, SandboxQuirks.All.Select(quirk => quirk.Name.ToLowerInvariant()).Distinct().Count());
        Assert.All(SandboxQuirks.All, quirk => Assert.EndsWith(".", quirk.Description));
        Assert.All(SandboxQuirks.All, quirk => Assert.NotEmpty(quirk.Numbers));
        Assert.Equal("NoGet", SandboxQuirks.Find("noget").Name);
        Assert.Throws<ArgumentException>(() => SandboxQuirks.Find("nothing"));
        Assert.Throws<ArgumentException>(() => SandboxServer.Start(new SandboxOptions { Profile = "nothing" }));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Every_profile_starts_and_answers_a_propfind(string profile)
    {
        using SandboxClient client = new(new SandboxOptions { Profile = profile.ToUpperInvariant(), Seed = 5, Clock = new ManualSandboxClock() });
        Assert.Equal(profile, client.Server.Profile!.Name);
        Assert.Equal(client.Server.Profile.Quirks.Count, client.Server.Quirks.Count);
        Answer answer = await client.Propfind(client.CalendarPath, "<D:resourcetype/>");
        Assert.Equal(207, answer.Status);
        Assert.True(answer.Holds(SandboxClient.C + "calendar"));
    }
}
