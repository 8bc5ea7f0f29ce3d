using System.Collections.Generic;
using System.Management.Automation;

namespace CmdletHost.Pipeline;

/// <summary>The end of the pipeline: what a variable would hold.</summary>
internal sealed class CollectorStage(List<object?> output) : PipelineStage
{
    public override void Process(object? input)
    {
        lock (output) output.Add(PSObject.Unwrap(input));
    }
}
