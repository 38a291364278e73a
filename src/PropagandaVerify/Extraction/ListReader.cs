using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>Finds lists of blocks: bullets of one depth, or labelled lines one under the other, with the total that belongs to each.</summary>
internal sealed class ListReader(ItemReader items, ListTotals totals, IReadOnlyList<Passage> passages, PassageMentions mentions)
{
    private readonly List<List<int>> groups = [];
    private readonly List<List<int>> open = [];
    private readonly List<ItemReader.Part> parts = [];
    private readonly Dictionary<string, (Figure First, int Count, int Part)> units = new(StringComparer.Ordinal);

    public void Read(List<ListMention> lists, List<TotalMention> found)
    {
        for (var i = 0; i < passages.Count;)
        {
            var end = i;
            if (passages[i].Block.Kind == BlockKind.ListItem)
            {
                while (end < passages.Count && passages[end].Block.Kind == BlockKind.ListItem)
                {
                    end++;
                }

                Bullets(i, end, lists, found);
            }
            else
            {
                parts.Clear();
                while (end < passages.Count && passages[end] is { Block.Kind: BlockKind.Paragraph, Scope: Scope.Body } passage && (parts.Count == 0 || Continue(end))
                    && items.Line(passage, passage.Tokens.Length, mentions.Figures(end), isBullet: false) is { } part)
                {
                    parts.Add(part);
                    end++;
                }

                if (parts.Count > 1)
                {
                    Add(ListForm.Lines, i, end, lists, found, isOutermost: true);
                }
            }

            i = Math.Max(end, i + 1);
        }
    }

    private void Bullets(int start, int end, List<ListMention> lists, List<TotalMention> found)
    {
        Group(start, end);
        var outermost = int.MaxValue;
        foreach (var group in groups)
        {
            outermost = Math.Min(outermost, passages[group[0]].Block.Depth);
        }

        foreach (var group in groups)
        {
            parts.Clear();
            var isWhole = true;
            foreach (var p in group)
            {
                if (items.Line(passages[p], passages[p].Tokens.Length, mentions.Figures(p), isBullet: true) is { } part)
                {
                    parts.Add(part);
                    isWhole &= part.Amounts.Count > 0;
                }
            }

            if (parts.Count > 1)
            {
                Add(ListForm.Bullets, start, end, lists, found, groups.Count == 1 || (passages[group[0]].Block.Depth == outermost && isWhole));
            }
        }
    }

    // Lines of one paragraph are one list; so are single lines parted by blank ones. A paragraph of several lines is a list of its own.
    private bool Continue(int next) => Shares(next - 1, next) || (!Shares(next - 2, next - 1) && !Shares(next, next + 1));

    private bool Shares(int a, int b) => a >= 0 && b < passages.Count && passages[a].Block.Paragraph == passages[b].Block.Paragraph;

    // Items of a deeper list belong to it, not to the list around it.
    private void Group(int start, int end)
    {
        groups.Clear();
        open.Clear();
        for (var i = start; i < end; i++)
        {
            var depth = passages[i].Block.Depth;
            while (open.Count > 0 && passages[open[^1][0]].Block.Depth > depth)
            {
                open.RemoveAt(open.Count - 1);
            }

            if (open.Count == 0 || passages[open[^1][0]].Block.Depth < depth)
            {
                open.Add([]);
                groups.Add(open[^1]);
            }

            open[^1].Add(i);
        }
    }

    private void Add(ListForm form, int start, int end, List<ListMention> lists, List<TotalMention> found, bool isOutermost)
    {
        var (lined, isSplit) = totals.Lined(parts);
        if (parts.Count < 2 || WithAmounts() < 2)
        {
            return;
        }

        InOneCurrency();
        var model = Model();
        var total = totals.Of(parts, lined, isSplit, start, end, isOutermost, lists, model);
        var shown = total?.Stated.Figure;
        if (total is { IsSure: true } && shown is { Unit: not null } && (model is null || (shown.Measure == Measure.Count && totals.CountsAll(shown, parts))))
        {
            model = shown;
            ListTotals.Rename(parts, shown);
        }

        var lent = total is { IsSure: true } && shown is { Scale: > 1 } && AreBare() ? shown.Scale : 1;
        var settled = new List<ItemMention>(parts.Count);
        foreach (var part in parts)
        {
            settled.Add(items.Settle(part, model, lent, mentions));
        }

        var list = ListOf(lists.Count, form, settled, model?.Unit, shown);
        lists.Add(list);
        if (total is not null)
        {
            found.Add(totals.Mention(list.Index, total, parts, start, end));
        }
    }

    // Beside "£200" the word of "450 pounds" is a currency, not a weight.
    private void InOneCurrency()
    {
        string? code = null;
        for (var p = 0; p < parts.Count && code is null; p++)
        {
            code = parts[p].Amounts is [{ Measure: Measure.Money, Currencies: [var first, ..] }] ? first : null;
        }

        for (var p = 0; p < parts.Count && code is not null; p++)
        {
            if (parts[p].Amounts is [{ Measure: Measure.Count, Currencies.Count: > 0 } amount])
            {
                parts[p] = parts[p] with { Amounts = [ItemReader.InCurrency(amount, code)] };
            }
        }
    }

    private int WithAmounts()
    {
        var count = 0;
        foreach (var part in parts)
        {
            count += part.Amounts.Count > 0 ? 1 : 0;
        }

        return count;
    }

    private bool AreBare()
    {
        foreach (var part in parts)
        {
            foreach (var amount in part.Amounts)
            {
                if (amount is not { Scale: 1, Measure: Measure.Number })
                {
                    return false;
                }
            }
        }

        return true;
    }

    public static ListMention ListOf(int index, ListForm form, IReadOnlyList<ItemMention> settled, string? unit, Figure? total)
    {
        var finest = total?.SignificantPlace;
        foreach (var item in settled)
        {
            finest = item.Figure is { SignificantPlace: var place } && !(finest <= place) ? place : finest;
        }

        return new ListMention(index, form, settled[0].Span.Through(settled[^1].Span), settled, unit, finest);
    }

    // The commonest unit among the items, shown by the first figure that has it; of two as common, the first in the alphabet.
    private Figure? Model()
    {
        units.Clear();
        Figure? model = null;
        var most = 0;
        for (var p = 0; p < parts.Count; p++)
        {
            foreach (var amount in parts[p].Amounts)
            {
                if (amount.Unit is not { } unit)
                {
                    continue;
                }

                var (first, count, part) = units.GetValueOrDefault(unit, (amount, 0, -1));
                count += part < p ? 1 : 0;
                units[unit] = (first, count, p);
                if (count > most || (count == most && string.CompareOrdinal(unit, model!.Unit) < 0))
                {
                    (model, most) = (first, count);
                }
            }
        }

        return model;
    }
}
