using System.Text;
using System.Text.Json;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Where the resources of a data package and their fields stand in its file, by their names.</summary>
internal sealed class PackagePlaces
{
    private readonly Dictionary<(string Resource, string Field), TextSpan> places = [];

    /// <param name="text">The file; it is valid JSON.</param>
    /// <param name="limits">The bounds of a run.</param>
    public PackagePlaces(string text, Limits limits)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxJsonDepth });
        var path = new List<string>();
        var property = "";
        var (index, name, start) = (0, "", default(TextSpan));
        var fields = new List<(string Name, TextSpan Span)>();
        var (counted, chars) = (0, 0);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    property = reader.GetString()!;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Add(property);
                    if (path is ["", "resources", ""])
                    {
                        (name, start) = ($"resource{++index}", SpanOf(ref reader));
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (path is ["", "resources", ""])
                    {
                        places.TryAdd((name, ""), start);
                        fields.ForEach(f => places.TryAdd((name, f.Name), f.Span));
                        fields.Clear();
                    }

                    path.RemoveAt(path.Count - 1);
                    break;
                case JsonTokenType.String when property == "name" && path is ["", "resources", ""]:
                    (name, start) = (reader.GetString()!, SpanOf(ref reader));
                    break;
                case JsonTokenType.String when property == "name" && path is ["", "resources", "", "schema", "fields", ""]:
                    fields.Add((reader.GetString()!, SpanOf(ref reader)));
                    break;
            }

            // What a value stands under is none of the next.
            property = reader.TokenType == JsonTokenType.PropertyName ? property : "";
        }

        // Bytes are counted on from the token before, so that the whole takes one pass.
        TextSpan SpanOf(ref Utf8JsonReader at)
        {
            var first = (int)at.TokenStartIndex;
            chars += Encoding.UTF8.GetCharCount(bytes.AsSpan(counted, first - counted));
            counted = first;
            return new TextSpan(chars, chars + Encoding.UTF8.GetCharCount(bytes.AsSpan(first, (int)at.BytesConsumed - first)));
        }
    }

    /// <summary>The name of a field, else that of its resource, else the head of the file.</summary>
    public TextSpan Of(string resource, string field) => places.GetValueOrDefault((resource, field), places.GetValueOrDefault((resource, "")));
}
