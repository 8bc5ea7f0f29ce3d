using System;

namespace CalDavSync.Base;

/// <summary>Something to do on the pipeline thread; action and argument apart, so that a record costs no closure.</summary>
internal readonly struct PostedAction
{
    private readonly Action<object?> _action;
    private readonly object? _state;

    public PostedAction(Action<object?> action, object? state)
    {
        _action = action;
        _state = state;
    }

    public void Execute() => _action(_state);
}
