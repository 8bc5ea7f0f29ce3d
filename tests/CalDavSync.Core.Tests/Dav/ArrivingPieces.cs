using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Http;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>A body whose pieces arrive one by one: a read is finished by another thread, at a moment that differs from read to read.</summary>
internal sealed class ArrivingPieces(IEnumerable<byte[]> pieces, int spin) : ReadOnlyStream
{
    private readonly Queue<byte[]> _pieces = new(pieces);

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_pieces.Count == 0) return 0;
        byte[] piece = _pieces.Dequeue();
        if (piece.Length > count) throw new InvalidOperationException("The test wants pieces that fit.");
        piece.CopyTo(buffer, offset);
        return piece.Length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.QueueUserWorkItem(_ =>
        {
            Thread.SpinWait(spin);
            read.SetResult(Read(buffer, offset, count));
        });
        return read.Task;
    }
}
