using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Xml;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Answers with a DAV:error body that names a precondition (RFC 4918 section 16).</summary>
internal static class DavErrors
{
    public static HttpFailureException Dav(int status, string condition) => With(status, "<D:" + condition + "/>");

    public static HttpFailureException CalDav(int status, string condition, string content = "") =>
        With(status, content.Length == 0 ? "<C:" + condition + "/>" : "<C:" + condition + ">" + content + "</C:" + condition + ">");

    public static HttpFailureException With(int status, string conditions) =>
        new(HttpResponse.Xml(status, body => Write(body, conditions)), conditions);

    private static void Write(BodyWriter body, string conditions) =>
        body.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:error").Raw(Namespaces.Declarations).Raw(">").Raw(conditions).Raw("</D:error>");
}
