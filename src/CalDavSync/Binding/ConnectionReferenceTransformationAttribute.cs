using System;

namespace CalDavSync.Binding;

/// <summary>-Connection accepts connections, names and addresses.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionReferenceTransformationAttribute : ReferenceTransformationAttribute
{
    private protected override object? ToReference(object? value, object? original) => value switch
    {
        ConnectionReference reference => reference,
        CalDavConnection connection => new ConnectionReference(connection),
        string { Length: > 0 } name => new ConnectionReference(name),
        Uri uri => new ConnectionReference(uri),
        _ => DeserializedText(original, typeof(CalDavConnection).FullName!, nameof(CalDavConnection.Name)) is { } name ? new ConnectionReference(name) : null,
    };
}
