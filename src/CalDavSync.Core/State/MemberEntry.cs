using System.Runtime.CompilerServices;

namespace CalDavSync.State;

/// <summary>A member as one line of fields: key, ETag, hash, UID, href.</summary>
internal static class MemberEntry
{
    private const int FieldCount = 5;

    [MethodImpl(Compiled.AtOnce)]
    public static void Encode(FieldBuffer buffer, string key, in MemberState member)
    {
        buffer.Field(key);
        buffer.Byte((byte)'\t');
        buffer.Field(member.ETag);
        buffer.Byte((byte)'\t');
        buffer.Field(member.Hash);
        buffer.Byte((byte)'\t');
        buffer.Field(member.Uid);
        buffer.Byte((byte)'\t');
        buffer.Field(member.Href);
        buffer.Byte((byte)'\n');
    }

    /// <summary>Reads the fields; <paramref name="length"/> is without the line end.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static void Decode(byte[] bytes, int start, int length, out string key, out MemberState member)
    {
        int end = start + length;
        key = FieldText.Next(bytes, ref start, end) ?? string.Empty;
        string? etag = FieldText.Next(bytes, ref start, end);
        string? hash = FieldText.Next(bytes, ref start, end);
        string? uid = FieldText.Next(bytes, ref start, end);
        member = new MemberState(etag, hash, uid, FieldText.Next(bytes, ref start, end));
    }

    /// <summary>True when a line has exactly the fields of a member.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool IsWellFormed(byte[] bytes, int start, int length)
    {
        int fields = 1;
        for (int i = start; i < start + length; i++)
        {
            if (bytes[i] == '\t') fields++;
        }

        return fields == FieldCount;
    }
}
