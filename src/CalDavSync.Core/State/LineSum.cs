using System.Globalization;
using System.Runtime.CompilerServices;

namespace CalDavSync.State;

/// <summary>A short checksum (FNV-1a) that tells a damaged line from one as it was written; it protects from nobody's intentions.</summary>
internal static class LineSum
{
    /// <summary>In eight hexadecimal digits.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string Of(byte[] bytes, int start, int length)
    {
        uint sum = 2166136261;
        for (int i = start; i < start + length; i++) sum = unchecked((sum ^ bytes[i]) * 16777619);
        return sum.ToString("x8", CultureInfo.InvariantCulture);
    }
}
