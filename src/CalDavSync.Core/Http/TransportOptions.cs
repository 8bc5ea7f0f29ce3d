using System;
using System.Collections.Generic;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace CalDavSync.Http;

/// <summary>The settings of one connection.</summary>
internal sealed class TransportOptions
{
    public AuthenticationScheme Authentication { get; init; }

    public string? UserName { get; init; }

    public SecureString? Password { get; init; }

    public SecureString? Token { get; init; }

    public X509Certificate2? Certificate { get; init; }

    public bool SkipCertificateCheck { get; init; }

    public bool AllowUnencryptedAuthentication { get; init; }

    public Uri? Proxy { get; init; }

    public ICredentials? ProxyCredential { get; init; }

    public bool NoProxy { get; init; }

    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From sending a request to the last byte of headers, and between any two reads of the body.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(100);

    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>The first wait; doubled for each retry, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No single wait is longer, whatever Retry-After says.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(120);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string UserAgent { get; init; } = "CalDavSync";

    /// <summary>Bytes of one response body after decompression; more is an UnexpectedAnswerException.</summary>
    public long MaximumResponseSize { get; init; } = 4L << 30;

    /// <summary>The shortest time between two requests, for servers that want spacing (Q128).</summary>
    public TimeSpan MinimumSpacing { get; set; }
}
