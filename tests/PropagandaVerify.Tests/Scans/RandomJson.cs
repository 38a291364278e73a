using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Rows as JSON lines, with everything in them that may part a reader of lines from one of whole files: columns that come late or in another order, gaps of all kinds, escapes, objects over several lines or beside each other, items that are no records.</summary>
internal sealed class RandomJson(Random random, double gaps, double breaks)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Lines(string[] header, List<string[]> rows, Func<string> end)
    {
        var text = new StringBuilder(random.Next(8) == 0 ? end() : "");
        foreach (var row in rows)
        {
            if (random.NextDouble() < breaks)
            {
                text.Append(random.Next(4) switch { 0 => "[1, {\"a\": \"}\"}]", 1 => "7", 2 => "\"k\"", _ => $"{{\"{header[0]}\": 1, \"{header[0]}\": 2}}" }).Append(end());
            }

            text.Append(random.Next(30) == 0 ? " " : "").Append(Object(header, row, end)).Append(random.Next(20) switch { 0 => " ", 1 => end() + end(), _ => end() });
        }

        text.Append(random.Next(40) switch { 0 => "{\"k\": ", 1 => "}", 2 => "{\"k\": 1,}", 3 => "{\"k\": \"a\nb\"}", 4 => "nul", _ => "" });
        return random.Next(4) == 0 ? text.ToString().TrimEnd() : text.ToString();
    }

    private string Object(string[] header, string[] row, Func<string> end)
    {
        var cells = header.Zip(row).Where(_ => random.NextDouble() >= gaps).Select(c => $"{Name(c.First)}{(random.Next(3) == 0 ? ": " : ":")}{Value(c.Second)}").ToList();
        if (random.Next(20) == 0)
        {
            cells.Reverse();
        }

        if (random.NextDouble() < breaks / 4)
        {
            cells.Add($"\"more{random.Next(3)}\": {{\"a\": [1, \"{{\"], \"b\": true}}");
        }

        return $"{{{string.Join(random.Next(40) == 0 ? "," + end() + "  " : ",", cells)}}}";
    }

    private string Name(string name) => random.Next(40) == 0 ? $"\" {name}\"" : random.Next(40) == 0 ? $"\"\\u{(int)name[0]:x4}{name[1..]}\"" : $"\"{name}\"";

    private string Value(string cell) =>
        random.NextDouble() < gaps ? random.Next(3) switch { 0 => "null", 1 => "\"\"", _ => "\"n/a\"" }
        : random.Next(3) > 0 && IsNumber(cell) ? random.Next(40) == 0 ? cell + "e0" : cell
        : JsonSerializer.Serialize(cell, random.Next(2) == 0 ? Relaxed : JsonSerializerOptions.Default);

    private static bool IsNumber(string cell)
    {
        try
        {
            return JsonDocument.Parse(cell).RootElement.ValueKind == JsonValueKind.Number && decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
