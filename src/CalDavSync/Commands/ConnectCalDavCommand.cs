using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.CalDav;
using CalDavSync.CalDav.Profiles;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Session;
using CalDavSync.Threading;

namespace CalDavSync.Commands;

/// <summary>Signs in to a CalDAV server and finds the user's calendars (RFC 6764).</summary>
[Cmdlet(VerbsCommunications.Connect, "CalDav", DefaultParameterSetName = CredentialSet)]
[OutputType(typeof(CalDavConnection))]
public sealed class ConnectCalDavCommand : CalDavCmdlet
{
    private const string CredentialSet = "Credential";
    private const string TokenSet = "Token";
    private const string IntegratedSet = "UseDefaultCredentials";
    private const string AnonymousSet = "Anonymous";
    private const int MaximumSeconds = 1_000_000;

    /// <summary>A URL, a bare host (https and discovery), or a mail address (the server of its domain).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>User and password; a plain user name asks for the password.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = CredentialSet)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>A bearer token (RFC 6750).</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>Negotiate (Kerberos or NTLM) with the identity of this process.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IntegratedSet)]
    public SwitchParameter UseDefaultCredentials { get; set; }

    /// <summary>Sign in as nobody: for public calendars.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AnonymousSet)]
    public SwitchParameter Anonymous { get; set; }

    /// <summary>What to call the connection; the host when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A client certificate with its private key.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Accept any server certificate: for test servers only.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Send credentials over plain http as well, where anybody on the way can read them.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>The proxy to use instead of the system's.</summary>
    [Parameter]
    [ProxyTransformation]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>User and password for the proxy.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Use no proxy, whatever the system says.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Seconds to wait for a connection to the server; 0 waits without limit.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0, MaximumSeconds)]
    public int ConnectionTimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds to wait for the beginning of an answer, and for each further piece of it; 0 waits without limit.</summary>
    [Parameter]
    [ValidateRange(0, MaximumSeconds)]
    public int OperationTimeoutSeconds { get; set; } = 100;

    /// <summary>How often a request is repeated that a busy server or a lost connection made fail.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>Seconds before the first repetition; doubled for each further one.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>Headers to send with every request.</summary>
    [Parameter]
    [HeaderTransformation]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>What the module calls itself in requests.</summary>
    [Parameter]
    [HeaderTransformation]
    [ValidateNotNullOrEmpty]
    public string? UserAgent { get; set; }

    /// <summary>Take the address as it is: no SRV, well-known or principal look-ups.</summary>
    [Parameter]
    public SwitchParameter NoDiscovery { get; set; }

    /// <summary>The server profile to use instead of the recognised one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ServerProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ServerProfile { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Out.Log.ReadPreferences();
        Out.Progress.Title = "Connecting";
        if (ServerProfile is not null) RequireProfile(ServerProfile);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ConnectionRegistry registry = ConnectionRegistry.Current;
        ConnectRequest request = Request();
        RunPumped(stop => ConnectAsync(request, registry, stop), Uri);
    }

    private static TimeSpan Limit(int seconds) => seconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);

    private async Task ConnectAsync(ConnectRequest request, ConnectionRegistry registry, CancellationToken stop)
    {
        Out.Progress.Report(request.Address);
        CalDavClient client = await CalDavClient.ConnectAsync(request, new RequestContext(Out.Log), SystemClock.Instance, stop).ConfigureAwait(false);
        registry.Add(ConnectionSession.Open(client).Connection);
        Out.Progress.Close();
        Out.WriteObject(client.Connection);
    }

    /// <summary>A misspelt name is no fault of any server: it is told before one is asked.</summary>
    private void RequireProfile(string name)
    {
        try
        {
            ServerProfiles.Find(name);
        }
        catch (ServerProfileNotFoundException error)
        {
            Fail(error, name);
        }
    }

    private ConnectRequest Request() => new(Uri!.OriginalString, Transport())
    {
        Name = Name,
        NoDiscovery = NoDiscovery,
        ServerProfile = ServerProfile,
    };

    private TransportOptions Transport() => new()
    {
        Authentication = Scheme(),
        UserName = Credential?.UserName,
        Password = Credential?.Password,
        Token = Token,
        Certificate = Certificate,
        SkipCertificateCheck = SkipCertificateCheck,
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
        Proxy = Proxy,
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        NoProxy = NoProxy,
        ConnectionTimeout = Limit(ConnectionTimeoutSeconds),
        OperationTimeout = Limit(OperationTimeoutSeconds),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        Headers = HeaderTable.From(Headers),
        UserAgent = UserAgent ?? DefaultUserAgent.For(SessionState),
    };

    private AuthenticationScheme Scheme() => ParameterSetName switch
    {
        TokenSet => AuthenticationScheme.Bearer,
        IntegratedSet => AuthenticationScheme.Integrated,
        AnonymousSet => AuthenticationScheme.Anonymous,
        _ => Credential is null ? AuthenticationScheme.Anonymous : AuthenticationScheme.Password,
    };
}
