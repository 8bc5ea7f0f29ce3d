using System.Linq;
using System.Text;

namespace CalDavSync.Core.Tests.Http;

/// <summary>A question as the fake resolver got it, and the pieces of answers to it.</summary>
internal sealed record DnsQuery(byte[] Message, string Name, int Type, bool Tcp)
{
    public const int Txt = 16;
    public const int Srv = 33;

    /// <summary>A pointer to the name of the question.</summary>
    public static byte[] Owner => [0xc0, 12];

    public static byte[] Encode(string name) =>
        name.Length == 0 ? [0] : [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    public static byte[] Record(byte[] owner, int type, byte[] data) =>
        [.. owner, 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    public static byte[] Service(int priority, int weight, int port, byte[] target) =>
        Record(Owner, Srv, [(byte)(priority >> 8), (byte)priority, (byte)(weight >> 8), (byte)weight, (byte)(port >> 8), (byte)port, .. target]);

    public static byte[] Text(params string[] strings) =>
        Record(Owner, Txt, [.. strings.SelectMany(text => (byte[])[(byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)])]);

    /// <summary>An answer with these records.</summary>
    public byte[] Answer(params byte[][] records) => Answer(0x8180, records);

    public byte[] Answer(int flags, params byte[][] records) =>
    [
        Message[0], Message[1], (byte)(flags >> 8), (byte)flags, 0, 1, (byte)(records.Length >> 8), (byte)records.Length, 0, 0, 0, 0,
        .. Message[12..], .. records.SelectMany(record => record),
    ];
}
