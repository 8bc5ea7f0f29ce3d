using System;
using System.IO;
using CalDavSync.Http;

namespace CalDavSync.Dav;

/// <summary>Says so before each read, which may have to wait for the network.</summary>
internal sealed class PausingStream(Stream inner, Action onWait) : ReadOnlyStream
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        onWait();
        return inner.Read(buffer, offset, count);
    }
}
