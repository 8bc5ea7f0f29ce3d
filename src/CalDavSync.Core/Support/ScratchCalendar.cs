using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.CalDav.Collections;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Threading;

namespace CalDavSync.Support;

/// <summary>A calendar that exists only for the test.</summary>
internal sealed class ScratchCalendar
{
    public const string DisplayName = "CalDavSync support test (may be deleted)";

    private static readonly PropertyChange[] Properties = { PropertyChange.Text(DavName.DisplayName, DisplayName) };

    private readonly ProbeRequester _wire;

    private ScratchCalendar(CollectionAddress address, ProbeRequester wire)
    {
        Address = address;
        _wire = wire;
    }

    public CollectionAddress Address { get; }

    /// <summary>How it was made, or why it could not be.</summary>
    public string Story { get; private set; } = string.Empty;

    /// <summary>The server may have made it: everything but a clear refusal.</summary>
    public bool MayExist { get; private set; }

    /// <summary>The calendar as the server shows it; null when it could not be made.</summary>
    public CalDavCalendar? Calendar { get; private set; }

    /// <summary>The name of a run's calendar and items: recognisable, and another one each time.</summary>
    public static string NewName(IClock clock)
    {
        string time = clock.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return $"caldavsync-test-{time}-{(int)(clock.NextRandom() * 0x10000):x4}";
    }

    /// <summary>A calendar of this name in the home, not made yet.</summary>
    public static ScratchCalendar In(Uri home, string name, IHttpTransport transport, RequestContext context) =>
        new(new CollectionAddress(new Uri(home, name + "/")), new ProbeRequester(transport, context));

    /// <summary>Makes it by MKCALENDAR, or by extended MKCOL where that is refused.</summary>
    public async Task MakeAsync(CalDavClient client, CancellationToken cancellationToken)
    {
        MayExist = true;
        ProbeAnswer answer = await _wire.MakeAsync("MKCALENDAR", Address, CollectionBody.MakeCalendar(Properties)!, cancellationToken).ConfigureAwait(false);
        Story = $"MKCALENDAR answered {answer}.";
        if (!answer.IsDone)
        {
            ProbeAnswer second = await _wire.MakeAsync("MKCOL", Address, CollectionBody.MakeCollection(Properties), cancellationToken).ConfigureAwait(false);
            Story = $"MKCALENDAR answered {answer}, extended MKCOL {second}.";
            MayExist = second.IsDone || answer.Status >= 500 || second.Status >= 500;
            if (!second.IsDone) return;
        }

        try
        {
            Calendar = await client.GetCollectionAsync(Address.Uri, _wire.Context, cancellationToken).ConfigureAwait(false);
        }
        catch (CalendarNotFoundException exception)
        {
            // Some servers say that they made it and did not (Calypso).
            Story += $" But there is nothing: {exception.Message}";
        }
    }

    /// <summary>Removes it with everything in it; false when it is still there.</summary>
    public async Task<bool> RemoveAsync(CancellationToken cancellationToken)
    {
        ProbeAnswer answer = await _wire.DeleteAsync(Address, Address.Uri, cancellationToken).ConfigureAwait(false);
        if (answer.IsDone || answer.Status is 404 or 410) return true;
        ProbeAnswer look = await _wire.PropfindAsync(Address, "0", cancellationToken, DavName.ResourceType).ConfigureAwait(false);
        return look.Status is 404 or 410;
    }
}
