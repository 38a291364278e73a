using System.Text.Json;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Reports;

/// <summary>
/// Writes relations as one JSON object. Numbers are strings of decimal digits, so that no reader rounds them; days are ISO 8601, both ends of a period included. Offsets count UTF-16 code
/// units of the decoded text; lines and columns count from 1.
/// </summary>
public static class FactsJsonReport
{
    public static void Write(string path, IEnumerable<Relation> relations, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("path", path);
        json.WriteStartObject("relations");
        foreach (var relation in relations)
        {
            json.WriteStartArray(relation.Schema.Name);
            foreach (var row in relation.Rows)
            {
                WriteRow(json, row);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteStartObject("values");
        for (var i = 0; i < row.Values.Length; i++)
        {
            json.WritePropertyName(row.Schema.Columns[i].Name);
            WriteValue(json, row.Values[i]);
        }

        json.WriteEndObject();
        if (row.Place is { } place)
        {
            json.WriteStartObject("place");
            JsonReport.WritePlace(json, place, withPath: false);
            json.WriteEndObject();
        }

        if (row.Readings.Count > 0)
        {
            json.WriteNumber("other_readings", row.Readings.Count);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case Value.Number { Quantity: var quantity }:
                WriteNumber(json, quantity);
                break;
            case Value.Date { Period: var period }:
                json.WriteStartObject();
                json.WriteString("start", PlainValue.Text(period.Start));
                json.WriteString("end", PlainValue.Text(period.End));
                json.WriteEndObject();
                break;
            case Value.Text text:
                json.WriteStringValue(text.Content);
                break;
            case Value.Kind kind:
                json.WriteStringValue(kind.Name);
                break;
            case Value.Judgement truth:
                json.WriteBooleanValue(truth.IsTrue);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, Quantity quantity)
    {
        json.WriteStartObject();
        json.WriteString("value", PlainValue.Text(quantity.Value));
        if (!PlainValue.IsExact(quantity.Value))
        {
            json.WriteBoolean("rounded", true);
        }

        if (quantity.Unit.IsStated)
        {
            json.WriteString("unit", quantity.Unit.ToString());
        }

        WriteEnd(json, "low", quantity.Loose.Low, quantity.Loose.LowOpen);
        WriteEnd(json, "high", quantity.Loose.High, quantity.Loose.HighOpen);
        json.WriteEndObject();
    }

    // What may be meant; an end that is not there has no bound.
    private static void WriteEnd(Utf8JsonWriter json, string name, Rational? end, bool isOpen)
    {
        if (end is { } bound)
        {
            json.WriteString(name, PlainValue.Text(bound));
            if (isOpen)
            {
                json.WriteBoolean($"{name}_open", true);
            }
        }
    }
}
