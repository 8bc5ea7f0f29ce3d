using System.Security.Cryptography;

namespace CalDavSync.Sandbox.Security;

/// <summary>A password nobody can guess, of characters that are easily told apart and need no quoting anywhere.</summary>
internal static class RandomPassword
{
    // 32 characters, so that five bits of a byte choose one and none is likelier than another; 100 bits in all.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz123456789";
    private const int Length = 20;

    public static string Make()
    {
        byte[] random = new byte[Length];
        using (RandomNumberGenerator source = RandomNumberGenerator.Create()) source.GetBytes(random);
        char[] password = new char[Length];
        for (int i = 0; i < Length; i++) password[i] = Alphabet[random[i] % Alphabet.Length];
        return new string(password);
    }
}
