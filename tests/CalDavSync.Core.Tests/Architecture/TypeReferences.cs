using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Emit;

namespace CalDavSync.Core.Tests.Architecture;

/// <summary>All types a type mentions: in its shape and in the code of its methods.</summary>
internal static class TypeReferences
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = ReadOpCodes();

    public static HashSet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Add(found, type.BaseType);
        foreach (Type contract in type.GetInterfaces()) Add(found, contract);
        foreach (FieldInfo field in type.GetFields(Everything)) Add(found, field.FieldType);
        foreach (MethodInfo method in type.GetMethods(Everything))
        {
            Add(found, method.ReturnType);
            AddCode(found, method);
        }

        foreach (ConstructorInfo constructor in type.GetConstructors(Everything)) AddCode(found, constructor);
        return found;
    }

    private static void AddCode(HashSet<Type> found, MethodBase method)
    {
        foreach (ParameterInfo parameter in method.GetParameters()) Add(found, parameter.ParameterType);
        MethodBody? body = method.GetMethodBody();
        if (body is null) return;
        foreach (LocalVariableInfo local in body.LocalVariables) Add(found, local.LocalType);
        foreach (ExceptionHandlingClause clause in body.ExceptionHandlingClauses)
        {
            if (clause.Flags == ExceptionHandlingClauseOptions.Clause) Add(found, clause.CatchType);
        }

        byte[] code = body.GetILAsByteArray() ?? [];
        for (int i = 0; i < code.Length;)
        {
            short value = code[i++];
            if (value == 0xFE) value = (short)(0xFE00 | code[i++]);
            OpCode opCode = OpCodesByValue[value];
            if (opCode.OperandType is OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok)
            {
                AddToken(found, method, BitConverter.ToInt32(code, i));
            }

            i += opCode.OperandType == OperandType.InlineSwitch ? 4 + (4 * BitConverter.ToInt32(code, i)) : Size(opCode.OperandType);
        }
    }

    private static void AddToken(HashSet<Type> found, MethodBase method, int token)
    {
        Type[]? typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        MemberInfo? member = method.Module.ResolveMember(token, typeArguments, methodArguments);
        Add(found, member as Type ?? member?.DeclaringType);
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is null) return;
        if (type.HasElementType) Add(found, type.GetElementType());
        foreach (Type argument in type.GetGenericArguments())
        {
            if (!argument.IsGenericParameter) Add(found, argument);
        }

        found.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }

    private static int Size(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static Dictionary<short, OpCode> ReadOpCodes()
    {
        var codes = new Dictionary<short, OpCode>();
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (field.GetValue(null) is OpCode code) codes[code.Value] = code;
        }

        return codes;
    }
}
