using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds enumerations inside a sentence with their total: "A a reçu x, B y et C z, soit t au total", "Au total, t : x à A, y à B",
/// "A (x), B (y) et C (z). Au total, t".
/// </summary>
internal sealed class EnumerationReader(Lexicon lexicon, ItemReader items, LabelReader labels, TotalReader totals)
{
    public void Read(IReadOnlyList<Passage> passages, ILookup<int, Figure> figures, ILookup<int, DateMention> dates, List<ListMention> lists, List<TotalMention> found)
    {
        foreach (var passage in passages.Where(p => p.Block.Kind is BlockKind.Paragraph && p.Scope == Scope.Body))
        {
            for (var s = 0; s < passage.Sentences.Count; s++)
            {
                var (start, end) = passage.Sentences[s];
                var own = items.OwnAmounts(passage, start, end, figures[passage.Index]);
                if (own.Count < 2)
                {
                    continue;
                }

                var total = own.FirstOrDefault(f => totals.IsBesideCue(passage.Tokens, start, end, f))
                    ?? (totals.BelongsToCue(passage.Tokens, start, end, own[0]) ? own[0] : null);
                var closing = total is null ? Closing(passage, start, end, own) : null;
                if (total is not null || closing is not null)
                {
                    Bind(new TotalReader.Stated((total ?? closing)!, passage, start, end), own, dates, lists, found);
                }
                else if (s + 1 < passage.Sentences.Count && Colon(passage.Tokens, start, own[0].FirstToken) is { } colon
                    && totals.In(passage, passage.Sentences[s + 1], figures[passage.Index], own[0].Unit) is { } next)
                {
                    Add(next, colon + 1, end, own, ListForm.Colon, dates, lists, found);
                }
            }
        }
    }

    // "A 1,9 M€, B 1,1 M€ et C 0,8 M€, soit 3,8 M€": without "au total" the amount behind "soit" may be something else, so it counts as the
    // total of three amounts or more only when it lies near their sum.
    private Figure? Closing(Passage passage, int start, int end, List<Figure> own)
    {
        var total = own[^1];
        var parts = own[..^1];
        return parts.Count >= 3 && parts.TrueForAll(f => f.Unit == total.Unit) && total.HedgeToken > start
            && lexicon.TotalCloses.Before(passage.Tokens, total.HedgeToken, start) is not null
            && TotalReader.IsNear(parts.Sum(f => f.Value), total.Value) && end > total.EndToken - 1
            ? total
            : null;
    }

    private void Bind(TotalReader.Stated total, List<Figure> own, ILookup<int, DateMention> dates, List<ListMention> lists, List<TotalMention> found)
    {
        var (figure, passage, start, end) = total;
        var tokens = passage.Tokens;
        if (own[0] == figure)
        {
            if (Colon(tokens, figure.EndToken, end) is { } colon)
            {
                Add(total, colon + 1, end, [.. own.Where(f => f.FirstToken > colon)], ListForm.Colon, dates, lists, found);
            }

            return;
        }

        var parts = own.TakeWhile(f => f != figure).ToList();
        if (own.SkipWhile(f => f != figure).Skip(1).Any(f => f.Unit == figure.Unit))
        {
            return;
        }

        // The total closes the enumeration when a comma, "soit" or "pour un total de" stands between.
        var last = parts[^1].EndToken;
        if (Enumerable.Range(last, Math.Max(0, figure.HedgeToken - last)).Any(t => tokens[t].Folded is "," or ";" or ":" or "–" or "—" or "=" || lexicon.TotalCloses.At(tokens, t, figure.HedgeToken) is not null))
        {
            var opening = Colon(tokens, start, parts[0].FirstToken);
            Add(total, opening + 1 ?? start, figure.HedgeToken, parts, opening is null ? ListForm.Prose : ListForm.Colon, dates, lists, found);
        }
    }

