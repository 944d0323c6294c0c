using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-Object. In ConstrainedLanguage only the engine's core types, as in PowerShell. Deviates: no -ComObject.</summary>
[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    /// <summary>The engine's own list of types that ConstrainedLanguage allows; it is not public.</summary>
    private static readonly MethodInfo IsCoreType = typeof(PSObject).Assembly.GetType("System.Management.Automation.CoreTypes", true)!
        .GetMethod("Contains", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;

    [Parameter(Mandatory = true, Position = 0)] public string TypeName { get; set; } = "";
    [Parameter(Position = 1)][Alias("Args")] public object?[] ArgumentList { get; set; } = [];
    [Parameter] public IDictionary? Property { get; set; }

    protected override void BeginProcessing()
    {
        if (!LanguagePrimitives.TryConvertTo(TypeName, out Type type))
        {
            ThrowTerminatingError(new ErrorRecord(new PSArgumentException($"Cannot find type [{TypeName}]: verify that the assembly containing this type is loaded."), "TypeNotFound", ErrorCategory.InvalidType, null));
            return;
        }
        if (SessionState.LanguageMode == PSLanguageMode.ConstrainedLanguage && !(bool)IsCoreType.Invoke(null, [type])!)
            ThrowTerminatingError(new ErrorRecord(new PSNotSupportedException("Cannot create type. Only core types are supported in this language mode."), "CannotCreateTypeConstrainedLanguage", ErrorCategory.PermissionDenied, null));
        WriteObject(Fill(Create(type)));
    }

    private object Create(Type type)
    {
        if (type == typeof(PSObject) || type == typeof(PSCustomObject)) return new PSObject();
        var arguments = ArgumentList.Select(a => a is PSObject { BaseObject: not PSCustomObject } p ? p.BaseObject : a).ToArray();
        try
        {
            if (arguments.Length == 0 && type.IsValueType) return Activator.CreateInstance(type)!;
            var fitting = type.GetConstructors().FirstOrDefault(c => Fits(c.GetParameters(), arguments, exact: true))
                ?? type.GetConstructors().FirstOrDefault(c => Fits(c.GetParameters(), arguments, exact: false))
                ?? throw new MissingMethodException($"A constructor was not found. Cannot find an appropriate constructor for type {TypeName}.");
            return fitting.Invoke(fitting.GetParameters().Zip(arguments, (p, a) => LanguagePrimitives.ConvertTo(a, p.ParameterType)).ToArray());
        }
        catch (TargetInvocationException e) when (e.InnerException is not null) { throw Failure(e.InnerException, "ConstructorInvokedThrowException", ErrorCategory.InvalidOperation); }
        catch (MissingMethodException e) { throw Failure(e, "CannotFindAppropriateCtor", ErrorCategory.ObjectNotFound); }
    }

    private static bool Fits(ParameterInfo[] parameters, object?[] arguments, bool exact) =>
        parameters.Length == arguments.Length &&
        parameters.Zip(arguments).All(pair => exact ? pair.First.ParameterType.IsInstanceOfType(pair.Second) : LanguagePrimitives.TryConvertTo(pair.Second, pair.First.ParameterType, out _));

    private Exception Failure(Exception inner, string id, ErrorCategory category)
    {
        ThrowTerminatingError(new ErrorRecord(inner, id, category, TypeName));
        return inner;
    }

    private object Fill(object created)
    {
        if (Property is null) return created;
        var target = PSObject.AsPSObject(created);
        foreach (DictionaryEntry entry in Property)
        {
            var name = entry.Key.ToString()!;
            if (target.Properties[name] is { } known) known.Value = entry.Value;
            else target.Properties.Add(new PSNoteProperty(name, entry.Value));
        }
        return target;
    }
}
