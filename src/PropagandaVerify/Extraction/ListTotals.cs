using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>Finds the total of a list of blocks: in one of its lines, behind its last item, in the sentences behind it, in the words that introduce it.</summary>
internal sealed class ListTotals(ItemReader items, TotalReader totals, IReadOnlyList<Passage> passages, PassageMentions mentions)
{
    private const int ReachOfTotal = 3;
    private const int SentencesOfTotal = 2;

    // A line whose label says nothing of a total is one only as the very sum of three others at least, and of no small number.
    private const int FewestForSum = 3;
    private const decimal SmallNumber = 100;
    private const decimal Whole = 100;

    // How many blocks before a list another one may end that shares its total.
    private const int ReachOfList = 8;

    private readonly List<decimal> values = [];

    /// <summary>A total of a list.</summary>
    /// <param name="IsSure">Whether its own words or its place make it the total, so that it lends its unit to bare items; else only that it lies near their sum.</param>
    /// <param name="Counts">Whether the words that introduce the list count its items.</param>
    public sealed record Choice(TotalReader.Stated Stated, bool IsSure, bool Counts = false);

    /// <summary>
    /// Takes the line that states the total out of a list, and its subtotals. Such a line closes or opens its list; "Total" in the middle is a name, and two totals are of two things.
    /// </summary>
    public (ItemReader.Part? Line, bool IsSplit) Lined(List<ItemReader.Part> parts)
    {
        var (totalled, subtotals) = (0, 0);
        foreach (var part in parts)
        {
            totalled += items.IsTotal(part) || items.BeginsAsTotal(part) ? 1 : 0;
            subtotals += items.IsSubtotal(part) ? 1 : 0;
        }

        var opens = totalled > 0 && items.IsTotal(parts[0]);
        var closes = totalled > 0 && items.IsTotal(parts[^1]);
        var line = closes ? parts[^1] : opens ? parts[0] : totalled == 0 ? Sum(parts) : null;
        if (opens || (line is not null && ReferenceEquals(line, parts[0])))
        {
            parts.RemoveAt(0);
        }

        if (line is not null && parts.Count > 0 && ReferenceEquals(line, parts[^1]))
        {
            parts.RemoveAt(parts.Count - 1);
        }

        for (var i = parts.Count - 1; subtotals > 0 && i >= 0; i--)
        {
            if (items.IsSubtotal(parts[i]))
            {
                parts.RemoveAt(i);
            }
        }

        return (line, (opens && closes) || totalled > (opens ? 1 : 0) + (closes ? 1 : 0));
    }

    /// <summary>The total of a list; null when none is stated, or none that can be meant.</summary>
    /// <param name="line">The line that states it.</param>
    /// <param name="start">The first passage of the list.</param>
    /// <param name="end">The passage behind its last.</param>
    /// <param name="isOutermost">Whether what stands around it can speak of it; a list within a list has its total in the item above.</param>
    /// <param name="lists">Those before it.</param>
    public Choice? Of(List<ItemReader.Part> parts, ItemReader.Part? line, bool isSplit, int start, int end, bool isOutermost, List<ListMention> lists, Figure? model)
    {
        if (isSplit)
        {
            return Parent(parts, model?.Unit);
        }

        var total = line is null ? LastLine(parts) ?? Inside(parts) : null;
        total ??= line is { Amounts: [var figure] } ? new TotalReader.Stated(figure, line.Passage, line.Start, line.End)
            : isOutermost ? Behind(end, model?.Unit) ?? Before(start, model?.Unit)
            : null;
        if (total is not null && IsPlausible(parts, total.Figure) && !CoversTwo(lists, parts, model, total))
        {
            return new Choice(total, IsSure: true);
        }

        if (isOutermost && start > 0 && EndsInColon(start - 1) && totals.Counted(passages[start - 1], mentions.Figures(start - 1), model?.Unit, parts) is { } counted)
        {
            return new Choice(counted, IsSure: false, Counts: true);
        }

        return (isOutermost && VerySum(parts, start, end, model?.Unit) is { } sum ? new Choice(sum, IsSure: true) : null) ?? Parent(parts, model?.Unit);
    }

