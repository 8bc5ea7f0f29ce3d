using System;
using System.Collections.Generic;

namespace CalDavSync.Errors;

/// <summary>The one table from exception to ErrorId, category and recommended action. <c>docs/errors.md</c> is made from it.</summary>
public static class ErrorCatalog
{
    /// <summary>Used for a plain <see cref="CalDavException"/> and for anything unforeseen.</summary>
    private static readonly ErrorCatalogEntry Other = new(
        typeof(CalDavException),
        "CalDavError",
        CalDavErrorCategory.InvalidOperation,
        "-Debug shows the exchange; please report it.");

    /// <summary>All rows.</summary>
    public static IReadOnlyList<ErrorCatalogEntry> Entries { get; } = new ErrorCatalogEntry[]
    {
        new(typeof(ConnectionFailedException), "ServerUnreachable", CalDavErrorCategory.ConnectionError, "Check the address, the network, DNS and the firewall, then try again; nothing was lost."),
        new(typeof(CertificateRejectedException), "CertificateRejected", CalDavErrorCategory.SecurityError, "Install the certificate of the issuing authority; for a test server use -SkipCertificateCheck."),
        new(typeof(RequestTimedOutException), "RequestTimedOut", CalDavErrorCategory.OperationTimeout, "Raise -OperationTimeoutSeconds of Connect-CalDav, or lower -BatchSize."),
        new(typeof(NotAuthenticatedException), "AuthenticationFailed", CalDavErrorCategory.AuthenticationError, "Check user name and password; many providers want an app password."),
        new(typeof(UnencryptedAuthenticationException), "UnencryptedAuthentication", CalDavErrorCategory.SecurityError, "Use https, or allow it knowingly with -AllowUnencryptedAuthentication."),
        new(typeof(AccessDeniedException), "AccessDenied", CalDavErrorCategory.PermissionDenied, "Ask the owner of the calendar for access, or sign in as another user."),
        new(typeof(CalendarNotFoundException), "CalendarNotFound", CalDavErrorCategory.ObjectNotFound, "Get-CalDavCalendar lists the calendars that are visible; check the address."),
        new(typeof(ItemNotFoundException), "ItemNotFound", CalDavErrorCategory.ObjectNotFound, "Run Sync-CalDavCollection to see what is there now."),
        new(typeof(ItemChangedException), "ItemChangedOnServer", CalDavErrorCategory.WriteError, "Read the item again and repeat the change, or overwrite it with -Force."),
        new(typeof(EntityTagRefusedException), "EntityTagRefused", CalDavErrorCategory.WriteError, "Make sure that nobody else writes to the calendar, then write without a condition with -Force."),
        new(typeof(ItemExistsException), "ItemExists", CalDavErrorCategory.ResourceExists, "Change the item that is there with Set-CalDavItem, or give the new one another UID."),
        new(typeof(CalendarExistsException), "CalendarExists", CalDavErrorCategory.ResourceExists, "Choose another -Name or -Destination, or change the calendar that is there with Set-CalDavCalendar."),
        new(typeof(CollectionChangedException), "CollectionChanged", CalDavErrorCategory.WriteError, "Run Sync-CalDavCollection, look at what changed, and repeat the write with the new token."),
        new(typeof(SyncTokenNotUsableException), "SyncTokenNotUsable", CalDavErrorCategory.InvalidOperation, "Leave out -IfSyncToken: the write stays conditional on the item's ETag."),
        new(typeof(UidConflictException), "UidConflict", CalDavErrorCategory.ResourceExists, "Change the other item with this UID, or remove or move it first; Copy- and Import-CalDavCalendar overwrite one in the same calendar with -OnConflict Replace."),
        new(typeof(ServerBusyException), "ServerBusy", CalDavErrorCategory.ResourceBusy, "Try again later; lower -ThrottleLimit or raise -MaximumRetryCount of Connect-CalDav."),
        new(typeof(QuotaExceededException), "QuotaExceeded", CalDavErrorCategory.QuotaExceeded, "Free space on the server or raise the quota, then run again; what was written stays."),
        new(typeof(ServerFailureException), "ServerFailure", CalDavErrorCategory.ResourceUnavailable, "Try again later; -Debug shows the exchange to send to the server's administrator."),
        new(typeof(RequestRefusedException), "RequestRefused", CalDavErrorCategory.InvalidOperation, "Read the server's words in the message; -Debug shows the exchange."),
        new(typeof(UnexpectedAnswerException), "UnexpectedAnswer", CalDavErrorCategory.ProtocolError, "Check that the address is a CalDAV one; Test-CalDavSyncSupport tells what the server does, -Debug shows the exchange."),
        new(typeof(SyncNotSupportedException), "SyncNotSupported", CalDavErrorCategory.InvalidOperation, "Leave out -Strategy: Auto finds a way that works here."),
        new(typeof(SyncTokenRejectedException), "SyncTokenRejected", CalDavErrorCategory.InvalidOperation, "Start again without -SyncToken and compare; with -StatePath this happens by itself."),
        new(typeof(MassDeletionException), "MassDeletionStopped", CalDavErrorCategory.LimitsExceeded, "Look at the calendar on the server; if the deletions are intended, run again with -Force."),
        new(typeof(StateLockedException), "StateLocked", CalDavErrorCategory.ResourceBusy, "Wait until the other sync of this calendar has ended, then run again."),
        new(typeof(StateDamagedException), "StateDamaged", CalDavErrorCategory.InvalidData, "Restore the file from a backup, or forget it with Reset-CalDavSyncState and sync from the beginning."),
        new(typeof(StateUnavailableException), "StateUnavailable", CalDavErrorCategory.WriteError, "Make the state folder writable and free some space, or give another one with -StatePath."),
        new(typeof(CalendarFileException), "CalendarFileUnavailable", CalDavErrorCategory.ReadError, "Check the path and that the file can be read."),
        new(typeof(DestinationUnavailableException), "DestinationUnavailable", CalDavErrorCategory.WriteError, "Make the destination folder writable and free some space; the next run repeats what was not committed."),
        new(typeof(DestinationExistsException), "DestinationExists", CalDavErrorCategory.ResourceExists, "Choose another -Path; without -NoClobber what an earlier export wrote is overwritten."),
        new(typeof(InvalidCalendarDataException), "InvalidCalendarData", CalDavErrorCategory.InvalidData, "Correct what the message names; the other items are not affected."),
        new(typeof(NotConnectedException), "NotConnected", CalDavErrorCategory.ConnectionError, "Run Connect-CalDav first, or pass -Connection."),
        new(typeof(TimeRangeException), "InvalidTimeRange", CalDavErrorCategory.InvalidArgument, "Give a -Before that is not earlier than -After, and leave out the one without a value."),
        new(typeof(NothingToChangeException), "NothingToChange", CalDavErrorCategory.InvalidArgument, "Give a property to change; Get-Help with -Parameter * lists them."),
        new(typeof(ServerProfileNotFoundException), "UnknownServerProfile", CalDavErrorCategory.ObjectNotFound, "Get-CalDavServerProfile lists all names; without -ServerProfile the server is recognised by what it says."),
        new(typeof(SandboxProfileNotFoundException), "UnknownSandboxProfile", CalDavErrorCategory.ObjectNotFound, "[CalDavSync.Sandbox.SandboxProfiles]::All lists all names, and Tab completes them."),
        new(typeof(SandboxQuirkNotFoundException), "UnknownSandboxQuirk", CalDavErrorCategory.ObjectNotFound, "[CalDavSync.Sandbox.SandboxQuirks]::All lists all names with a sentence each, and Tab completes them."),
        new(typeof(PortUnavailableException), "PortInUse", CalDavErrorCategory.ResourceUnavailable, "Leave out -Port: a free one is taken."),
    };

    /// <summary>The row for an exception.</summary>
    public static ErrorCatalogEntry Find(Exception exception)
    {
        foreach (ErrorCatalogEntry entry in Entries)
        {
            if (entry.Exception.IsInstanceOfType(exception)) return entry;
        }

        return Other;
    }
}
