using System.Globalization;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>Writes values as a reader of a language expects them.</summary>
internal sealed class ValueFormat(string language, NumberFormat format, Kinds kinds)
{
    public string Language => language;

    public string Of(Value value) => value switch
    {
        Value.Text t => t.Content,
        Value.Number n => Of(n.Quantity),
        Value.Date d => Of(d.Period),
        Value.Duration d => d.Days.ToString(CultureInfo.InvariantCulture),
        Value.Kind k => kinds.Name(k.Name, language),
        Value.Judgement j => j.IsTrue ? "true" : "false",
        Value.RowRef { Row.Place: { } place } => place.Text,
        Value.Missing => "?",
        _ => "",
    };

    public string Of(Quantity quantity) => Amount(quantity.Value, quantity);

    /// <summary>A value with the scale word and unit of the quantity it belongs to.</summary>
    public string Amount(decimal value, Quantity like)
    {
        var unit = like.Unit.ToString();
        if (unit == "%")
        {
            return Number(value, like) + (language == "fr" ? "\u00A0%" : "%");
        }

        var many = Math.Abs(value / like.Scale) >= format.PluralFrom;
        var scale = format.Scales.FirstOrDefault(s => like.Scale == Power(s.Key));
        var word = scale.Value.One is null ? null : many ? scale.Value.Many : scale.Value.One;
        var number = word is null ? Number(value, like) : Number(value / like.Scale, like);
        var name = format.Currencies.TryGetValue(unit, out var currency) ? Math.Abs(value) >= format.PluralFrom ? currency.Many : currency.One : unit;
        return word is null ? Join(number, name)
            : name.Length == 0 ? $"{number}\u00A0{word}"
            : $"{number}\u00A0{word} {(StartsWithVowel(name) ? format.ElidedLink : format.Link)}{name}";
    }

    /// <summary>A plain number with this language's marks, rounded only where it was reckoned and is a range itself.</summary>
    public string Number(decimal value, Quantity? like = null)
    {
        if (like is { Scale: 1, Loose: { Low: { } low, High: { } high } } && high > low && value != 0)
        {
            var place = Power10(high - low) / 10;
            value = Math.Round(value / place, 0, MidpointRounding.ToEven) * place;
        }

        var text = value.ToString("0.############", CultureInfo.InvariantCulture);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text : text[..dot];
        var grouped = Group(whole);
        return dot < 0 ? grouped : grouped + format.DecimalMark + text[(dot + 1)..];
    }

    public string Of(Period period)
    {
        var (start, end) = (period.Start, period.End);
        if (format.Months.Count < 12 || period == Period.Always)
        {
            return period.ToString();
        }

        return start == end ? $"{start.Day} {format.Months[start.Month - 1]} {start.Year}"
            : period == Period.Month(start.Year, start.Month) ? $"{format.Months[start.Month - 1]} {start.Year}"
            : period == Period.Year(start.Year) ? start.Year.ToString(CultureInfo.InvariantCulture)
            : $"{Of(Period.Day(start))} – {Of(Period.Day(end))}";
    }

    private string Group(string whole)
    {
        var digits = whole.TrimStart('-');
        if (digits.Length <= 4 && format.GroupMark != "," || digits.Length <= 3)
        {
            return whole;
        }

        var groups = new List<string>();
        for (var end = digits.Length; end > 0; end -= 3)
        {
            groups.Insert(0, digits[Math.Max(0, end - 3)..end]);
        }

        return (whole[0] == '-' ? "-" : "") + string.Join(format.GroupMark == " " ? "\u202F" : format.GroupMark, groups);
    }

    private static string Join(string number, string name) => name.Length == 0 ? number : $"{number}\u00A0{name}";

    private static bool StartsWithVowel(string name) => Characters.Key(name) is [('a' or 'e' or 'i' or 'o' or 'u' or 'h'), ..];

    // The largest power of ten that is not above a positive number.
    private static decimal Power10(decimal value)
    {
        var power = 1m;
        while (power > value && power > 0.000_000_001m)
        {
            power /= 10;
        }

        while (power * 10 <= value)
        {
            power *= 10;
        }

        return power;
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
