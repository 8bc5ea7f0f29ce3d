using System;

namespace CalDavSync.State;

/// <summary>Whose view of which collection (Q31: keyed by the exact collection address, and by user).</summary>
internal readonly record struct StateKey(Uri Collection, string? UserName);
