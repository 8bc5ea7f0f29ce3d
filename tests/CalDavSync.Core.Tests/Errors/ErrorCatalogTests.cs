using System;
using System.Linq;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Errors;

/// <summary>Ids are what scripts compare with: they never change.</summary>
public class ErrorCatalogTests
{
    public static TheoryData<string, string, string> Rows => new()
    {
        { "AccessDeniedException", "AccessDenied", "PermissionDenied" },
        { "CalendarExistsException", "CalendarExists", "ResourceExists" },
        { "CalendarFileException", "CalendarFileUnavailable", "ReadError" },
        { "CalendarNotFoundException", "CalendarNotFound", "ObjectNotFound" },
        { "CertificateRejectedException", "CertificateRejected", "SecurityError" },
        { "CollectionChangedException", "CollectionChanged", "WriteError" },
        { "ConnectionFailedException", "ServerUnreachable", "ConnectionError" },
        { "DestinationExistsException", "DestinationExists", "ResourceExists" },
        { "DestinationUnavailableException", "DestinationUnavailable", "WriteError" },
        { "EntityTagRefusedException", "EntityTagRefused", "WriteError" },
        { "InvalidCalendarDataException", "InvalidCalendarData", "InvalidData" },
        { "ItemChangedException", "ItemChangedOnServer", "WriteError" },
        { "ItemExistsException", "ItemExists", "ResourceExists" },
        { "ItemNotFoundException", "ItemNotFound", "ObjectNotFound" },
        { "MassDeletionException", "MassDeletionStopped", "LimitsExceeded" },
        { "NotAuthenticatedException", "AuthenticationFailed", "AuthenticationError" },
        { "NotConnectedException", "NotConnected", "ConnectionError" },
        { "NothingToChangeException", "NothingToChange", "InvalidArgument" },
        { "PortUnavailableException", "PortInUse", "ResourceUnavailable" },
        { "QuotaExceededException", "QuotaExceeded", "QuotaExceeded" },
        { "RequestRefusedException", "RequestRefused", "InvalidOperation" },
        { "RequestTimedOutException", "RequestTimedOut", "OperationTimeout" },
        { "SandboxProfileNotFoundException", "UnknownSandboxProfile", "ObjectNotFound" },
        { "SandboxQuirkNotFoundException", "UnknownSandboxQuirk", "ObjectNotFound" },
        { "ServerBusyException", "ServerBusy", "ResourceBusy" },
        { "ServerFailureException", "ServerFailure", "ResourceUnavailable" },
        { "ServerProfileNotFoundException", "UnknownServerProfile", "ObjectNotFound" },
        { "StateDamagedException", "StateDamaged", "InvalidData" },
        { "StateLockedException", "StateLocked", "ResourceBusy" },
        { "StateUnavailableException", "StateUnavailable", "WriteError" },
        { "SyncNotSupportedException", "SyncNotSupported", "InvalidOperation" },
        { "SyncTokenNotUsableException", "SyncTokenNotUsable", "InvalidOperation" },
        { "SyncTokenRejectedException", "SyncTokenRejected", "InvalidOperation" },
        { "TimeRangeException", "InvalidTimeRange", "InvalidArgument" },
        { "UidConflictException", "UidConflict", "ResourceExists" },
        { "UnencryptedAuthenticationException", "UnencryptedAuthentication", "SecurityError" },
        { "UnexpectedAnswerException", "UnexpectedAnswer", "ProtocolError" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_exception_has_its_id_its_category_and_something_to_do(string exception, string errorId, string category)
    {
        Type type = typeof(CalDavException).Assembly.GetType($"CalDavSync.Errors.{exception}", throwOnError: true)!;
        var error = (Exception)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);

        ErrorCatalogEntry entry = ErrorCatalog.Find(error);

        Assert.Equal(errorId, entry.ErrorId);
        Assert.Equal(category, entry.Category.ToString());
        Assert.EndsWith(".", entry.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_exception_has_one_row_and_every_row_an_id_of_its_own()
    {
        string[] exceptions = typeof(CalDavException).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CalDavException)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(exceptions, ErrorCatalog.Entries.Select(entry => entry.Exception.Name).Order(StringComparer.Ordinal));
        Assert.Equal(exceptions, Rows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
        Assert.Equal(ErrorCatalog.Entries.Count, ErrorCatalog.Entries.Select(entry => entry.ErrorId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void An_error_nobody_thought_of_is_not_named_like_one_of_these() =>
        Assert.DoesNotContain(ErrorCatalog.Find(new InvalidOperationException()), ErrorCatalog.Entries);
}