    public TotalMention Mention(int list, Choice total, List<ItemReader.Part> parts, int start, int end)
    {
        var stated = total.Stated;
        if (!total.IsSure)
        {
            return totals.Mention(list, stated, (start > 0 && totals.IsNotAdditive(passages[start - 1])) || totals.IsSelective(stated.Passage, total.Counts));
        }

        var isOpen = (start > 0 && (totals.IsSelective(passages[start - 1]) || totals.IsNotAdditive(passages[start - 1]))) || totals.IsOpen(stated.Passage, stated.Start, stated.End);
        foreach (var part in parts)
        {
            isOpen = isOpen || (part.HasLabel && totals.IsNotAdditive(part));
        }

        for (var p = end; p < stated.Passage.Index; p++)
        {
            isOpen = isOpen || totals.IsOpen(passages[p], 0, passages[p].Tokens.Length);
        }

        return totals.Mention(list, stated, isOpen);
    }

    /// <summary>Whether a total counts what all amounts count.</summary>
    public bool CountsAll(Figure total, List<ItemReader.Part> parts)
    {
        foreach (var part in parts)
        {
            foreach (var amount in part.Amounts)
            {
                if (!totals.Counts(total, amount))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Gives the things counted in a list the name that its total has for them.</summary>
    public static void Rename(List<ItemReader.Part> parts, Figure total)
    {
        for (var p = 0; p < parts.Count; p++)
        {
            var amounts = parts[p].Amounts;
            for (var i = 0; i < amounts.Count; i++)
            {
                if (amounts[i].Measure == Measure.Count && amounts[i].Noun != total.Noun)
                {
                    var renamed = new Figure[amounts.Count];
                    for (var k = 0; k < renamed.Length; k++)
                    {
                        renamed[k] = amounts[k].Measure == Measure.Count ? amounts[k] with { Noun = total.Noun } : amounts[k];
                    }

                    parts[p] = parts[p] with { Amounts = renamed };
                    break;
                }
            }
        }
    }

    // A sentence behind a list may speak of something wider.
    private bool IsPlausible(List<ItemReader.Part> parts, Figure total)
    {
        var isBare = true;
        values.Clear();
        foreach (var part in parts)
        {
            if (part.Amounts.Count != 1)
            {
                return true;
            }

            isBare &= part.Amounts[0] is { Scale: 1, Measure: Measure.Number };
            values.Add(part.Amounts[0].Value);
        }

        for (var i = 0; isBare && i < values.Count; i++)
        {
            values[i] *= total.Scale;
        }

        // Percentages add up to a whole, or mean something else.
        return TotalReader.IsPlausible(values, total.Value) && (total.Measure != Measure.Percent || total.Value == Whole);
    }

    // A total behind two lists may be the sum of both, or their difference.
    private bool CoversTwo(List<ListMention> lists, List<ItemReader.Part> parts, Figure? model, TotalReader.Stated total)
    {
        if (lists.Count == 0 || lists[^1].Unit != model?.Unit || lists[^1].Span.End < passages[Math.Max(0, parts[0].Passage.Index - ReachOfList)].Block.Span.Start)
        {
            return false;
        }

        var (before, sum) = (0m, 0m);
        foreach (var item in lists[^1].Items)
        {
            if (item.Figure is null)
            {
                return false;
            }

            before += item.Figure.Value;
        }

        foreach (var part in parts)
        {
            sum += part.Amounts.Count == 1 ? part.Amounts[0].Value : 0;
        }

        return sum != total.Figure.Value && (before + sum == total.Figure.Value || Math.Abs(before - sum) == total.Figure.Value);
    }

    // "- Football : 3 000 €, soit un total de 7 200 €": the last item ends with the total of the list.
    private TotalReader.Stated? Inside(List<ItemReader.Part> parts)
    {
        if (parts[^1] is not { Amounts: { Count: > 1 } amounts } last || !totals.IsBesideCue(last.Passage.Tokens, last.Start, last.End, amounts[^1]))
        {
            return null;
        }

        var rest = new Figure[amounts.Count - 1];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = amounts[i];
        }

        parts[^1] = last with { Amounts = rest };
        return new TotalReader.Stated(amounts[^1], last.Passage, rest[^1].EndToken, last.End);
    }

    // A line right behind the last item, that Markdown counts to it: "- Est : 30\nEnsemble : 90".
    private TotalReader.Stated? LastLine(List<ItemReader.Part> parts)
    {
        var passage = parts[^1].Passage;
        var figures = mentions.Figures(passage.Index);
        if (passage.Block.Kind != BlockKind.ListItem || figures.Length < 2 || items.LastLine(passage) is not { } cut || !passage.Tokens[cut].IsCapital && passage.Tokens[cut].Kind != TokenKind.Number
            || items.Line(passage, cut, figures, isBullet: true) is not { Amounts: [var own] } item)
        {
            return null;
        }

        var end = passage.Tokens.Length;
        var whole = parts[^1];
        parts[^1] = item;
        if (items.Line(passage, end, figures, isBullet: false, cut) is { Amounts: [var figure] } line && (items.IsTotal(line) || (TotalReader.Sum(parts) is { } sum && TotalReader.IsNear(sum, figure.Value))))
        {
            return new TotalReader.Stated(figure, passage, cut, end);
        }

        if (totals.In(passage, (cut, end), figures, own.Unit) is { } total)
        {
            return total;
        }

        parts[^1] = whole;
        return null;
    }

    private static ItemReader.Part? Sum(List<ItemReader.Part> parts)
    {
        if (parts.Count <= FewestForSum || TotalReader.Sum(parts) is not { } sum || !AreAlike(parts))
        {
            return null;
        }

        var (first, last) = (parts[0].Amounts[0], parts[^1].Amounts[0]);
        return sum == 2 * last.Value && IsLarge(last) ? parts[^1] : sum == 2 * first.Value && IsLarge(first) ? parts[0] : null;
    }

    private static bool IsLarge(Figure figure) => figure.Value >= SmallNumber || figure.Place < 1;

    private static bool AreAlike(List<ItemReader.Part> parts)
    {
        foreach (var part in parts)
        {
            if (part.Amounts.Count != 1 || part.Amounts[0].Unit != parts[0].Amounts[0].Unit)
            {
                return false;
            }
        }

        return true;
    }

    // Without a word of totals: the one amount of the sentence before or behind the list, if it is the very sum.
    private TotalReader.Stated? VerySum(List<ItemReader.Part> parts, int start, int end, string? unit)
    {
        if (parts.Count < FewestForSum || TotalReader.Sum(parts) is not { } sum || !AreAlike(parts) || unit == "%")
        {
            return null;
        }

        if (start > 0 && passages[start - 1] is { Scope: Scope.Body or Scope.Headline, Block.Kind: BlockKind.Paragraph or BlockKind.Heading, Sentences.Count: > 0 } introduction
            && totals.Only(introduction, introduction.Sentences[^1], mentions.Figures(start - 1), unit, isBareToo: true) is { } before && before.Figure.Value == sum)
        {
            return before;
        }

        return end < passages.Count && passages[end] is { Scope: Scope.Body, Block.Kind: BlockKind.Paragraph, Sentences.Count: > 0 } next
            && totals.Only(next, next.Sentences[0], mentions.Figures(end), unit, isBareToo: true) is { } behind && behind.Figure.Value == sum
            ? behind
            : null;
    }

    // An item whose own items nearly make up its amount is their total; further off, they are a selection of it.
    private Choice? Parent(List<ItemReader.Part> parts, string? unit)
    {
        var above = parts[0].Passage.Index - 1;
        if (above < 0 || passages[above].Block.Kind != BlockKind.ListItem || passages[above].Block.Depth >= parts[0].Passage.Block.Depth
            || items.Line(passages[above], passages[above].Tokens.Length, mentions.Figures(above), isBullet: true) is not { Amounts: [var figure] } parent || figure.Unit != unit
            || TotalReader.Sum(parts) is not { } sum || !AreAlike(parts) || parts[0].Amounts[0].Unit != unit)
        {
            return null;
        }

        return TotalReader.IsNear(sum, figure.Value) ? new Choice(new TotalReader.Stated(figure, passages[above], parent.Start, parent.End), IsSure: false) : null;
    }

    private TotalReader.Stated? Behind(int end, string? unit)
    {
        for (var p = end; p < Math.Min(end + ReachOfTotal, passages.Count) && passages[p].Block.Kind == BlockKind.Paragraph; p++)
        {
            for (var s = 0; s < Math.Min(SentencesOfTotal, passages[p].Sentences.Count); s++)
            {
                if (totals.In(passages[p], passages[p].Sentences[s], mentions.Figures(p), unit) is { } total)
                {
                    return total;
                }
            }
        }

        return null;
    }

    // "Au total, 45 millions ont été versés :" introduces its list.
    private TotalReader.Stated? Before(int start, string? unit) =>
        start > 0 && EndsInColon(start - 1) ? totals.In(passages[start - 1], passages[start - 1].Sentences[^1], mentions.Figures(start - 1), unit) : null;

    private bool EndsInColon(int passage) => passages[passage].Tokens is [.., { Folded: ":" }];
}
