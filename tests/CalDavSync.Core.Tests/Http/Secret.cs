using System.Security;

namespace CalDavSync.Core.Tests.Http;

/// <summary>Secure strings for tests.</summary>
internal static class Secret
{
    public static SecureString Of(string text)
    {
        var secret = new SecureString();
        foreach (var character in text) secret.AppendChar(character);
        return secret;
    }
}
