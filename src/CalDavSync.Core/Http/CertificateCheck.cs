using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CalDavSync.Http;

/// <summary>Judges the server's certificate as the system does, and remembers in words why one was refused.</summary>
internal sealed class CertificateCheck
{
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _skip;

    public CertificateCheck(bool skip) => _skip = skip;

    public bool Accept(HttpRequestMessage request, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_skip || errors == SslPolicyErrors.None) return true;
        _reasons[request.RequestUri!.Host] = Reason(request.RequestUri.Host, certificate, chain, errors);
        return false;
    }

    /// <summary>Why the certificate of the host was refused; null when it was not.</summary>
    public string? ReasonFor(string host) => _reasons.TryGetValue(host, out var reason) ? reason : null;

    private static string Reason(string host, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var reasons = new List<string>();
        if ((errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0 || certificate == null) reasons.Add("the server sent none");
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 && certificate != null)
            reasons.Add($"it is for '{certificate.GetNameInfo(X509NameType.DnsName, false)}', not for '{host}'");
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0 && chain != null)
        {
            foreach (var status in chain.ChainStatus) reasons.Add($"{status.StatusInformation.Trim().TrimEnd('.')} ({status.Status})");
        }

        return reasons.Count == 0 ? errors.ToString() : string.Join("; ", reasons);
    }
}
