using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Threading;

namespace CalDavSync.Http;

/// <summary>
/// Finds the CalDAV service of a domain by its SRV and TXT records (RFC 6764). Best effort: whatever fails gives no records and a sentence
/// in the verbose log, never an error.
/// </summary>
internal sealed class DnsServiceLookup
{
    private readonly IReadOnlyList<IPEndPoint> _resolvers;
    private readonly IClock _clock;
    private readonly TimeSpan _limit;

    /// <param name="resolvers">Asked one after the other until one answers.</param>
    /// <param name="clock">For the random order among equals.</param>
    /// <param name="limit">For the whole look-up; 2 seconds by default.</param>
    public DnsServiceLookup(IReadOnlyList<IPEndPoint> resolvers, IClock clock, TimeSpan? limit = null)
    {
        _resolvers = resolvers;
        _clock = clock;
        _limit = limit ?? TimeSpan.FromSeconds(2);
    }

    /// <summary>With the resolvers of this machine.</summary>
    public static DnsServiceLookup ForThisMachine(IClock clock) => new(SystemResolvers.Find(), clock);

    /// <summary>The services of the domain, best first: those over https before those over plain http.</summary>
    public async Task<IReadOnlyList<ServiceRecord>> LookUpAsync(string domain, RequestContext context, CancellationToken cancellationToken)
    {
        if (ToAscii(domain) is not { } name)
        {
            context.Log.Verbose($"'{Excerpt.Of(domain)}' is no domain that could have service records.");
            return [];
        }

        var secure = FindAsync(name, true, context, cancellationToken);
        var plain = FindAsync(name, false, context, cancellationToken);
        var records = (await secure.ConfigureAwait(false)).Concat(await plain.ConfigureAwait(false)).ToList();
        context.Log.Verbose(records.Count == 0
            ? $"DNS names no CalDAV service for {name}."
            : $"DNS names as CalDAV service of {name}: {string.Join(", ", records.Select(record => $"{record.Host}:{record.Port}{record.Path}"))}.");
        return records;
    }

    private async Task<IReadOnlyList<ServiceRecord>> FindAsync(string domain, bool isSecure, RequestContext context, CancellationToken cancellationToken)
    {
        var name = $"_{(isSecure ? "caldavs" : "caldav")}._tcp.{domain}";
        var txt = AskAsync(name, DnsQuestion.Txt, Path, context, cancellationToken);
        var services = await AskAsync(name, DnsQuestion.Srv, Service, context, cancellationToken).ConfigureAwait(false);
        var path = (await txt.ConfigureAwait(false)).FirstOrDefault(value => value != null);
        var usable = services.Where(service => service.Record.Host.Length > 0 && service.Record.Port > 0);
        return ServicePreference.Order(usable, _clock)
            .Select(record => new ServiceRecord(record.Host, record.Port, isSecure, path))
            .ToList();
    }

    /// <summary>Asks the resolvers in turn, each with its share of the time.</summary>
    private async Task<IReadOnlyList<T>> AskAsync<T>(
        string name, int type, Func<DnsReader, T> read, RequestContext context, CancellationToken cancellationToken)
    {
        foreach (var resolver in _resolvers)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromMilliseconds(_limit.TotalMilliseconds / _resolvers.Count));
            try
            {
                var answer = await new DnsResolver(resolver).AskAsync(new DnsQuestion(name, type, NewId()), limit.Token).ConfigureAwait(false);
                if (answer.Code is 0 or 3) return answer.Records.Select(read).ToList();
                context.Log.Verbose($"The resolver {resolver} failed for {name} (code {answer.Code}).");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                context.Log.Verbose($"The resolver {resolver} did not answer for {name} in time.");
            }
            catch (InvalidDataException error)
            {
                context.Log.Verbose($"The answer of the resolver {resolver} for {name} is not usable: {error.Message}.");
            }
            catch (IOException error)
            {
                context.Log.Verbose($"The resolver {resolver} cannot be asked for {name}: {error.Message}");
            }
        }

        return [];
    }

    private static (int Priority, int Weight, (string Host, int Port) Record) Service(DnsReader data)
    {
        var priority = data.Short();
        var weight = data.Short();
        var port = data.Short();
        return (priority, weight, (data.Name(), port));
    }

    // RFC 6763 section 6: strings of key=value, of which only path means something here.
    private static string? Path(DnsReader data)
    {
        while (data.Left > 0)
        {
            var text = data.Text(data.Byte());
            if (text.StartsWith("path=/", StringComparison.OrdinalIgnoreCase) && !text.Any(char.IsControl)) return text.Substring(5);
        }

        return null;
    }

    private static string? ToAscii(string domain)
    {
        domain = domain.TrimEnd('.');
        if (domain.IndexOf('.') < 0 || IPAddress.TryParse(domain, out _)) return null;
        try
        {
            var ascii = new IdnMapping().GetAscii(domain);
            var isLegal = ascii.Length <= 230 && ascii.All(character => character < '\x80' && (char.IsLetterOrDigit(character) || character is '-' or '_' or '.'));
            return isLegal && ascii.Split('.').All(label => label.Length is > 0 and <= 63) ? ascii : null;
        }
        catch (ArgumentException)
        {
            // Not a domain name in any script.
            return null;
        }
    }

    // Not from the injected randomness: the number keeps others from forging answers.
    private static int NewId()
    {
        var bytes = new byte[2];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return (bytes[0] << 8) | bytes[1];
    }
}
