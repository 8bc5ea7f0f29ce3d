using System.Collections.Generic;

namespace CmdletHost.Pipeline;

/// <summary>The end of the pipeline: what a variable would hold.</summary>
internal sealed class CollectorStage(List<object?> output) : PipelineStage
{
    public override void Process(object? input)
    {
        lock (output) output.Add(input);
    }
}
