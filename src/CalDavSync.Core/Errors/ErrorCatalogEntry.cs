using System;

namespace CalDavSync.Errors;

/// <summary>One row of the error table.</summary>
public sealed class ErrorCatalogEntry
{
    internal ErrorCatalogEntry(Type exception, string errorId, CalDavErrorCategory category, string recommendedAction)
    {
        Exception = exception;
        ErrorId = errorId;
        Category = category;
        RecommendedAction = recommendedAction;
    }

    /// <summary>The exception type.</summary>
    public Type Exception { get; }

    /// <summary>The first part of the FullyQualifiedErrorId; stable for ever.</summary>
    public string ErrorId { get; }

    /// <summary>The error category.</summary>
    public CalDavErrorCategory Category { get; }

    /// <summary>What to do next, in plain words.</summary>
    public string RecommendedAction { get; }
}
