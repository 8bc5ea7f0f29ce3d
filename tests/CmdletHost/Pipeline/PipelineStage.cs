namespace CmdletHost.Pipeline;

/// <summary>One command of a pipeline; what it emits goes to the next one at once.</summary>
internal abstract class PipelineStage
{
    public PipelineStage? Next { get; set; }

    public virtual void Begin()
    {
    }

    public abstract void Process(object? input);

    public virtual void End()
    {
    }

    /// <summary>Ctrl+C; called on another thread.</summary>
    public virtual void Stop()
    {
    }

    public virtual void Close()
    {
    }

    protected void Emit(object? value) => Next?.Process(value);
}
