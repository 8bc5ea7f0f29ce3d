using System;
using System.Linq;
using System.Management.Automation;

namespace CmdletHost.Binding;

/// <summary>What happens to one argument on its way to its parameter: transformation, conversion, validation.</summary>
internal static class Argument
{
    public static object? Prepare(CommandParameter parameter, object? value, bool convert)
    {
        object? transformed = Transform(parameter, value);
        RefuseNothing(parameter, transformed);
        object? converted = Convert(parameter, transformed, convert);
        Validate(parameter, converted);
        return converted;
    }

    private static object? Transform(CommandParameter parameter, object? value)
    {
        // As in PowerShell, null only reaches the attributes of mandatory parameters.
        if (value is null && !parameter.Declarations.Any(declaration => declaration.Mandatory)) return null;
        try
        {
            return parameter.Transformations.Aggregate(value, (input, attribute) => attribute.Transform(EngineIntrinsics.Instance, input!));
        }
        catch (Exception error) when (error is not ParameterBindingException)
        {
            throw new ParameterBindingException("ParameterArgumentTransformationError", $"Cannot process argument transformation on parameter '{parameter.Name}'. {error.Message}", error);
        }
    }

    private static void RefuseNothing(CommandParameter parameter, object? value)
    {
        if (!parameter.Declarations.Any(declaration => declaration.Mandatory)) return;
        if (value is null && !parameter.AllowsNull)
        {
            throw new ParameterBindingException("ParameterArgumentValidationErrorNullNotAllowed", $"Cannot bind argument to parameter '{parameter.Name}' because it is null.");
        }

        if (value is string { Length: 0 } && !parameter.AllowsEmpty)
        {
            throw new ParameterBindingException("ParameterArgumentValidationErrorEmptyStringNotAllowed", $"Cannot bind argument to parameter '{parameter.Name}' because it is an empty string.");
        }
    }

    private static object? Convert(CommandParameter parameter, object? value, bool convert)
    {
        object? plain = PSObject.Unwrap(value);
        if (!convert) return parameter.Type.IsInstanceOfType(plain) || IsArrayOf(parameter.Type, plain) ? ArgumentConverter.Convert(plain, parameter.Type) : throw Impossible(parameter, null);
        try
        {
            return ArgumentConverter.Convert(value, parameter.Type);
        }
        catch (Exception error) when (error is InvalidCastException or UriFormatException or System.Reflection.TargetInvocationException)
        {
            throw Impossible(parameter, error);
        }
    }

    /// <summary>An array parameter takes one element, or an array of elements, without conversion.</summary>
    private static bool IsArrayOf(Type type, object? value) =>
        type.IsArray && (type.GetElementType()!.IsInstanceOfType(value) || (value is object[] elements && elements.All(type.GetElementType()!.IsInstanceOfType)));

    private static void Validate(CommandParameter parameter, object? value)
    {
        try
        {
            foreach (ValidateArgumentsAttribute validation in parameter.Validations) validation.Validate(value);
        }
        catch (ValidationMetadataException error)
        {
            throw new ParameterBindingException("ParameterArgumentValidationError", $"Cannot validate argument on parameter '{parameter.Name}'. {error.Message}", error);
        }
    }

    private static ParameterBindingException Impossible(CommandParameter parameter, Exception? cause) =>
        new("CannotConvertArgumentNoMessage", $"Cannot bind parameter '{parameter.Name}'. {cause?.Message}", cause);
}
