using PropagandaVerify.Quantities;

namespace PropagandaVerify.Extraction;

/// <summary>Judges whether amounts are the parts of a total, and adds them as a list with it if they are.</summary>
internal sealed class Enumeration(Lexicon lexicon, ItemReader items, SegmentReader segments, TotalReader totals, LabelReader labels, PassageMentions mentions, List<ListMention> lists, List<TotalMention> found)
{
    // Percentages add up to a whole, or mean something else.
    private const decimal Whole = 100;

    private readonly List<Figure> parts = [];
    private readonly List<decimal> values = [];

    /// <summary>How much the words say about amounts being the parts of a total.</summary>
    public enum Bond
    {
        /// <summary>Nothing: only the very sum tells.</summary>
        Sum,

        /// <summary>Nothing, but the very sum with one amount written ten or a thousand times too large or too small tells as well.</summary>
        Slip,

        /// <summary>They close or lead to a sum without calling it a total, so that it must lie near.</summary>
        Near,

        /// <summary>As before, and the amounts are many or introduced, so that it may lie less near.</summary>
        Rough,

        /// <summary>They call it the total.</summary>
        Total,
    }

    /// <summary>Adds a list with its total; false when the amounts are no parts of it.</summary>
    /// <param name="start">The first token of the enumeration.</param>
    /// <param name="end">The token after its last.</param>
    /// <param name="except">Tokens of the words that open the parts, though elsewhere they open a selection.</param>
    /// <param name="isOfKinds">Whether things of several names may be meant as parts, where they make up the very sum ("12 lions et 8 tigres, 20 fauves en tout").</param>
    public bool Add(TotalReader.Stated stated, int start, int end, ReadOnlySpan<Figure> amounts, ListForm form, Bond bond, (int Start, int End) except = default, bool isOfKinds = false)
    {
        var total = totals.Unhedged(stated.Passage.Tokens, stated.Start, stated.Figure);
        total = Currency(amounts) is { } code ? ItemReader.InCurrency(total, code) : total;
        var isMixed = Select(total, amounts);
        if (parts.Count < 2 || (isMixed && !isOfKinds))
        {
            return false;
        }

        var model = Model(total);
        total = InUnit(total, model);
        var lent = LentScale(total, model);
        var sum = TotalReader.Sum(values, 0);
        var isSum = Fits(sum, total, lent);
        var first = isSum || bond < Bond.Near ? 0 : Skipped(total, sum);
        if (!isSum && first == 0 && !MayBeTotal(bond, total, sum, isMixed))
        {
            return false;
        }

        if (HasUnreadAmount(stated.Passage, start, end, total) || (!isSum && IsSumWithYears(stated.Passage, start, end, total)) || segments.Read(stated.Passage, start, end, parts) is not { } read
            || (form == ListForm.Prose && !isSum && first == 0 && bond == Bond.Total && !TotalReader.IsNear(sum, total.Value, parts.Count > 2 ? 5 : 10) && !AreNamed(read.Parts)))
        {
            return false;
        }

        var settled = new List<ItemMention>(read.Parts.Count);
        foreach (var part in read.Parts)
        {
            var item = items.Settle(part, model, lent, mentions);
            if (item.Figure is null)
            {
                return false;
            }

            settled.Add(item);
        }

        // A figure in the lead of the sentence may be no part; one whose name comes again behind was doubled.
        first = first > 0 && IsRepeated(settled, first) ? 0 : first;
        if (first == 0 && !isSum && !MayBeTotal(bond, total, sum, isMixed))
        {
            return false;
        }

        settled.RemoveRange(0, first);
        var list = ListReader.ListOf(lists.Count, form, settled, model.Unit, total);
        lists.Add(list);
        found.Add(totals.Mention(list.Index, stated with { Figure = total }, totals.IsOpen(stated.Passage, start, end, except) || totals.IsOpen(stated.Passage, stated.Start, stated.End, except)));
        return true;
    }

