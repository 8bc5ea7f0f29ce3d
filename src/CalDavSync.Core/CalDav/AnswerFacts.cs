using System;
using System.Collections.Generic;
using CalDavSync.Http;

namespace CalDavSync.CalDav;

/// <summary>The headers of answers that the layers above look at.</summary>
/// <param name="Server">The Server header, or null.</param>
/// <param name="DavClasses">The DAV header; empty when there was none.</param>
/// <param name="Date">When the server answered, by its own clock; null when it did not say.</param>
/// <param name="PreferenceApplied">The Preference-Applied header; empty when there was none.</param>
/// <param name="Product">Headers by which some servers name themselves, each as <c>Name: value</c>; empty when there was none.</param>
internal readonly record struct AnswerFacts(string? Server, string DavClasses, DateTimeOffset? Date, string PreferenceApplied, string Product)
{
    private static readonly string[] ProductHeaders = { "X-DAViCal-Version", "X-Sabre-Version" };

    public static AnswerFacts Of(HttpAnswer answer) => new(
        answer.FirstHeader("Server"),
        string.Join(", ", answer.Header("DAV")),
        DateTimeOffset.TryParse(answer.FirstHeader("Date"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null,
        string.Join(", ", answer.Header("Preference-Applied")),
        Products(answer));

    /// <summary>Both answers are of one server: what either said, this one first.</summary>
    public AnswerFacts With(AnswerFacts other) => this with
    {
        Server = string.IsNullOrEmpty(Server) ? other.Server : Server,
        DavClasses = string.IsNullOrEmpty(DavClasses) ? other.DavClasses : DavClasses,
        Product = string.IsNullOrEmpty(Product) ? other.Product : Product,
    };

    private static string Products(HttpAnswer answer)
    {
        foreach (string name in ProductHeaders)
        {
            if (answer.FirstHeader(name) is { } value) return name + ": " + value;
        }

        return string.Empty;
    }
}
