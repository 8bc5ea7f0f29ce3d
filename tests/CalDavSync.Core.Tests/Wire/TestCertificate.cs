using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CalDavSync.Core.Tests.Wire;

/// <summary>Makes self-signed certificates nobody trusts.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Create(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
