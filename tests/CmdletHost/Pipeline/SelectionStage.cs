using System;

namespace CmdletHost.Pipeline;

/// <summary>Where-Object and Select-Object in one: passes on what the function returns, unless it is null.</summary>
internal sealed class SelectionStage(Func<object, object?> selection) : PipelineStage
{
    public override void Process(object? input)
    {
        if (selection(input!) is { } selected) Emit(selected);
    }
}
