using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Runtime.Loader;
using CmdletHost.Binding;

namespace CmdletHost;

/// <summary>The cmdlets of the built module, by name and alias.</summary>
public static class ModuleCommands
{
    private static readonly Lazy<Assembly> Module = new(Load);
    private static readonly Lazy<IReadOnlyDictionary<string, Type>> Types = new(Find);

    /// <summary>Cmdlet classes by command name; aliases are entries of their own.</summary>
    public static IReadOnlyDictionary<string, Type> All => Types.Value;

    public static string NameOf(Type cmdlet)
    {
        CmdletAttribute attribute = cmdlet.GetCustomAttribute<CmdletAttribute>()!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }

    internal static IReadOnlyList<CompletionResult> Complete(string command, string parameter, string word, IDictionary bound)
    {
        CommandParameter meant = CommandParameter.Of(All[command]).Single(candidate => candidate.IsCalled(parameter));
        Type completer = meant.Property.GetCustomAttribute<ArgumentCompleterAttribute>()!.Type;
        var completion = (IArgumentCompleter)Activator.CreateInstance(completer)!;
        return (completion.CompleteArgument(command, meant.Name, word, new CommandAst(), bound) ?? Array.Empty<CompletionResult>()).ToArray();
    }

    internal static bool Remove()
    {
        foreach (Type cleanup in Module.Value.GetExportedTypes().Where(type => typeof(IModuleAssemblyCleanup).IsAssignableFrom(type)))
        {
            ((IModuleAssemblyCleanup)Activator.CreateInstance(cleanup)!).OnRemove(new PSModuleInfo());
        }

        return true;
    }

    private static Assembly Load()
    {
        // Beside a test assembly the module is a reference like any other; the console program takes what the manifest names.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "CalDavSync.dll"))) return Assembly.Load("CalDavSync");
        string bin = Path.Combine(Root(), "bin");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            File.Exists(Path.Combine(bin, name.Name + ".dll")) ? context.LoadFromAssemblyPath(Path.Combine(bin, name.Name + ".dll")) : null;
        return Assembly.LoadFrom(Path.Combine(bin, "CalDavSync.dll"));
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CalDavSync.psd1"))) folder = folder.Parent;
        return folder?.FullName ?? throw new FileNotFoundException("CalDavSync.psd1 is in no folder above the program.");
    }

    private static Dictionary<string, Type> Find()
    {
        var commands = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        foreach (Type type in Module.Value.GetExportedTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null))
        {
            commands.Add(NameOf(type), type);
            foreach (string alias in type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? Array.Empty<string>()) commands.Add(alias, type);
        }

        return commands;
    }
}
