using System;
using System.Linq;
using CalDavSync.Dav;
using Xunit;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>The short cut for plain addresses gives what the long way gives, which the same address takes with one character escaped.</summary>
public class PlainAddressTests
{
    private const string Plain = "aZ09-._~@";
    private static readonly string[] Pieces = [.. Plain.Select(c => c.ToString()), "/", "//", "%", "%2F", "%40", "%25", "%2561", "\u00fc", "%C3%BC", " ", "?", "#", ":", "..", "./", "../", "+", "\\"];

    public static TheoryData<string> Collections =>
    [
        "/", "/a", "/a/b/", "/a//b/", "/a/./b/", "/a%2Fb/", "/a%2fb/", "/a%40b/c/", "/a@b/c/", "/%61/b/", "/%2561/", "/%25252F/", "/\u00fc/", "/%C3%BC/", "/%FF/", "/a b/",
        "/a/..b/", "/%252e%252e/b/", "/a/%252E/b", "/a//", "//a/", "/http://x/", "/~u/:c/", "/a;b/c/", "/a%3Fb/c/", "/a%23/",
    ];

    [Theory]
    [MemberData(nameof(Collections))]
    public void A_plain_name_has_the_key_and_the_address_it_has_with_a_character_escaped(string collection)
    {
        var random = new Random(20261121);
        var address = new CollectionAddress(new Uri("https://dav.example:8443" + collection));
        if (collection.Length % 2 == 0) address.AnswersFrom(new Uri("https://dav.example:8443/moved/"));
        string parent = address.Uri.AbsolutePath.TrimEnd('/') + "/";
        for (int i = 0; i < 2_000; i++)
        {
            string name = "x" + new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => Plain[random.Next(Plain.Length)])]);
            MemberPlace place = address.Locate(parent + name, out string key);
            MemberPlace escapedPlace = address.Locate(parent + "%78" + name[1..], out string escapedKey);
            Assert.Equal((escapedPlace, escapedKey), (place, key));
            Assert.Equal(address.Resolve(parent + "%78" + name[1..]).AbsoluteUri, address.Resolve(parent + name).AbsoluteUri);
        }
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void A_key_spells_exactly_the_address_made_of_it(string collection)
    {
        var random = new Random(20261121);
        var address = new CollectionAddress(new Uri("https://dav.example" + collection));
        string parent = address.Uri.AbsolutePath.TrimEnd('/') + "/";
        for (int i = 0; i < 2_000; i++)
        {
            string key = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            string own = address.HrefFromKey(key);
            Assert.True(address.Spells(key, own));
            foreach (string href in new[] { parent + key, parent + key + "x", parent, key, collection + key, own.ToUpperInvariant() })
            {
                Assert.Equal(own == href, address.Spells(key, href));
            }
        }
    }
}
