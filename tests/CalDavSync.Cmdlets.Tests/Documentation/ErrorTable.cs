using System.Linq;
using System.Text;
using CalDavSync.Errors;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>docs/errors.md: the error catalogue as a page.</summary>
internal static class ErrorTable
{
    private const string Introduction = """
        # Errors

        <!-- Made from src/CalDavSync.Core/Errors/ErrorCatalog.cs; ./build.sh docs renews it. -->

        Every error says what happened to which thing, and its recommended action says what to do next. The
        first part of `FullyQualifiedErrorId` is the id below and never changes; the second part is the cmdlet.

        ```powershell
        try {
            Connect-CalDav https://dav.example.org/ -Credential $credential -ErrorAction Stop
        } catch [CalDavSync.Errors.NotAuthenticatedException] {
            $_.FullyQualifiedErrorId          # AuthenticationFailed,CalDavSync.Commands.ConnectCalDavCommand
            $_.ErrorDetails.RecommendedAction
        }
        ```

        All exceptions are in the namespace `CalDavSync.Errors` and derive from `CalDavException`, which carries
        `Uri`, `Method`, `StatusCode`, the DAV `Conditions` and a short `ResponseExcerpt` where there was an answer.

        A failing `Connect-CalDav` or `Start-CalDavSandbox`, a missing connection, a path that cannot be a folder, an
        import without its calendar and a `Set-` command with nothing to change end the command (terminating); with
        `-ErrorAction Stop` also the script. Everything else is an error record about one calendar or item; the others
        go on.

        | id | exception | category | what to do |
        |---|---|---|---|

        """;

    public static string Text()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (ErrorCatalogEntry entry in ErrorCatalog.Entries.OrderBy(entry => entry.ErrorId, System.StringComparer.Ordinal))
        {
            text.Append("| ").Append(entry.ErrorId).Append(" | ").Append(entry.Exception.Name).Append(" | ").Append(entry.Category)
                .Append(" | ").Append(entry.RecommendedAction.Replace("|", "\\|")).Append(" |\n");
        }

        return text.ToString();
    }
}
