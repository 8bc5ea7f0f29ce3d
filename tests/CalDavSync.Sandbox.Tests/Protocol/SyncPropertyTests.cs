using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Sandbox.Tests.Protocol;

/// <summary>Whatever happens on the server between any number of pages: who follows the tokens ends with what the server has.</summary>
public class SyncPropertyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("TokenIsDataUri")]
    [InlineData("TokenIsOpaque")]
    [InlineData("TokenIsPlainNumber")]
    [InlineData("TokenIsContentHash ETagIsContentHash")]
    [InlineData("TokenIsEpochSeconds")]
    [InlineData("OmitsUnseenDeletions")]
    [InlineData("ShortPagesWithout507")]
    public void Following_the_tokens_mirrors_the_calendar(string quirks)
    {
        Gen<int[]> steps = Gen.ArrayOf(Gen.Choose(0, 59));
        Prop.ForAll(Arb.From(steps), edits => Mirror(quirks, edits).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(int.Parse(System.Environment.GetEnvironmentVariable("SANDBOX_PROPERTY_TESTS") ?? "15")).WithEndSize(60));
    }

    private static async Task<bool> Mirror(string quirks, int[] steps)
    {
        ManualSandboxClock clock = new();
        using SandboxClient client = new(new SandboxOptions { Quirks = quirks.Split(' ', System.StringSplitOptions.RemoveEmptyEntries), Seed = 5, PageSize = 3, Clock = clock });
        Dictionary<string, string> mirror = new();
        string token = string.Empty;
        foreach (int step in steps)
        {
            string name = step % 6 + ".ics";
            switch (step / 10)
            {
                case 0:
                case 1:
                    client.Server.Calendar.Put(name, SandboxClient.Event(name, step.ToString()));
                    break;
                case 2:
                    client.Server.Calendar.Delete(name);
                    break;
                case 3:
                    client.Server.Calendar.Move(name, "item-00000" + (step % 7) + ".ics");
                    break;
                case 4:
                    clock.Advance(System.TimeSpan.FromMilliseconds(step * 30));
                    break;
                default:
                    token = await Page(client, token, mirror);
                    break;
            }
        }

        for (int i = 0; i < 20; i++) token = await Page(client, token, mirror);
        return client.Server.Calendar.Items.ToDictionary(item => item.Key, item => item.Value.ETag).OrderBy(item => item.Key)
            .SequenceEqual(mirror.OrderBy(item => item.Key));
    }

    private static async Task<string> Page(SandboxClient client, string token, Dictionary<string, string> mirror)
    {
        Answer page = await client.Sync(token);
        foreach ((string member, System.Xml.Linq.XElement row) in page.Members.Zip(page.Rows))
        {
            if (member.Length == 0) continue;
            if (member[0] == '-') mirror.Remove(member.Substring(1));
            else mirror[member] = row.Descendants(SandboxClient.D + "getetag").Single().Value;
        }

        return page.SyncToken!;
    }
}
