using System.Globalization;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>Writes values as a reader of a language expects them.</summary>
internal sealed class ValueFormat(string language, NumberFormat format, ReferenceData reference, DraftNouns? nouns = null)
{
    public string Language => language;

    /// <summary>The marks of decimals and thousands that a writer of the language types.</summary>
    public (char Decimal, char Group) Marks => (format.DecimalMark[0], format.GroupMark == " " ? '\u00A0' : format.GroupMark[0]);

    /// <summary>The same for one draft, whose nouns it repeats.</summary>
    public ValueFormat With(DraftNouns own) => new(language, format, reference, own);

    public IReadOnlyList<string> PercentWords => format.PercentWords;

    /// <summary>The amount from which a noun takes its plural.</summary>
    public Rational PluralFrom => format.PluralFrom;

    /// <summary>The name of a weekday, Monday = 1; null where the language lists none.</summary>
    public string? Weekday(int day) => format.Weekdays.ElementAtOrDefault(day - 1);

    /// <summary>A fixed phrase of this language around an amount.</summary>
    public string Phrase(string key, string amount = "") => format.Phrases.TryGetValue(key, out var phrase) ? phrase.Replace("{0}", amount, StringComparison.Ordinal) : $"{key} {amount}";

    public string Of(Value value) => value switch
    {
        Value.Text t => t.Content,
        Value.Number n => Of(n.Quantity),
        Value.Date d => Of(d.Period),
        Value.Duration d => Of(d),
        Value.Kind k => reference.Kinds.Name(k.Name, language),
        Value.Judgement j => j.IsTrue ? "true" : "false",
        Value.RowRef { Row.Place: { } place } => place.Text,
        Value.Missing => "?",
        _ => "",
    };

    /// <summary>A value that names something: without marks of thousands, and in quotes where blanks at its ends would not be seen; a cell that names nothing is empty.</summary>
    public string Label(Value value) => value switch
    {
        Value.Number { Quantity: var number } => Of(number with { IsLabel = true }),
        Value.Text { Content: [' ', ..] or [.., ' '] } text => Phrase("quoted", text.Content),
        Value.Missing => Phrase("empty"),
        _ => Of(value),
    };

    private string Of(Value.Duration duration)
    {
        var (count, one, many) = duration.Months > 0 ? (duration.Months, "duration_month", "duration_months") : (duration.Days, "duration_day", "duration_days");
        return Phrase(count >= format.PluralFrom ? many : one, count.ToString(CultureInfo.InvariantCulture));
    }

    public string Of(Quantity quantity) => Amount(quantity.Value, quantity);

    /// <summary>A value with the scale word and unit of the quantity it belongs to.</summary>
    public string Amount(Rational value, Quantity like)
    {
        var unit = like.Unit.ToString();
        if (unit == "%")
        {
            return Number(value, like) + format.Percent;
        }

        // What was reckoned takes the scale word that a writer would choose.
        var size = Rational.Abs(value);
        var factor = like.Scale == 1 && !like.Loose.IsPoint && size >= 1_000_000 && like is { IsReckoned: true, Terms: 1 } && format.Currencies.ContainsKey(unit)
            ? size >= 1_000_000_000 ? 1_000_000_000 : 1_000_000
            : like.Scale;
        var scale = format.Scales.FirstOrDefault(s => factor == Rational.Ten(s.Key));
        var word = scale.Value.One is null ? null : size / factor >= format.PluralFrom ? scale.Value.Many : scale.Value.One;
        var number = word is null ? Number(value, like) : Number(Significant(value, like) / factor);
        var many = size >= format.PluralFrom;
        var name = format.Currencies.TryGetValue(unit, out var currency) ? many ? currency.Many : currency.One
            : nouns?.Written(unit, many) is { } written ? written
            : many && unit.Length > 2 && unit.All(char.IsLower) && (nouns is null || nouns.Language == language) ? Plural(unit)
            : unit;
        return word is null ? Join(number, name)
            : name.Length == 0 ? $"{number}\u00A0{word}"
            : $"{number}\u00A0{word} {(StartsWithVowel(name) ? format.ElidedLink : format.Link)}{name}";
    }

    private string Plural(string noun)
    {
        foreach (var (ending, plural) in format.Plurals)
        {
            if (noun.EndsWith(ending, StringComparison.Ordinal))
            {
                return noun[..^ending.Length] + plural;
            }
        }

        return noun[^1] is 's' or 'x' or 'z' ? noun : noun + format.PluralSuffix;
    }

    /// <summary>A plain number with this language's marks, rounded only where it was reckoned and is a range itself.</summary>
    public string Number(Rational value, Quantity? like = null)
    {
        value = like is null ? value : Significant(value, like);
        // What division left with endless decimals is shown to four digits.
        value = value.RoundedTo(0.000_001m) == value ? value : Shortened(value);
        var text = value.ToString();
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text : text[..dot];
        var grouped = like is { IsLabel: true } ? whole : Group(whole);
        return dot < 0 ? grouped : grouped + format.DecimalMark + text[(dot + 1)..];
    }

    // At least two digits: 25 rounded to 20 would say what the text says.
    private static Rational Significant(Rational value, Quantity like) =>
        like is { Scale: 1, IsReckoned: true, Terms: 1, Loose: { Low: { } low, High: { } high } } && high > low && value.Sign != 0
            ? value.RoundedTo(Least(Power10(high - low), Power10(Rational.Abs(value))) / 10)
            : value;

    public string Of(Period period)
    {
        var (start, end) = (period.Start, period.End);
        if (period == Period.Always)
        {
            return Phrase("any_date").Trim();
        }

        if (format.Months.Count < 12)
        {
            return period.ToString();
        }

        var day = start.Day == 1 && format.FirstDay is { } first ? first : start.Day.ToString(CultureInfo.InvariantCulture);
        return start == end ? Written(format.DayForm, day, start)
            : period == Period.Month(start.Year, start.Month) ? Written(format.MonthForm, day, start)
            : period == Period.Year(start.Year) ? start.Year.ToString(CultureInfo.InvariantCulture)
            : $"{Of(Period.Day(start))} – {Of(Period.Day(end))}";
    }

    private string Written(string form, string day, DateOnly date) =>
        form.Replace("{day}", day, StringComparison.Ordinal).Replace("{month}", format.Months[date.Month - 1], StringComparison.Ordinal)
            .Replace("{year}", date.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

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

    private static Rational Least(Rational a, Rational b) => a < b ? a : b;

    private static Rational Shortened(Rational value) => value.RoundedTo(Power10(Rational.Abs(value)) / 1000);

    // The largest power of ten that is not above a positive number.
    private static Rational Power10(Rational value)
    {
        Rational power = 1;
        while (power > value && power > 0.000_000_000_001m)
        {
            power /= 10;
        }

        while (power * 10 <= value)
        {
            power *= 10;
        }

        return power;
    }
}
