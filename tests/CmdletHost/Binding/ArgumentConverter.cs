using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace CmdletHost.Binding;

/// <summary>The conversions of PowerShell that cmdlet parameters rely on.</summary>
internal static class ArgumentConverter
{
    /// <summary>The value as the type. Throws InvalidCastException when PowerShell would not convert it.</summary>
    public static object? Convert(object? value, Type type)
    {
        if (type.IsInstanceOfType(value)) return value;
        object? plain = PSObject.Unwrap(value);
        if (type.IsInstanceOfType(plain)) return plain;
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (plain is null) return FromNull(type);
        if (target.IsArray) return ToArray(plain, target.GetElementType()!);
        if (target == typeof(SwitchParameter)) return new SwitchParameter(plain is bool isPresent ? isPresent : plain is SwitchParameter { IsPresent: true });
        if (target == typeof(string)) return plain is IEnumerable and not string ? throw Impossible(plain, type) : System.Convert.ToString(plain, CultureInfo.InvariantCulture);
        if (target.IsEnum) return ToEnum(plain, target);
        if (plain is string text && target == typeof(Uri)) return new Uri(text, UriKind.RelativeOrAbsolute);
        return Construct(plain, target) ?? Change(plain, target);
    }

    private static object? FromNull(Type type)
    {
        if (type == typeof(string)) return string.Empty;
        return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
    }

    private static Array ToArray(object value, Type elementType)
    {
        IEnumerable<object?> elements = value is IEnumerable several and not string ? several.Cast<object?>() : new[] { value };
        object?[] converted = elements.Select(element => Convert(element, elementType)).ToArray();
        var array = Array.CreateInstance(elementType, converted.Length);
        converted.CopyTo(array, 0);
        return array;
    }

    private static object ToEnum(object value, Type type)
    {
        if (value is not string text) return Enum.ToObject(type, value);
        string[] matches = Enum.GetNames(type).Where(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToArray();
        string? exact = matches.FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        if (exact is null && matches.Length != 1) throw Impossible(value, type);
        return Enum.Parse(type, exact ?? matches[0]);
    }

    private static object? Construct(object value, Type type)
    {
        ConstructorInfo? constructor = type.GetConstructor(new[] { value.GetType() });
        return constructor?.Invoke(new[] { value });
    }

    private static object Change(object value, Type type)
    {
        try
        {
            return System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FormatException or OverflowException or InvalidCastException)
        {
            throw Impossible(value, type);
        }
    }

    private static InvalidCastException Impossible(object value, Type type) => new($"Cannot convert the value \"{value}\" to type \"{type.Name}\".");
}
