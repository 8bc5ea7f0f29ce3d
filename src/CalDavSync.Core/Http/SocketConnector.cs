using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>
/// Opens the connections of a SocketsHttpHandler, as the runtime would, with a <see cref="SocketStream"/> on top. The handler, its callback
/// and ValueTask are not in netstandard2.0, so the callback is closed over their types at run time; where they do not exist nothing changes.
/// </summary>
internal static class SocketConnector
{
    /// <summary>Sets the handler's ConnectCallback, if it has one of the known shape.</summary>
    public static void Install(object handler)
    {
        if (handler.GetType().GetProperty("ConnectCallback") is not { } property) return;
        if (property.PropertyType.GetMethod("Invoke") is not { } invoke || invoke.GetParameters() is not { Length: 2 } parameters) return;
        Type context = parameters[0].ParameterType;
        if (context.GetProperty("DnsEndPoint") is null || invoke.ReturnType.GetConstructor([typeof(Task<Stream>)]) is null) return;
        MethodInfo open = typeof(SocketConnector).GetMethod(nameof(Open), BindingFlags.Static | BindingFlags.NonPublic)!;
        property.SetValue(handler, open.MakeGenericMethod(context, invoke.ReturnType).CreateDelegate(property.PropertyType));
    }

    private static TResult Open<TContext, TResult>(TContext context, CancellationToken cancellationToken)
    {
        var address = (EndPoint)typeof(TContext).GetProperty("DnsEndPoint")!.GetValue(context)!;
        return (TResult)Activator.CreateInstance(typeof(TResult), ConnectAsync(address, cancellationToken))!;
    }

    private static async Task<Stream> ConnectAsync(EndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using (cancellationToken.Register(socket.Dispose))
            {
                await socket.ConnectAsync(address).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return new SocketStream(socket);
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (cancellationToken.IsCancellationRequested) throw new OperationCanceledException(error.Message, error, cancellationToken);
            throw;
        }
    }
}
