using System;

namespace CalDavSync.CalDav;

/// <summary>The headers of an answer that the layers above look at.</summary>
internal readonly record struct AnswerFacts(string? Server, string DavClasses, DateTimeOffset? Date, string PreferenceApplied);
