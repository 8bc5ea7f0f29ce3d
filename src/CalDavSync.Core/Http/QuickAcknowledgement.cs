using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace CalDavSync.Http;

/// <summary>Acknowledges at once what a connection has received (TCP_QUICKACK). Only Linux has it; elsewhere this does nothing.</summary>
internal readonly struct QuickAcknowledgement
{
    private const int Tcp = 6;
    private const int QuickAck = 12;

    private static readonly bool IsLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    private readonly int _descriptor;

    /// <param name="socket">Connected: its handle must not be taken before.</param>
    public QuickAcknowledgement(Socket socket) => _descriptor = IsLinux ? socket.Handle.ToInt32() : -1;

    /// <summary>Sends an acknowledgement that is due. The system returns to delaying them by itself, so it has to be said again after each read.</summary>
    public void Send()
    {
        var on = 1;
        if (_descriptor >= 0) setsockopt(_descriptor, Tcp, QuickAck, ref on, sizeof(int));
    }

    [DllImport("libc")]
    private static extern int setsockopt(int descriptor, int level, int option, ref int value, int length);
}
