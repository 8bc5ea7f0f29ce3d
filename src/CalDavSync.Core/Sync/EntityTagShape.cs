using System.Runtime.CompilerServices;
using CalDavSync.Dav;

namespace CalDavSync.Sync;

/// <summary>What the shape of an entity tag says about its maker.</summary>
internal static class EntityTagShape
{
    private const int PaddingZeros = 4;

    /// <summary>
    /// A zero-padded counter such as <c>gcs00000003</c> counts the versions of one resource and starts again when an item is deleted and
    /// created anew: an equal tag then does not mean equal text (SOGo).
    /// </summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool MayRestart(string? tag)
    {
        if (tag is null) return false;
        string bare = EntityTag.Bare(tag);
        int i = 0;
        while (i < bare.Length && (bare[i] is >= 'a' and <= 'z' or >= 'A' and <= 'Z')) i++;
        int zeros = 0;
        while (i + zeros < bare.Length && bare[i + zeros] == '0') zeros++;
        if (zeros < PaddingZeros) return false;
        for (i += zeros; i < bare.Length; i++)
        {
            if (bare[i] is < '0' or > '9') return false;
        }

        return bare.Length <= 16;
    }
}
