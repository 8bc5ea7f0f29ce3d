using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>Answers the engine from a recording: each recorded exchange once, in the step it belongs to. What was not recorded is a failure.</summary>
internal sealed class ExchangeSource
{
    private readonly IReadOnlyList<RecordedStep> _steps;
    private readonly List<RecordedExchange> _left = [];
    private readonly List<string> _unknown = [];
    private int _next;

    public ExchangeSource(IReadOnlyList<RecordedStep> steps) => _steps = steps;

    /// <summary>The address the first recorded request went to.</summary>
    public string Entry => _steps[0].Exchanges[0].Target;

    public RecordedStep Begin(string name)
    {
        AssertAllAsked();
        RecordedStep step = _next < _steps.Count ? _steps[_next++] : throw new InvalidOperationException($"The recording ends before '{name}'. Record again.");
        Assert.Equal(step.Name, name);
        _left.AddRange(step.Exchanges);
        return step;
    }

    public WireResponse Answer(WireRequest request, Uri server)
    {
        lock (_left)
        {
            if (_left.Find(exchange => exchange.Asks(request)) is { } found)
            {
                _left.Remove(found);
                return found.Respond(server);
            }

            string question = $"{request.Method} {request.Target} Depth {request.Header("Depth") ?? "none"} {RecordedExchange.Normal(request.Text)}";
            _unknown.Add(question);
            return WireResponse.Of(404, "not recorded: " + question);
        }
    }

    public void AssertAllAsked()
    {
        string expected = string.Join("\n", _left.Select(exchange => $"{exchange.Method} {exchange.Target} Depth {exchange.Depth} {RecordedExchange.Normal(exchange.Body)}"));
        Assert.True(_unknown.Count == 0, $"The engine asked what was not recorded:\n{string.Join("\n", _unknown)}\nLeft in the recording:\n{expected}");
        Assert.True(_left.Count == 0, $"The engine did not ask what was recorded:\n{expected}");
    }
}
