namespace CmdletHost.Pipeline;

/// <summary>Select-Object -First: after the last object it ends the commands before it, by an exception out of their WriteObject.</summary>
internal sealed class FirstStage(int count) : PipelineStage
{
    private int _taken;

    public override void Process(object? input)
    {
        Emit(input);
        if (++_taken >= count) throw new StopUpstreamException(this);
    }
}