    private void Add(TotalReader.Stated total, int start, int end, List<Figure> parts, ListForm form, ILookup<int, DateMention> dates, List<ListMention> lists, List<TotalMention> found)
    {
        var figure = total.Figure;
        parts.RemoveAll(f => !(f.Unit == figure.Unit || f.Measure == Measure.Number || figure.Measure == Measure.Number));
        if (parts.Count < 2 || Segments(total.Passage, start, end, parts) is not { } segments || (form == ListForm.Prose && parts.Count < 3 && segments.Any(p => !IsNamed(p, dates))))
        {
            return;
        }

        var lent = parts.All(f => f is { Scale: 1, Measure: Measure.Number }) ? figure.Scale : 1;
        var model = parts.Find(f => f.Unit is not null) ?? figure;
        var settled = segments.Select(p => items.Settle(p, model, lent, dates)).ToList();
        if (settled.Exists(i => i.Figure is null))
        {
            return;
        }

        // A figure in the lead of the sentence may be no part; the parts that do add up are the ones meant.
        var skip = Enumerable.Range(0, settled.Count - 1).FirstOrDefault(k => settled.Skip(k).Sum(i => i.Figure!.Value) == figure.Value);
        var list = ListReader.ListOf(lists.Count, form, settled[skip..], model.Unit, figure);
        lists.Add(list);
        found.Add(totals.Mention(list.Index, total, totals.IsOpen(total.Passage, start, end) || totals.IsOpen(total.Passage, total.Start, total.End)));
    }

    // One segment a part, with a comma, semicolon or "et" between two of them.
    private List<ItemReader.Part>? Segments(Passage passage, int start, int end, List<Figure> parts)
    {
        var tokens = passage.Tokens;
        var segments = new List<ItemReader.Part>();
        var from = start;
        for (var p = 0; p < parts.Count; p++)
        {
            var to = end;
            if (p + 1 < parts.Count)
            {
                to = parts[p].EndToken;
                var depth = 0;
                while (to < parts[p + 1].HedgeToken && !(depth <= 0 && (tokens[to].Folded is "," or ";" || lexicon.Coordinators.Contains(tokens[to].Folded))))
                {
                    depth += tokens[to].Is("(") ? 1 : tokens[to].Is(")") ? -1 : 0;
                    to++;
                }

                if (to >= parts[p + 1].HedgeToken)
                {
                    return null;
                }
            }

            while (from < parts[p].FirstToken && (tokens[from].Kind == TokenKind.Mark || lexicon.Coordinators.Contains(tokens[from].Folded)))
            {
                from++;
            }

            segments.Add(Part(passage, from, to, parts[p]));
            from = to;
        }

        return segments;
    }

    private ItemReader.Part Part(Passage passage, int from, int to, Figure figure)
    {
        var tokens = passage.Tokens;
        var labelEnd = figure.HedgeToken;
        while (labelEnd > from && tokens[labelEnd - 1].Kind == TokenKind.Mark)
        {
            labelEnd--;
        }

        if (labels.LastName(tokens, from, labelEnd) is { } name)
        {
            return new ItemReader.Part(passage, from, to, name.Start > from && labels.LastIn(tokens, from, labelEnd) is { } kind ? kind.Word : name.Start, name.End, [figure]);
        }

        // "20 pour Lyon": the label stands behind the amount.
        var after = figure.EndToken;
        while (after < to && (tokens[after].Kind == TokenKind.Mark || lexicon.FunctionWords.Contains(tokens[after].Folded)))
        {
            after++;
        }

        var stop = to;
        while (stop > after && tokens[stop - 1].Kind == TokenKind.Mark)
        {
            stop--;
        }

        return stop > after ? new ItemReader.Part(passage, from, to, after, stop, [figure]) : new ItemReader.Part(passage, from, to, from, labelEnd, [figure]);
    }

    // A part has a name of its own: a proper name, or its year.
    private bool IsNamed(ItemReader.Part part, ILookup<int, DateMention> dates) =>
        labels.LastName(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is not null
        || dates[part.Passage.Index].Any(d => part.Start <= d.FirstToken && d.EndToken <= part.End);

    private static int? Colon(IReadOnlyList<Token> tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Is(":"))
            {
                return i;
            }
        }

        return null;
    }
}