    // The amounts in the unit of the total. Things counted under another name leave the sum open unless they make it up exactly.
    private bool Select(Figure total, ReadOnlySpan<Figure> amounts)
    {
        var isMixed = false;
        parts.Clear();
        values.Clear();
        foreach (var written in amounts)
        {
            var amount = total.Measure == Measure.Money ? ItemReader.InCurrency(written, total.Currencies[0]) : written;
            var counts = amount.Unit == total.Unit || amount.Measure == Measure.Number || total.Measure == Measure.Number || totals.Counts(total, amount);
            if (counts || (IsThings(total) && IsThings(amount)))
            {
                isMixed |= !counts;
                parts.Add(amount.Measure == Measure.Count && total.Measure == Measure.Count && amount.Noun != total.Noun ? amount with { Noun = total.Noun } : amount);
                values.Add(amount.Value);
            }
        }

        return isMixed;
    }

    private static bool IsThings(Figure figure) => figure is { Measure: Measure.Count, IsMeasured: false, TimeUnit: null };

    private static string? Currency(ReadOnlySpan<Figure> amounts)
    {
        foreach (var amount in amounts)
        {
            if (amount.Measure == Measure.Money)
            {
                return amount.Currencies[0];
            }
        }

        return null;
    }

    private Figure Model(Figure total)
    {
        foreach (var part in parts)
        {
            if (part.Unit is not null)
            {
                return part;
            }
        }

        return total;
    }

    // "6 M€ pour A et 5 M€ pour B, soit 11 au total"
    private Figure InUnit(Figure total, Figure model)
    {
        if (total.Measure != Measure.Number || model.Unit is null)
        {
            return total;
        }

        var isBig = total.MayLackScale && TotalReader.Sum(values, 0) is var sum && Math.Abs(sum - (total.Value * model.Scale)) < Math.Abs(sum - total.Value);
        return ItemReader.Lent(total, model, isBig ? model.Scale : 1);
    }

    // "54 millions : 20 pour Lyon, 15 pour Lille": bare numbers take the scale word of the total, or of their neighbours, where that brings them nearer to it.
    private decimal LentScale(Figure total, Figure model)
    {
        var scale = Math.Max(total.Scale, model.Scale);
        if (scale == 1)
        {
            return 1;
        }

        var (plain, scaled) = (0m, 0m);
        foreach (var part in parts)
        {
            plain += part.Value;
            scaled += part.MayLackScale ? part.Value * scale : part.Value;
        }

        if (plain == scaled || Math.Abs(scaled - total.Value) >= Math.Abs(plain - total.Value))
        {
            return 1;
        }

        for (var i = 0; i < parts.Count; i++)
        {
            values[i] = parts[i].MayLackScale ? parts[i].Value * scale : parts[i].Value;
        }

        return scale;
    }

    // How many leading amounts are no parts, so that the others are the very sum; none if that never is.
    private int Skipped(Figure total, decimal sum)
    {
        for (var first = 1; first + 2 <= values.Count; first++)
        {
            sum -= values[first - 1];
            if (sum == total.Value)
            {
                return first;
            }
        }

        return 0;
    }

    // Whole things add up exactly; amounts were rounded at their last digit.
    private bool Fits(decimal sum, Figure total, decimal lent)
    {
        var place = total.SignificantPlace;
        var isExact = IsExact(total);
        foreach (var part in parts)
        {
            place = Math.Min(place, part is { Scale: 1, Measure: Measure.Number } ? part.SignificantPlace * lent : part.SignificantPlace);
            isExact &= IsExact(part);
        }

        return sum == total.Value || (!isExact && TotalReader.IsNear(sum, total.Value) && Math.Abs(sum - total.Value) <= place * (parts.Count + 1) / 2);
    }

    private static bool IsExact(Figure figure) => figure is { Scale: 1, Place: 1, IsMeasured: false, Range: null, Hedge: Hedge.None or Hedge.Exactly, Measure: Measure.Count or Measure.Number };

