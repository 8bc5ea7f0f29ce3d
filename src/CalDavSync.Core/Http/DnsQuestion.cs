using System.IO;
using System.Text;

namespace CalDavSync.Http;

/// <summary>One question to a resolver, as a message (RFC 1035 section 4).</summary>
internal sealed class DnsQuestion
{
    public const int Txt = 16;
    public const int Srv = 33;

    private const int Internet = 1;

    /// <param name="name">ASCII labels of at most 63 characters, without a final dot.</param>
    /// <param name="type">The record type.</param>
    /// <param name="id">By which the answer is known; not to be guessed by others.</param>
    public DnsQuestion(string name, int type, int id)
    {
        Name = name;
        Type = type;
        Id = id;
    }

    public string Name { get; }

    public int Type { get; }

    public int Id { get; }

    public byte[] ToMessage()
    {
        using var message = new MemoryStream();
        Write(message, Id);
        Write(message, 0x0100); // Recursion desired.
        Write(message, 1);
        Write(message, 0);
        Write(message, 0);
        Write(message, 0);
        foreach (var label in Name.Split('.'))
        {
            message.WriteByte((byte)label.Length);
            message.Write(Encoding.ASCII.GetBytes(label), 0, label.Length);
        }

        message.WriteByte(0);
        Write(message, Type);
        Write(message, Internet);
        return message.ToArray();
    }

    /// <summary>True for the record class this question is about.</summary>
    public static bool IsInternet(int recordClass) => recordClass == Internet;

    private static void Write(Stream message, int value)
    {
        message.WriteByte((byte)(value >> 8));
        message.WriteByte((byte)value);
    }
}
