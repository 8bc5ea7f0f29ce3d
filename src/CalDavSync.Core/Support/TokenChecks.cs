using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Support;

/// <summary>What becomes of tokens that are not this calendar's.</summary>
internal sealed class TokenChecks
{
    private const string NeverGiven = "urn:caldavsync:never-given-by-any-server";

    private readonly ProbeRun _run;

    public TokenChecks(ProbeRun run) => _run = run;

    /// <param name="foreignToken">The token of another calendar of the same user, or null.</param>
    public async Task RunAsync(string? foreignToken, CancellationToken cancellationToken)
    {
        ProbeAnswer answer = await _run.SyncAsync(NeverGiven, cancellationToken).ConfigureAwait(false);
        InvalidTokenAnswer kind = Judge(answer);
        _run.Facts.InvalidToken = kind;
        bool saysSo = answer.Has("valid-sync-token");
        string meaning = kind switch
        {
            InvalidTokenAnswer.Refused => "It is refused.",
            InvalidTokenAnswer.Failed => "The server fails instead of declining.",
            InvalidTokenAnswer.NoChanges => "It is accepted, and nothing is said to have changed.",
            _ => "It is accepted; deletions in between would not be noticed from this alone.",
        };
        _run.Add("Unknown token refused", kind == InvalidTokenAnswer.Refused, $"A token no server gives was answered {answer}. {meaning}", "RFC 6578 section 3.2, Q01 to Q13", required: true);
        if (kind == InvalidTokenAnswer.Refused)
        {
            _run.Add("Refusal says why", saysSo, saysSo ? "The refusal names DAV:valid-sync-token." : $"The refusal, {answer}, does not name DAV:valid-sync-token.", "RFC 6578 section 3.2, Q04, Q05, Q07");
        }

        await CheckForeignAsync(foreignToken, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckForeignAsync(string? token, CancellationToken cancellationToken)
    {
        const string Name = "Foreign token refused";
        const string Reference = "RFC 6578 section 3.2, Q13, Q31";
        if (token is null || token == _run.Token)
        {
            _run.Add(Name, null, token is null ? "There is no other calendar with a token." : "The other calendar has the same token.", Reference);
            return;
        }

        ProbeAnswer answer = await _run.SyncAsync(token, cancellationToken).ConfigureAwait(false);
        _run.Add(Name, Judge(answer) == InvalidTokenAnswer.Refused, $"The token of another calendar, {ProbeAnswer.Short(token)}, was answered {answer}.", Reference);
    }

    private InvalidTokenAnswer Judge(ProbeAnswer answer)
    {
        if (answer.Has("valid-sync-token")) return InvalidTokenAnswer.Refused;
        if (answer.IsMultistatus)
        {
            bool lists = answer.Members.Count > 0 || _run.Members.Count == 0;
            return lists ? InvalidTokenAnswer.FullList : InvalidTokenAnswer.NoChanges;
        }

        return answer.Status is >= 400 and < 500 ? InvalidTokenAnswer.Refused : InvalidTokenAnswer.Failed;
    }
}