    // "402 Brände, 611 Hilfeleistungen und 235 Fehlalarme, zusammen 1.348 Einsätze": things under several names bear a wrong sum where the words call it the total and it lies near.
    private bool MayBeTotal(Bond bond, Figure total, decimal sum, bool isMixed) => (!isMixed || (bond == Bond.Total && parts.Count > 2 && TotalReader.IsNear(sum, total.Value, 10))) && (total.Measure != Measure.Percent || (total.Value == Whole && bond == Bond.Total)) && bond switch
    {
        Bond.Slip => total.Value / total.SignificantPlace >= Whole && TotalReader.IsSlip(values, total.Value),
        Bond.Near => TotalReader.IsNear(sum, total.Value),
        Bond.Rough => TotalReader.IsNear(sum, total.Value, 10) || IsOneOff(total, sum),
        _ => bond == Bond.Total,
    };

    // "five medals: two of gold, two of silver and two of bronze": of few things one more or less is near.
    private bool IsOneOff(Figure total, decimal sum) => Math.Abs(sum - total.Value) == 1 && IsExact(total) && parts.TrueForAll(IsExact);

    private static bool IsRepeated(List<ItemMention> settled, int first)
    {
        for (var i = 0; i < first; i++)
        {
            for (var k = first; k < settled.Count; k++)
            {
                if (settled[i].Name == settled[k].Name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Each part has a name of its own: a proper name, or its year.
    private bool AreNamed(List<ItemReader.Part> read)
    {
        foreach (var part in read)
        {
            var isNamed = labels.LastName(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is not null;
            foreach (var date in mentions.Dates(part.Passage.Index))
            {
                isNamed |= part.Start <= date.FirstToken && date.EndToken <= part.End;
            }

            if (!isNamed)
            {
                return false;
            }
        }

        return true;
    }

    // "120 en Turquie, 45 en Grèce et un en Bulgarie", "… et autant à Metz": an amount in words that is no figure would be left out of the sum.
    private bool HasUnreadAmount(Passage passage, int start, int end, Figure total)
    {
        var tokens = passage.Tokens;
        for (var i = start + 1; i < end; i++)
        {
            if (tokens[i - 1].Folded is not ("," or ";") && !lexicon.Coordinators.Contains(tokens[i - 1]))
            {
                continue;
            }

            // "près de quatre-vingts en Grèce", ", un total de"
            i += (lexicon.TotalCues.At(tokens, i, end)?.Length ?? lexicon.Hedges.At(tokens, i, end)?.Length) ?? 0;
            if (i >= end)
            {
                break;
            }

            var isAmount = tokens[i].Word.Numerals is not null || lexicon.UnreadAmounts.At(tokens, i, end) is not null
                || (i + 1 < end && (lexicon.Collectives.Contains(tokens[i + 1]) || lexicon.VagueCollectives.Contains(tokens[i + 1])));
            if (isAmount && !IsTaken(i, total) && !IsLabel(tokens, i, end))
            {
                return true;
            }
        }

        return false;
    }

    // "1837 entrées à Dijon, 1864 à Brest et 3780 à Mulhouse": numbers that pass for years may be amounts.
    private bool IsSumWithYears(Passage passage, int start, int end, Figure total)
    {
        if (total.Scale > 1)
        {
            return false;
        }

        var (sum, years) = (TotalReader.Sum(values, 0), 0m);
        for (var i = start; i < end; i++)
        {
            if (passage.Tokens[i].Numeral is not null && DateScanner.Year(passage.Tokens[i]) is { } year && !IsTaken(i, total))
            {
                years += year;
                if (sum + year == total.Value || sum + years == total.Value)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // "un pont (12 M€), une école (4 M€)": the amount stands in brackets behind its label.
    private bool IsLabel(Token[] tokens, int at, int end)
    {
        while (at < end && !tokens[at].Is("(") && tokens[at].Folded is not ("," or ";") && !lexicon.Coordinators.Contains(tokens[at]))
        {
            at++;
        }

        foreach (var part in parts)
        {
            if (part.HedgeToken == at + 1 && at < end && tokens[at].Is("("))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTaken(int token, Figure total)
    {
        if (total.HedgeToken <= token + 1 && token < total.EndToken)
        {
            return true;
        }

        foreach (var part in parts)
        {
            if (part.HedgeToken <= token + 1 && token < part.EndToken)
            {
                return true;
            }
        }

        return false;
    }
}
