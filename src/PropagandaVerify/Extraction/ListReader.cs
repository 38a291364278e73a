using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>Finds lists of blocks: bullets of one depth, or labelled lines one under the other, with the total that belongs to each.</summary>
internal sealed class ListReader(ItemReader items, TotalReader totals)
{
    private const int ReachOfTotal = 3;
    private static readonly decimal[] Slips = [10m, 0.1m, 1000m, 0.001m];

    public void Read(IReadOnlyList<Passage> passages, ILookup<int, Figure> figures, ILookup<int, DateMention> dates, List<ListMention> lists, List<TotalMention> found)
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

                var groups = OfOneDepth(passages, i, end);
                var outermost = groups.Min(g => passages[g[0]].Block.Depth);
                foreach (var group in groups)
                {
                    var parts = group.Select(p => items.Line(passages[p], [.. figures[p]], isBullet: true)).OfType<ItemReader.Part>().ToList();
                    Add(parts, ListForm.Bullets, i, end, passages, figures, dates, lists, found, isOutermost: groups.Count == 1 || (passages[group[0]].Block.Depth == outermost && parts.TrueForAll(p => p.Amounts.Count > 0)));
                }
            }
            else
            {
                var parts = new List<ItemReader.Part>();
                while (end < passages.Count && passages[end] is { Block.Kind: BlockKind.Paragraph, Scope: Scope.Body } && (parts.Count == 0 || Continue(passages, end)) && items.Line(passages[end], [.. figures[end]], isBullet: false) is { } part)
                {
                    parts.Add(part);
                    end++;
                }

                Add(parts, ListForm.Lines, i, end, passages, figures, dates, lists, found);
            }

            i = Math.Max(end, i + 1);
        }
    }

    // Lines of one paragraph are one list; so are single lines parted by blank ones. A paragraph of several lines is a list of its own.
    private static bool Continue(IReadOnlyList<Passage> passages, int next)
    {
        bool Shares(int a, int b) => a >= 0 && b < passages.Count && passages[a].Block.Paragraph == passages[b].Block.Paragraph;
        return Shares(next - 1, next) || (!Shares(next - 2, next - 1) && !Shares(next, next + 1));
    }

    // Items of a deeper list belong to it, not to the list around it.
    private static List<List<int>> OfOneDepth(IReadOnlyList<Passage> passages, int start, int end)
    {
        var closed = new List<List<int>>();
        var open = new SortedDictionary<int, List<int>>();
        for (var i = start; i < end; i++)
        {
            var depth = passages[i].Block.Depth;
            foreach (var deeper in open.Keys.Where(d => d > depth).ToList())
            {
                open.Remove(deeper);
            }

            if (!open.TryGetValue(depth, out var group))
            {
                open.Add(depth, group = []);
                closed.Add(group);
            }

            group.Add(i);
        }

        return closed;
    }

    private void Add(
        List<ItemReader.Part> parts, ListForm form, int start, int end, IReadOnlyList<Passage> passages, ILookup<int, Figure> figures,
        ILookup<int, DateMention> dates, List<ListMention> lists, List<TotalMention> found, bool isOutermost = true)
    {
        // A line that states the total closes or opens its list; "Total" in the middle is a name, and two totals are of two things.
        var stated = parts.Where(p => items.IsTotal(p) && (p == parts[^1] || p == parts[0])).ToList();
        var isSplit = parts.Count(p => items.IsTotal(p) || items.BeginsAsTotal(p)) > stated.Count || stated.Count > 1;
        parts.RemoveAll(p => stated.Contains(p) || items.IsSubtotal(p));
        if (parts.Count < 2 || parts.Count(p => p.Amounts.Count > 0) < 2)
        {
            return;
        }

        var inside = stated.Count == 0 ? Inside(parts) : null;
        var model = Model(parts);
        var total = inside is not null ? inside
            : stated is [{ Amounts: [var figure] } line]
            ? new TotalReader.Stated(figure, line.Passage, line.Start, line.End)
            : !isOutermost ? null
            : After(passages, end, figures, model?.Unit) ?? Before(passages, start, figures, model?.Unit);
        if (isSplit || (total is not null && !IsPlausible(parts, total.Figure)) || (total is not null && CoversTwo(lists, parts, model, total, passages)))
        {
            total = null;
        }

        var counted = total is null && !isSplit && isOutermost && start > 0 && passages[start - 1].Tokens is [.., { Folded: ":" }]
            ? totals.Counted(passages[start - 1], figures[start - 1], model?.Unit, parts)
            : null;
        var parent = total is null && counted is null ? Parent(passages, parts, figures, model?.Unit) : null;
        if (total is { Figure.Unit: not null } && (model is null || total.Figure.Measure == Measure.Count && parts.TrueForAll(p => p.Amounts.All(a => totals.Counts(total.Figure, a)))))
        {
            model = total.Figure;
            parts = [.. parts.Select(p => p with { Amounts = [.. p.Amounts.Select(a => a.Measure == Measure.Count ? a with { Noun = model.Noun } : a)] })];
        }

        var lent = total is { Figure.Scale: > 1 and var scale } && parts.All(p => p.Amounts.All(a => a is { Scale: 1, Measure: Measure.Number })) ? scale : 1;
        var list = ListOf(lists.Count, form, [.. parts.Select(p => items.Settle(p, model, lent, dates))], model?.Unit, (total ?? counted ?? parent)?.Figure);
        lists.Add(list);
        if ((counted ?? parent) is { } whole)
        {
            found.Add(totals.Mention(list.Index, whole, start > 0 && totals.IsNotAdditive(passages[start - 1]) || totals.IsSelective(whole.Passage, counted is not null)));
        }
        else if (total is not null)
        {
            var isSelective = parts.Exists(p => p.HasLabel && totals.IsNotAdditive(p)) || start > 0 && (totals.IsSelective(passages[start - 1]) || totals.IsNotAdditive(passages[start - 1]));
            var between = Enumerable.Range(end, Math.Max(0, total.Passage.Index - end)).Any(p => totals.IsOpen(passages[p], 0, passages[p].Tokens.Length));
            found.Add(totals.Mention(list.Index, total, isSelective || between || totals.IsOpen(total.Passage, total.Start, total.End)));
        }
    }

    // A sentence behind a list may speak of something wider. Within half its size, or one slip of a power of ten away, it is taken for the total.
    private static bool IsPlausible(List<ItemReader.Part> parts, Figure total)
    {
        if (parts.Exists(p => p.Amounts.Count != 1))
        {
            return true;
        }

        var lent = parts.TrueForAll(p => p.Amounts[0] is { Scale: 1, Measure: Measure.Number }) ? total.Scale : 1;
        var values = parts.Select(p => p.Amounts[0].Value * lent).ToList();
        var sum = values.Sum();
        return TotalReader.IsNear(sum, total.Value, 2)
            || Slips.Any(s => TotalReader.IsNear(sum, total.Value * s) || values.Exists(v => TotalReader.IsNear(sum - v + (v * s), total.Value)));
    }

    // A total behind two lists may be the sum of both, or their difference.
    private static bool CoversTwo(List<ListMention> lists, List<ItemReader.Part> parts, Figure? model, TotalReader.Stated total, IReadOnlyList<Passage> passages)
    {
        if (lists.Count == 0 || lists[^1].Unit != model?.Unit || lists[^1].Items.Any(i => i.Figure is null) || lists[^1].Span.End < passages[Math.Max(0, parts[0].Passage.Index - 8)].Block.Span.Start)
        {
            return false;
        }

        var before = lists[^1].Items.Sum(i => i.Figure!.Value);
        var sum = parts.Where(p => p.Amounts.Count == 1).Sum(p => p.Amounts[0].Value);
        return sum != total.Figure.Value && (before + sum == total.Figure.Value || Math.Abs(before - sum) == total.Figure.Value);
    }

    // "- Football : 3 000 €, soit un total de 7 200 €": the last item ends with the total of the list.
    private TotalReader.Stated? Inside(List<ItemReader.Part> parts)
    {
        if (parts.Count < 2 || parts[^1] is not { Amounts: { Count: > 1 } amounts } last || !totals.IsBesideCue(last.Passage.Tokens, last.Start, last.End, amounts[^1]))
        {
            return null;
        }

        parts[^1] = last with { Amounts = [.. amounts.Take(amounts.Count - 1)] };
        return new TotalReader.Stated(amounts[^1], last.Passage, amounts[^2].EndToken, last.End);
    }

    // An item whose own items nearly make up its amount is their total; further off, they are a selection of it.
    private TotalReader.Stated? Parent(IReadOnlyList<Passage> passages, List<ItemReader.Part> parts, ILookup<int, Figure> figures, string? unit)
    {
        var above = parts[0].Passage.Index - 1;
        if (above < 0 || passages[above].Block.Kind != BlockKind.ListItem || passages[above].Block.Depth >= parts[0].Passage.Block.Depth
            || items.Line(passages[above], [.. figures[above]], isBullet: true) is not { Amounts: [var figure] } parent || figure.Unit != unit
            || !parts.All(p => p.Amounts is [var own] && own.Unit == unit))
        {
            return null;
        }

        return TotalReader.IsNear(parts.Sum(p => p.Amounts[0].Value), figure.Value) ? new TotalReader.Stated(figure, passages[above], parent.Start, parent.End) : null;
    }

    private TotalReader.Stated? After(IReadOnlyList<Passage> passages, int end, ILookup<int, Figure> figures, string? unit)
    {
        for (var p = end; p < Math.Min(end + ReachOfTotal, passages.Count) && passages[p].Block.Kind == BlockKind.Paragraph; p++)
        {
            foreach (var sentence in passages[p].Sentences.Take(2))
            {
                if (totals.In(passages[p], sentence, figures[p], unit) is { } total)
                {
                    return total;
                }
            }
        }

        return null;
    }

    // "Au total, 45 millions ont été versés :" introduces its list.
    private TotalReader.Stated? Before(IReadOnlyList<Passage> passages, int start, ILookup<int, Figure> figures, string? unit) =>
        start > 0 && passages[start - 1].Tokens is [.., { Folded: ":" }]
            ? totals.In(passages[start - 1], passages[start - 1].Sentences[^1], figures[start - 1], unit)
            : null;

    public static ListMention ListOf(int index, ListForm form, IReadOnlyList<ItemMention> settled, string? unit, Figure? total)
    {
        var figures = settled.Where(i => i.Figure is not null).Select(i => i.Figure!.SignificantPlace);
        var places = total is null ? figures : figures.Append(total.SignificantPlace);
        return new ListMention(index, form, settled[0].Span.Through(settled[^1].Span), settled, unit, places.Select(p => (decimal?)p).DefaultIfEmpty(null).Min());
    }

    // The commonest unit among the items, shown by the first figure that has it.
    private static Figure? Model(List<ItemReader.Part> parts) =>
        parts.SelectMany(p => p.Amounts.Where(a => a.Unit is not null).DistinctBy(a => a.Unit))
            .GroupBy(a => a.Unit!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.First();
}
