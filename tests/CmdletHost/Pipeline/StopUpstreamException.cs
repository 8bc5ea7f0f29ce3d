using System;

namespace CmdletHost.Pipeline;

/// <summary>A command has had enough: those before it get no End, only Dispose.</summary>
internal sealed class StopUpstreamException(PipelineStage requester) : Exception("The pipeline has had enough.")
{
    public PipelineStage Requester { get; } = requester;
}
