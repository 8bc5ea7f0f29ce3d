using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using CalDavSync.Binding;
using CalDavSync.Errors;

namespace CalDavSync.Session;

/// <summary>The connections opened in one runspace, so that parallel runspaces never mix theirs.</summary>
internal sealed class ConnectionRegistry
{
    private static readonly ConditionalWeakTable<Runspace, ConnectionRegistry> Registries = new();
    private readonly object _gate = new();
    private readonly List<CalDavConnection> _connections = new();

    /// <summary>The registry of the runspace this thread works for; only meaningful on a pipeline thread.</summary>
    public static ConnectionRegistry Current => Registries.GetValue(Runspace.DefaultRunspace, _ => new ConnectionRegistry());

    /// <summary>The open connections in the order they were opened, as a snapshot.</summary>
    public IReadOnlyList<CalDavConnection> Open
    {
        get
        {
            lock (_gate)
            {
                // Another runspace may have closed one of them.
                _connections.RemoveAll(connection => !connection.IsOpen);
                return _connections.ToArray();
            }
        }
    }

    public void Add(CalDavConnection connection)
    {
        lock (_gate) _connections.Add(connection);
    }

    public void CloseAll()
    {
        foreach (CalDavConnection connection in Open) ConnectionSession.Find(connection)?.Close();
    }

    /// <summary>The connections a reference means: one object, all of exactly this name, or else all with a matching name or address.</summary>
    public IReadOnlyList<CalDavConnection> FindAll(ConnectionReference reference)
    {
        if (reference.Connection is not null) return new[] { reference.Connection };
        IReadOnlyList<CalDavConnection> open = Open;
        CalDavConnection[] found = open.Where(reference.IsNameOf).ToArray();
        if (found.Length == 0) found = open.Where(reference.Matches).ToArray();
        if (found.Length > 0 || reference.HasWildcards) return found;
        string names = open.Count == 0 ? "none is open" : "open are: " + string.Join(", ", open.Select(connection => connection.Name));
        throw new NotConnectedException($"There is no connection '{reference}'; {names}.") { Connection = reference.ToString() };
    }

    /// <summary>The connections a reference means to work with: a name is that of the connection that took it last.</summary>
    public IReadOnlyList<CalDavConnection> FindMeant(ConnectionReference reference)
    {
        IReadOnlyList<CalDavConnection> found = FindAll(reference);
        return found.LastOrDefault(reference.IsNameOf) is { } latest ? new[] { latest } : found;
    }

    /// <summary>The latest open connection an address belongs to: its own, or one below its calendar homes; null when none is.</summary>
    /// <param name="address">An address.</param>
    /// <param name="preferred">Means the one to take where it belongs to several.</param>
    public CalDavConnection? Owner(Uri address, ConnectionReference? preferred = null)
    {
        if (!address.IsAbsoluteUri) return null;
        CalDavConnection[] owners = Open.Where(open => open.Uri == address || open.HomeSets.Any(home => home == address || home.IsBaseOf(address))).ToArray();
        return owners.LastOrDefault(owner => preferred is not null && (preferred.Connection == owner || preferred.IsNameOf(owner))) ?? owners.LastOrDefault();
    }

    /// <summary>The one connection to use: the latest the reference means, else the latest opened in this runspace.</summary>
    public CalDavConnection Get(ConnectionReference? reference)
    {
        IReadOnlyList<CalDavConnection> candidates = reference is null ? Open : FindMeant(reference);
        if (candidates.Count > 0) return candidates[candidates.Count - 1];
        if (reference is null) throw new NotConnectedException("No connection is open.");
        throw new NotConnectedException($"No open connection matches '{reference}'.") { Connection = reference.ToString() };
    }
}
