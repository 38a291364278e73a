using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PropagandaVerify.Reports;

/// <summary>JSON as text: every script stands for itself, while what steers a terminal is escaped, which loses nothing.</summary>
internal static class JsonText
{
    public static JsonWriterOptions Options { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> write, bool indented = true)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options with { Indented = indented }))
        {
            write(json);
        }

        return Escaped(Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    // The encoder escapes control characters; marks of direction it lets pass. They can only stand inside strings.
    private static string Escaped(string json)
    {
        if (!json.Any(Terminal.IsDirection))
        {
            return json;
        }

        var escaped = new StringBuilder(json.Length + 64);
        foreach (var c in json)
        {
            escaped.Append(Terminal.IsDirection(c) ? $"\\u{((int)c).ToString("X4", CultureInfo.InvariantCulture)}" : c.ToString());
        }

        return escaped.ToString();
    }
}
