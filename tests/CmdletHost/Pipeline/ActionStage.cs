using System;

namespace CmdletHost.Pipeline;

/// <summary>ForEach-Object: does something with each object and passes it on.</summary>
internal sealed class ActionStage(Action<object?> action) : PipelineStage
{
    public override void Process(object? input)
    {
        action(input);
        Emit(input);
    }
}
