using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Repairs;


namespace PropagandaVerify.Findings;

/// <summary>Words corrections: the reason, and the new words for the place in its own typography.</summary>
/// <param name="format">The language of the reasons.</param>
/// <param name="own">The language of the draft, in which its new words are written.</param>
internal sealed class RepairWriter(ValueFormat format, ValueFormat own)
{

    // A correction is called likely when the next one lies this far behind.
    private const double Clear = 5;

    // One that lies this far behind the first would only distract.
    private const double Remote = 100;

    /// <param name="corrections">The corrections of one finding, likeliest first.</param>
    /// <param name="shared">How many findings its culprit is behind; a likely repair settles all of them.</param>
    public IReadOnlyList<Repair> Written(IReadOnlyList<Correction> corrections, int shared)
    {
        var repairs = new List<Repair>();
        for (var i = 0; i < corrections.Count && repairs.Count < Diagnosis.Shown; i++)
        {
            if (corrections[i].Rank * Remote < corrections[0].Rank && corrections[i].Slip is not Slip.Reckoned)
            {
                continue;
            }

            var correction = corrections[i];
            var edits = Edits(correction);
            if (edits.Length == 0 && correction.Slip is not (Slip.MissingItem or Slip.DoubledItem or Slip.Points))
            {
                continue;
            }

            var likely = i == 0 && correction.Settles.Count >= shared && IsPlain(correction, corrections) && (corrections.Count == 1 || correction.Rank >= corrections[1].Rank * Clear);
            var repair = new Repair(Reason(correction), correction.Place, edits) { IsLikely = likely };
            if (!repairs.Exists(r => r.Place == repair.Place && r.Replacement == repair.Replacement && (r.Replacement is not null || r.Reason == repair.Reason)))
            {
                repairs.Add(repair);
            }
        }

        return repairs;
    }

    // A power of ten or two digits swapped is an error that anyone sees. A digit here or there fits nearly everything, so it must settle several
    // findings exactly, and nothing else may settle as many.
    private static bool IsPlain(Correction correction, IReadOnlyList<Correction> all) => correction.Slip switch
    {
        Slip.Reckoned or Slip.MissingItem or Slip.DoubledItem or Slip.WrongDirection => false,
        Slip.OneDigit or Slip.LostDigit or Slip.ExtraDigit => correction is { IsExact: true, Settles.Count: > 1 } && !all.Any(c => c != correction && c.Settles.Count >= correction.Settles.Count),
        // Two sides of one conversion are equally suspect, and a swap says little where an item may be missing.
        Slip.SwappedDigits => (correction.IsExact || IsAlone(correction, all)) && !all.Any(c => c.Slip == Slip.MissingItem),
        _ => correction.IsExact || IsAlone(correction, all),
    };

    private static bool IsAlone(Correction correction, IReadOnlyList<Correction> all) => all.All(c => Equals(c.Mention, correction.Mention));

    private string Reason(Correction correction) => correction.Slip switch
    {
        Slip.Factor => format.Phrase("factor", format.Number(Factor(correction))),
        Slip.MissingItem => format.Phrase("missing_item", format.Amount(correction.Value, correction.Like!)),
        _ => format.Phrase(Key(correction.Slip)),
    };

    private static Rational Factor(Correction correction) => Rational.Abs(correction.Value / correction.Mention!.Value) is var factor && factor < 1 ? 1 / factor : factor;

    private static string Key(Slip slip) => slip switch
    {
        Slip.Grouping => "grouping",
        Slip.SwappedDigits => "swapped",
        Slip.OneDigit => "one_digit",
        Slip.LostDigit => "lost_digit",
        Slip.ExtraDigit => "extra_digit",
        Slip.Sign => "sign",
        Slip.Points => "points_meant",
        Slip.SwappedUnits => "swapped_units",
        Slip.SwappedValues => "swapped_values",
        Slip.WrongDirection => "wrong_direction",
        Slip.Weekday => "weekday",
        Slip.Year => "year",
        Slip.Day => "day",
        Slip.DoubledItem => "counted_twice",
        _ => "reckoned",
    };

    private TextEdit[] Edits(Correction correction)
    {
        if (correction is not { Place: { } place, Mention: { } mention })
        {
            return [];
        }

        switch (correction.Slip)
        {
            case Slip.MissingItem or Slip.DoubledItem:
                return [];
            case Slip.Points:
                return Numerals.WithPoints(place.Text, own.PercentWords, own.Phrase("points").Trim()) is { } points ? [new TextEdit(place, points)] : [];
            case Slip.SwappedUnits:
                return Swapped(mention, correction.Partner!);
            case Slip.SwappedValues:
                return Exchanged(correction);
            case Slip.Weekday:
                return correction.Value.ToDecimal() is { } day && own.Weekday((int)day) is { } name ? [new TextEdit(place, char.IsUpper(place.Text[0]) ? char.ToUpperInvariant(name[0]) + name[1..] : name)] : [];
            case Slip.Year or Slip.Day:
                var written = ((Value.Date)mention.Row.Values[mention.Column]).Period;
                return Numerals.WithDate(place.Text, written, correction.Period!.Value) is { } date ? [new TextEdit(place, date)] : [];
            default:
                return Number(place.Text, correction) is { } number ? [new TextEdit(place, number)] : [];
        }
    }

    private string? Number(string text, Correction correction)
    {
        var like = correction.Like!;
        var (value, written) = (Rational.Abs(correction.Value / like.Scale), Rational.Abs(correction.Mention!.Value / like.Scale));

        // A scale word that would have to change, or to take another number, is written anew; that of a cell stands in the head of its column.
        if (like.Scale > 1 && text.Any(char.IsLetter) && (value < 0.1m || value >= 1000 || value >= own.PluralFrom != written >= own.PluralFrom))
        {
            return own.Amount(correction.Value, like with { Scale = Scale(correction.Value, like.Scale) }).Replace('\u00A0', ' ');
        }

        return Numerals.With(text, correction.Value / like.Scale, correction.Mention!.Value / like.Scale, correction.Mention!.Row.Schema.IsOfDraft, own.Marks);
    }

    private static decimal Scale(Rational value, decimal scale) => Rational.Abs(value) switch
    {
        var v when v >= scale && v < scale * 1000 => scale,
        var v when v >= 1_000_000_000 => 1_000_000_000,
        var v when v >= 1_000_000 => 1_000_000,
        _ => 1,
    };

    private TextEdit[] Exchanged(Correction correction)
    {
        var (first, second) = (correction.Mention!, correction.Partner!);
        var other = correction with { Mention = second, Value = first.Value, Like = ((Value.Number)second.Row.Values[second.Column]).Quantity };
        return Number(first.Place!.Value.Text, correction) is { } one && Number(second.Place!.Value.Text, other) is { } two
            ? [new TextEdit(first.Place!.Value, one), new TextEdit(second.Place!.Value, two)]
            : [];
    }

    private TextEdit[] Swapped(Mention first, Mention second)
    {
        var (a, b) = (((Value.Number)first.Row.Values[first.Column]).Quantity, ((Value.Number)second.Row.Values[second.Column]).Quantity);
        return
        [
            new TextEdit(first.Place!.Value, own.Amount(a.Value, a with { Unit = b.Unit }).Replace('\u00A0', ' ')),
            new TextEdit(second.Place!.Value, own.Amount(b.Value, b with { Unit = a.Unit }).Replace('\u00A0', ' ')),
        ];
    }
}
