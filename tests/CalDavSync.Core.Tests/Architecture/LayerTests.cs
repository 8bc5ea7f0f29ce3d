using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Architecture;

/// <summary>A layer calls to its right, never back (docs/architecture.md).</summary>
public class LayerTests
{
    private static readonly Assembly Core = typeof(IHttpTransport).Assembly;

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Model"] = [],
        ["Errors"] = [],
        ["Threading"] = ["Errors"],
        ["Http"] = ["Model", "Errors", "Threading"],
        ["Dav"] = ["Model", "Errors", "Threading", "Http"],
        ["CalDav"] = ["Model", "Errors", "Threading", "Http", "Dav", "ICalendar"],
        ["ICalendar"] = ["Errors"],
        ["State"] = ["Model", "Errors", "Threading"],
        ["Sync"] = ["Model", "Errors", "Threading", "Http", "Dav", "CalDav", "ICalendar", "State"],
        ["Support"] = ["Model", "Errors", "Threading", "Http", "Dav", "CalDav", "Sync"],
        ["Items"] = ["Model", "Errors", "Threading", "Http", "Dav", "CalDav", "ICalendar", "State", "Sync"],
        ["Migration"] = ["Model", "Errors", "Threading", "Http", "Dav", "CalDav", "ICalendar", "State", "Sync", "Items"],
    };

    [Theory]
    [InlineData("Model")]
    [InlineData("Errors")]
    [InlineData("Threading")]
    [InlineData("Http")]
    [InlineData("Dav")]
    [InlineData("CalDav")]
    [InlineData("ICalendar")]
    [InlineData("State")]
    [InlineData("Sync")]
    [InlineData("Support")]
    [InlineData("Items")]
    [InlineData("Migration")]
    public void A_layer_uses_only_the_layers_it_may(string layer)
    {
        string[] offences = Core.GetTypes()
            .Where(type => LayerOf(type) == layer)
            .SelectMany(type => TypeReferences.Of(type).Select(used => (type, used)))
            .Where(pair => pair.used.Assembly == Core && LayerOf(pair.used) is { } other && other != layer && !MayUse[layer].Contains(other))
            .Select(pair => $"{pair.type.FullName} uses {pair.used.FullName}")
            .Distinct()
            .ToArray();

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_type_belongs_to_a_layer()
    {
        string[] strays = Core.GetTypes()
            .Where(type => type.Namespace?.StartsWith("CalDavSync", StringComparison.Ordinal) == true && LayerOf(type) is null)
            .Select(type => type.FullName!)
            .ToArray();

        Assert.Empty(strays);
    }

    [Fact]
    public void The_engine_references_nothing_but_the_runtime()
    {
        string[] foreign = Core.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name != "netstandard")
            .ToArray();

        Assert.Empty(foreign);
    }

    // Model types are the module's public face and live in the root namespace.
    private static string? LayerOf(Type type)
    {
        Type outer = type;
        while (outer.DeclaringType is { } declaring) outer = declaring;
        string? name = outer.Namespace;
        if (name == "CalDavSync") return "Model";
        string? layer = name?.StartsWith("CalDavSync.", StringComparison.Ordinal) == true ? name.Split('.')[1] : null;
        return layer is not null && MayUse.ContainsKey(layer) ? layer : null;
    }
}
