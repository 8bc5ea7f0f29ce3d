using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>
/// The least a server can be: one calendar of n members that answers PROPFIND Depth 0 and sync-collection, written as fast as it
/// can be, so that memory and time of a listing are the client's. Ends with its standard input.
/// </summary>
internal static class ListingResponder
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:s=\"http://calendarserver.org/ns/\">";

    private const string Properties =
        Head + "<d:response><d:href>/calendar/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:calendar/></d:resourcetype>" +
        "<d:supported-report-set><d:supported-report><d:report><d:sync-collection/></d:report></d:supported-report></d:supported-report-set>" +
        "<d:sync-token>urn:token:1</d:sync-token><s:getctag>1</s:getctag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>";

    public static async Task RunAsync(string members)
    {
        byte[] listing = Listing(int.Parse(members, CultureInfo.InvariantCulture));
        byte[] properties = Encoding.UTF8.GetBytes(Properties);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine($"responder home=http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/calendar/ users=alice:wonderland");
        Task ended = Console.OpenStandardInput().CopyToAsync(Stream.Null);
        while (true)
        {
            Task<TcpClient> accepted = listener.AcceptTcpClientAsync();
            if (await Task.WhenAny(accepted, ended).ConfigureAwait(false) == ended) return;
            _ = ServeAsync(await accepted.ConfigureAwait(false), listing, properties);
        }
    }

    private static byte[] Listing(int members)
    {
        var text = new StringBuilder(Head);
        for (int i = 0; i < members; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<d:response><d:href>/calendar/8f3c2a{i:x8}4d5e9b17-6a0c.ics</d:href><d:propstat><d:prop><d:getetag>\"{i * 2654435761L:x16}{i:x16}\"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>");
        }

        return Encoding.UTF8.GetBytes(text.Append("<d:sync-token>urn:token:1</d:sync-token></d:multistatus>").ToString());
    }

    private static async Task ServeAsync(TcpClient client, byte[] listing, byte[] properties)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, false, 4096, leaveOpen: true);
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } requestLine)
            {
                int length = 0;
                while (await reader.ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } header)
                {
                    if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(header.AsSpan(15), CultureInfo.InvariantCulture);
                }

                await reader.ReadBlockAsync(new char[length]).ConfigureAwait(false);
                byte[] body = requestLine.StartsWith("REPORT", StringComparison.Ordinal) ? listing : properties;
                string status = requestLine.StartsWith("OPTIONS", StringComparison.Ordinal) ? "200 OK" : "207 Multi-Status";
                string head = $"HTTP/1.1 {status}\r\nDAV: 1, calendar-access\r\nContent-Type: application/xml; charset=utf-8\r\nContent-Length: {body.Length}\r\n\r\n";
                await stream.WriteAsync(Encoding.Latin1.GetBytes(head)).ConfigureAwait(false);
                await stream.WriteAsync(body).ConfigureAwait(false);
            }
        }
    }
}
