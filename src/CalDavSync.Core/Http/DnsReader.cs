using System.IO;
using System.Text;

namespace CalDavSync.Http;

/// <summary>Reads a DNS message that nobody vouches for: every step is checked against the end, every compression pointer goes back.</summary>
internal sealed class DnsReader
{
    private const int MaximumName = 255;

    private readonly byte[] _message;
    private readonly int _end;

    public DnsReader(byte[] message, int position = 0, int? end = null)
    {
        _message = message;
        Position = position;
        _end = end ?? message.Length;
    }

    public int Position { get; private set; }

    public int Left => _end - Position;

    public int Byte()
    {
        Need(1);
        return _message[Position++];
    }

    public int Short() => (Byte() << 8) | Byte();

    public void Skip(int count)
    {
        Need(count);
        Position += count;
    }

    public string Text(int count)
    {
        Need(count);
        Position += count;
        return Encoding.UTF8.GetString(_message, Position - count, count);
    }

    /// <summary>A reader for the next bytes alone; names in it may still point anywhere before them. This one moves behind them.</summary>
    public DnsReader Part(int count)
    {
        Skip(count);
        return new DnsReader(_message, Position - count, Position);
    }

    /// <summary>A name without its final dot; empty for the root.</summary>
    /// <exception cref="InvalidDataException">It does not end, points forward or has characters no host name has.</exception>
    public string Name()
    {
        var name = new StringBuilder();
        var reader = this;
        while (true)
        {
            var start = reader.Position;
            var length = reader.Byte();
            if (length == 0) return name.ToString();
            if ((length & 0xc0) == 0xc0)
            {
                // Backwards only, so that no circle is possible.
                var target = ((length & 0x3f) << 8) | reader.Byte();
                if (target >= start) throw new InvalidDataException("a name in it points forward");
                reader = new DnsReader(_message, target, start);
                continue;
            }

            if (length > 63) throw new InvalidDataException("a label in it is too long");
            reader.AppendLabel(name, length);
            if (name.Length > MaximumName) throw new InvalidDataException("a name in it is too long");
        }
    }

    private void AppendLabel(StringBuilder name, int length)
    {
        Need(length);
        if (name.Length > 0) name.Append('.');
        for (var i = 0; i < length; i++)
        {
            var character = (char)_message[Position++];
            var isLegal = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';
            name.Append(isLegal ? character : throw new InvalidDataException("a name in it has strange characters"));
        }
    }

    private void Need(int count)
    {
        if (count > Left) throw new InvalidDataException("it ends too early");
    }
}
