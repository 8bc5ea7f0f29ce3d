using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Http;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>A body that stops in the middle and stays silent until it is abandoned.</summary>
internal sealed class StallingBody(string beginning) : ReadOnlyStream
{
    private readonly ManualResetEventSlim _abandoned = new();
    private byte[]? _beginning = Encoding.UTF8.GetBytes(beginning);

    /// <summary>A thread waits for what is to come.</summary>
    public ManualResetEventSlim IsRead { get; } = new();

    public bool WasAbandoned => _abandoned.IsSet;

    public void Abandon() => _abandoned.Set();

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Interlocked.Exchange(ref _beginning, null) is { } bytes)
        {
            bytes.CopyTo(buffer, offset);
            return bytes.Length;
        }

        IsRead.Set();
        _abandoned.Wait();
        throw new IOException("closed");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _beginning is null ? Task.Run(() => Read(buffer, offset, count), cancellationToken) : Task.FromResult(Read(buffer, offset, count));

    protected override void Dispose(bool disposing)
    {
        _abandoned.Dispose();
        IsRead.Dispose();
        base.Dispose(disposing);
    }
}
