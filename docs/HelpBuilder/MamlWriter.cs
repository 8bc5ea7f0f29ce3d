using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml;

namespace HelpBuilder;

/// <summary>Writes pages as the XML that Get-Help reads (MAML).</summary>
public sealed class MamlWriter : IDisposable
{
    private const string Maml = "http://schemas.microsoft.com/maml/2004/10";
    private const string Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private const string Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XmlWriter _xml;

    private MamlWriter(string file)
    {
        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(true), NewLineChars = "\n" };
        _xml = XmlWriter.Create(file, settings);
    }

    public static void Write(string file, IEnumerable<CommandPage> pages)
    {
        using var writer = new MamlWriter(file);
        writer._xml.WriteStartElement("helpItems", "http://msh");
        writer._xml.WriteAttributeString("schema", "maml");
        foreach (CommandPage page in pages) writer.Write(page);
        writer._xml.WriteEndElement();
    }

    public void Dispose() => _xml.Dispose();

    private void Write(CommandPage page)
    {
        _xml.WriteStartElement("command", "command", Command);
        _xml.WriteAttributeString("xmlns", "maml", null, Maml);
        _xml.WriteAttributeString("xmlns", "dev", null, Dev);
        string[] name = page.Name.Split('-', 2);
        Element("command:details", () =>
        {
            Text("command:name", page.Name);
            Text("command:verb", name[0]);
            Text("command:noun", name[^1]);
            Paragraphs("maml:description", page.Synopsis);
        });
        Paragraphs("maml:description", page.Description);
        Element("command:syntax", () =>
        {
            foreach (string set in page.Sets) WriteSyntax(page, set);
        });
        Element("command:parameters", () =>
        {
            foreach (ParameterEntry parameter in page.Parameters) WriteParameter(parameter, ParameterSetFacts.Of(parameter.Facts.Sets), withText: true);
        });
        Element("command:inputTypes", () => WriteTypes("command:inputType", page.Inputs));
        Element("command:returnValues", () => WriteTypes("command:returnValue", page.Outputs));
        Element("maml:alertSet", () => Paragraphs("maml:alert", page.Notes));
        Element("command:examples", () =>
        {
            foreach (Example example in page.Examples) WriteExample(example);
        });
        Element("command:relatedLinks", () => WriteLinks(page.Links));
        _xml.WriteEndElement();
    }

    private void WriteSyntax(CommandPage page, string set) => Element("command:syntaxItem", () =>
    {
        Text("maml:name", page.Name);
        IEnumerable<(ParameterEntry Entry, ParameterSetFacts Facts)> parameters = page.Parameters
            .Where(parameter => parameter.Facts.In(set) is not null)
            .Select(parameter => (parameter, parameter.Facts.In(set)!))
            .OrderBy(parameter => parameter.Item2.Position ?? int.MaxValue)
            .ThenByDescending(parameter => parameter.Item2.IsRequired);
        foreach ((ParameterEntry entry, ParameterSetFacts facts) in parameters) WriteParameter(entry, facts, withText: false);
    });

    private void WriteParameter(ParameterEntry parameter, ParameterSetFacts set, bool withText) => Element("command:parameter", () =>
    {
        ParameterFacts facts = parameter.Facts;
        _xml.WriteAttributeString("required", Word(set.IsRequired));
        _xml.WriteAttributeString("variableLength", Word(facts.Type.EndsWith("[]", StringComparison.Ordinal)));
        _xml.WriteAttributeString("globbing", Word(facts.SupportsWildcards));
        _xml.WriteAttributeString("pipelineInput", Pipeline(set));
        _xml.WriteAttributeString("position", set.Position?.ToString() ?? "named");
        _xml.WriteAttributeString("aliases", facts.Aliases.Count == 0 ? "none" : string.Join(", ", facts.Aliases));
        Text("maml:name", parameter.Name);
        if (withText) Paragraphs("maml:description", parameter.Description);
        string type = ShortName(facts.Type);
        if (facts.AcceptedValues.Count > 0 && !withText)
        {
            Element("command:parameterValueGroup", () =>
            {
                foreach (string value in facts.AcceptedValues) Text("command:parameterValue", value, ("required", "false"), ("variableLength", "false"));
            });
        }

        if (type != "SwitchParameter") Text("command:parameterValue", type, ("required", "true"), ("variableLength", "false"));
        Element("dev:type", () => Text("maml:name", type));
        Text("dev:defaultValue", facts.DefaultValue.Length == 0 ? "None" : facts.DefaultValue);
    });

    private void WriteTypes(string element, IReadOnlyList<Section> types)
    {
        foreach (Section type in types)
        {
            Element(element, () =>
            {
                Element("dev:type", () => Text("maml:name", type.Heading));
                Paragraphs("maml:description", type.Lines);
            });
        }
    }

    private void WriteExample(Example example) => Element("command:example", () =>
    {
        Text("maml:title", $"--------- {Prose.Plain(example.Title)} ---------");
        // PowerShell prints an introduction and the code on one line, so the words come as comments of the code.
        IEnumerable<string> words = Prose.Paragraphs(example.Before).SelectMany(paragraph => Prose.Wrapped(paragraph, 76)).Select(line => "# " + line);
        Text("dev:code", string.Join('\n', words.Append(example.Code)));
        Paragraphs("dev:remarks", example.After);
    });

    private void WriteLinks(IReadOnlyList<string> lines)
    {
        foreach (string line in lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)))
        {
            Element("maml:navigationLink", () =>
            {
                Text("maml:linkText", Prose.Plain(line[2..]));
                Text("maml:uri", string.Empty);
            });
        }
    }

    private void Paragraphs(string element, IEnumerable<string> lines) => Element(element, () =>
    {
        foreach (string paragraph in Prose.Paragraphs(lines)) Text("maml:para", paragraph);
    });

    private void Element(string name, Action content)
    {
        string[] parts = name.Split(':');
        _xml.WriteStartElement(parts[0], parts[1], parts[0] switch { "maml" => Maml, "dev" => Dev, _ => Command });
        content();
        _xml.WriteEndElement();
    }

    private void Text(string name, string text, params (string Name, string Value)[] attributes) => Element(name, () =>
    {
        foreach ((string attribute, string value) in attributes) _xml.WriteAttributeString(attribute, value);
        _xml.WriteString(text);
    });

    private static string Pipeline(ParameterSetFacts set) => (set.ValueFromPipeline, set.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static string ShortName(string type) => type[(type.LastIndexOf('.') + 1)..];

    private static string Word(bool value) => value ? "true" : "false";
}
