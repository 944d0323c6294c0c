using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Numerics;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PowerShellHost.Json;

/// <summary>
/// ConvertTo-Json's way from objects to text: objects become dictionaries down to -Depth, what lies deeper becomes a
/// string, and Newtonsoft (the library PowerShell itself uses) writes the text.
/// </summary>
internal sealed class JsonWriting(int depth, bool enumsAsStrings, Func<bool> stopping)
{
    /// <summary>True when something lay deeper than -Depth; the cmdlet then warns once.</summary>
    public bool Truncated { get; private set; }

    public string Write(object? value, bool compress, StringEscapeHandling escape)
    {
        var settings = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.None, MaxDepth = 1024, StringEscapeHandling = escape };
        if (enumsAsStrings) settings.Converters.Add(new StringEnumConverter());
        if (!compress) settings.Formatting = Formatting.Indented;
        return JsonConvert.SerializeObject(Process(value, 0), settings);
    }

    private object? Process(object? input, int level)
    {
        if (stopping()) throw new PipelineStoppedException();
        if (input is null || ReferenceEquals(input, System.Management.Automation.Internal.AutomationNull.Value)) return null;
        var wrapper = input as PSObject;
        var value = wrapper is null ? input : wrapper.BaseObject;

        if (value is DBNull or System.Management.Automation.Language.NullString) return null;
        if (value is string or char or bool or DateTime or DateTimeOffset or Guid or Uri or double or float or decimal or BigInteger) return value;
        var type = value.GetType();
        if (type.IsEnum) return enumsAsStrings ? value : Convert.ChangeType(value, Enum.GetUnderlyingType(type));
        if (type.IsPrimitive) return value;
        if (level > depth) return Text(wrapper, value);

        var pure = wrapper is not null && value is PSCustomObject;
        object result;
        if (value is IDictionary dictionary) result = Dictionary(dictionary, level);
        else if (value is IEnumerable list) return List(list, level);
        else if (pure) result = new OrderedDictionary();
        else result = Members(value, type, level);

        if (wrapper is not null && result is OrderedDictionary target) Extend(wrapper, target, pure, level);
        return result;
    }

    private object Text(PSObject? wrapper, object value)
    {
        Truncated = true;
        return wrapper is not null && value is PSCustomObject ? wrapper.ToString() : LanguagePrimitives.ConvertTo<string>(value);
    }

    private OrderedDictionary Dictionary(IDictionary source, int level)
    {
        var result = new OrderedDictionary();
        foreach (DictionaryEntry entry in source) result[Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture)!] = Process(entry.Value, level + 1);
        return result;
    }

    private List<object?> List(IEnumerable source, int level)
    {
        var result = new List<object?>();
        foreach (var item in source) result.Add(Process(item, level + 1));
        return result;
    }

    /// <summary>A .NET object: its public fields and properties, as reflection sees them.</summary>
    private OrderedDictionary Members(object value, Type type, int level)
    {
        var result = new OrderedDictionary();
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
            result[field.Name] = Process(Read(() => field.GetValue(value)), level + 1);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetMethod is { } getter && getter.GetParameters().Length == 0 && !property.IsDefined(typeof(JsonIgnoreAttribute)))
                result[property.Name] = Process(Read(() => getter.Invoke(value, null)), level + 1);
        return result;
    }

    private static object? Read(Func<object?> get)
    {
        try { return get(); } catch (Exception) { return null; }
    }

    /// <summary>Note and script properties: all of a custom object's, else those added to the .NET object.</summary>
    private void Extend(PSObject wrapper, OrderedDictionary target, bool pure, int level)
    {
        foreach (var property in wrapper.Properties)
        {
            if (!pure && property.MemberType is PSMemberTypes.Property or PSMemberTypes.AliasProperty or PSMemberTypes.PropertySet) continue;
            if (target.Contains(property.Name)) continue;
            target[property.Name] = Process(Read(() => property.Value), level + 1);
        }
    }
}
