using System.IO;
using System.Text;

namespace CalDavSync.CalDav;

/// <summary>
/// Reads UTF-8, or UTF-16 with its mark. Octets that are neither become NUL, which makes the component they are in invalid: a guessed
/// encoding would change the data, and a replacement character would hide that.
/// </summary>
internal sealed class StrictTextReader : TextReader
{
    // A noncharacter no text has. NUL itself cannot be a replacement: decoders take it for the end of one.
    private const char Sentinel = '\uFFFF';

    private static readonly Encoding Utf8 = Encoding.GetEncoding(
        "utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Sentinel.ToString()));

    private readonly StreamReader _reader;

    public StrictTextReader(Stream stream) => _reader = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true);

    public override int Peek() => Checked(_reader.Peek());

    public override int Read() => Checked(_reader.Read());

    public override int Read(char[] buffer, int index, int count)
    {
        int read = _reader.Read(buffer, index, count);
        for (int i = index; i < index + read; i++)
        {
            if (buffer[i] == Sentinel) buffer[i] = '\0';
        }

        return read;
    }

    public override string ReadToEnd() => _reader.ReadToEnd().Replace(Sentinel, '\0');

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader.Dispose();
        base.Dispose(disposing);
    }

    private static int Checked(int character) => character == Sentinel ? '\0' : character;
}
