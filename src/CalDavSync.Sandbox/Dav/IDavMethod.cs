using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Answers the requests of one HTTP method.</summary>
internal interface IDavMethod
{
    HttpResponse Answer(DavRequest request);
}
