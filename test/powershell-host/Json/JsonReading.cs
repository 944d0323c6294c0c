using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using Newtonsoft.Json;

namespace PowerShellHost.Json;

/// <summary>How ConvertFrom-Json reads date-like text (PowerShell 7.5 and later: -DateKind).</summary>
public enum JsonDateKind { Default, Local, Utc, Offset, String }

/// <summary>A dictionary is wanted as PSCustomObject (default) or as an ordered hashtable (-AsHashtable).</summary>
internal sealed class JsonReading(bool asHashtable, int maxDepth, JsonDateKind dates)
{
    public object? Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            MaxDepth = maxDepth,
            DateParseHandling = dates switch
            {
                JsonDateKind.String => DateParseHandling.None,
                JsonDateKind.Offset => DateParseHandling.DateTimeOffset,
                _ => DateParseHandling.DateTime,
            },
            DateTimeZoneHandling = dates switch
            {
                JsonDateKind.Local => DateTimeZoneHandling.Local,
                JsonDateKind.Utc => DateTimeZoneHandling.Utc,
                _ => DateTimeZoneHandling.RoundtripKind,
            },
        };
        if (!Next(reader)) return null;
        var value = Value(reader);
        if (Next(reader)) throw new JsonReaderException("Additional text encountered after finished reading JSON content: " + reader.Value);
        return value;
    }

    private static bool Next(JsonTextReader reader)
    {
        while (reader.Read()) if (reader.TokenType != JsonToken.Comment) return true;
        return false;
    }

    private object? Value(JsonTextReader reader) => reader.TokenType switch
    {
        JsonToken.StartObject => asHashtable ? Hashtable(reader) : CustomObject(reader),
        JsonToken.StartArray => Array(reader),
        JsonToken.Null or JsonToken.Undefined => null,
        JsonToken.EndObject or JsonToken.EndArray => throw new JsonReaderException("Unexpected end."),
        _ => Scalar(reader.Value),
    };

    // 64-bit integers stay, larger ones are BigInteger: Newtonsoft does this by itself.
    private static object? Scalar(object? value) => value is BigInteger or long or double or string or bool or DateTime or DateTimeOffset
        ? value
        : Convert.ToString(value, CultureInfo.InvariantCulture);

    private object Array(JsonTextReader reader)
    {
        var list = new List<object?>();
        while (Next(reader) && reader.TokenType != JsonToken.EndArray) list.Add(Value(reader));
        Require(reader, JsonToken.EndArray);
        return list.ToArray();
    }

    private PSObject CustomObject(JsonTextReader reader)
    {
        var result = new PSObject();
        var exact = new HashSet<string>(StringComparer.Ordinal);
        var folded = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (Next(reader) && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            if (name.Length == 0)
                throw Problem("EmptyKeyInJsonString", "The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.");
            Next(reader);
            var value = Value(reader);
            if (!exact.Add(name)) { result.Properties[name].Value = value; continue; } // as in PowerShell: the last one wins
            if (!folded.Add(name))
                throw Problem("KeysWithDifferentCasingInJsonString", $"Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '{result.Properties[name].Name}' was '{name}'.");
            result.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        }
        Require(reader, JsonToken.EndObject);
        return result;
    }

    private object Hashtable(JsonTextReader reader)
    {
        var result = new System.Management.Automation.OrderedHashtable();
        while (Next(reader) && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            Next(reader);
            result[name] = Value(reader);
        }
        Require(reader, JsonToken.EndObject);
        return result;
    }

    private static void Require(JsonTextReader reader, JsonToken expected)
    {
        if (reader.TokenType != expected) throw new JsonReaderException("Unexpected end of content.");
    }

    private static JsonObjectException Problem(string id, string message) => new(id, message);
}

/// <summary>JSON that is well formed but has no form as a PowerShell object.</summary>
internal sealed class JsonObjectException(string id, string message) : Exception(message)
{
    public string Id { get; } = id;
}
