using System;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>Somebody who takes the steps: a peer, the engine, or the floor.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>Name and version.</summary>
    string Title { get; }

    Task<Measurement> RunAsync(Step step);
}
