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
            if (figures[passage.Index].Count() < 2)
            {
                continue;
            }

            for (var s = 0; s < passage.Sentences.Count; s++)
            {
                var (start, end) = passage.Sentences[s];
                var own = WithoutCount(passage.Tokens, start, end, Own(passage, start, end, figures));
                if (own.Count < 2)
                {
                    continue;
                }

                var total = own.FirstOrDefault(f => totals.IsBesideCue(passage.Tokens, start, end, f))
                    ?? (totals.BelongsToCue(passage.Tokens, start, end, own[0]) ? own[0] : null)
                    ?? Closing(passage, start, own) ?? Opening(passage, start, end, own);
                if (total is not null)
                {
                    Bind(new TotalReader.Stated(total, passage, start, end), own, dates, lists, found);
                }
                else if (s + 1 < passage.Sentences.Count && totals.In(passage, passage.Sentences[s + 1], figures[passage.Index], own[0].Unit) is { } next)
                {
                    BindNext(passage, start, end, own, next, figures, dates, lists, found);
                }
            }
        }
    }

    // "Sur les trois lignes, 12 000 voyageurs pour la A, 9 000 pour la B et 7 000 pour la C, soit …": the first figure counts the parts.
    private List<Figure> WithoutCount(Token[] tokens, int start, int end, List<Figure> own) =>
        own.Count > 3 && own[0] is { Measure: Measure.Count, Scale: 1 } lead && lead.FirstToken > start && lexicon.AllArticles.Contains(tokens[lead.FirstToken - 1]) && lead.Unit != own[1].Unit && lead.Value == own.Count - 2 && Colon(tokens, start, end) is null ? own[1..] : own;

    // Amounts in parentheses behind words are the parts where all but the total stand so.
    private List<Figure> Own(Passage passage, int start, int end, ILookup<int, Figure> figures)
    {
        var open = items.OwnAmounts(passage, start, end, figures[passage.Index]);
        var bracketed = items.Bracketed(passage, start, end, figures[passage.Index]);
        var inside = items.Parenthesised(passage, start, end, figures[passage.Index]);
        return open.Count == 1 && inside.Count >= 2 ? [.. open.Union(inside).OrderBy(f => f.FirstToken)]
            : bracketed.Count >= 2 && open.Count(f => !bracketed.Contains(f)) <= 1
            ? [.. open.Union(bracketed).OrderBy(f => f.FirstToken)]
            : open;
    }

    // "Lyon a reçu x, Bron y et Oullins z. Au total, les trois villes ont reçu t": the next sentence may speak of more than these, so it must
    // count them or lie near their sum, unless a colon has opened an enumeration.
    private void BindNext(Passage passage, int start, int end, List<Figure> own, TotalReader.Stated next, ILookup<int, Figure> figures, ILookup<int, DateMention> dates, List<ListMention> lists, List<TotalMention> found)
    {
        if (Colon(passage.Tokens, start, own[0].FirstToken) is { } colon)
        {
            Add(next, colon + 1, end, own, ListForm.Colon, dates, lists, found);
            return;
        }

        // One more than counted is one too many; one less may have been spoken of before.
        var counts = figures[passage.Index].Any(f => next.Start <= f.FirstToken && f.EndToken <= next.End && f != next.Figure && f.Scale == 1 && (f.Value == own.Count || (f.Value >= 2 && f.Value + 1 == own.Count)));
        if (own.TrueForAll(f => f.Unit == own[0].Unit || f.Measure == Measure.Number) && (counts || TotalReader.IsNear(own.Sum(f => f.Value), next.Figure.Value)))
        {
            Add(next, start, end, own, ListForm.Prose, dates, lists, found);
        }
    }

    // "A 1,9 M€, B 1,1 M€ et C 0,8 M€, soit 3,8 M€": without "au total" the amount behind "soit" may be something else, so it counts as the
    // total only when it lies near their sum.
    private Figure? Closing(Passage passage, int start, List<Figure> own)
    {
        var total = own[^1];
        var parts = own[..^1];
        return parts.Count >= 2 && parts.TrueForAll(f => f.Unit == total.Unit || totals.Counts(total, f)) && total.HedgeToken > start
            && lexicon.TotalCloses.Before(passage.Tokens, total.HedgeToken, start) is not null
            && TotalReader.IsNear(parts.Sum(f => f.Value), total.Value)
            ? total
            : null;
    }

    // "Les trois hôpitaux ont reçu 12,4 M€ : 5,2 M€ pour Lille, 4,1 M€ pour Lens et 2,9 M€ pour Douai": the colon opens the parts of the one amount
    // before it when the sentence counts them, or when three or more nearly add up to it.
    private static Figure? Opening(Passage passage, int start, int end, List<Figure> own)
    {
        if (Colon(passage.Tokens, start, end) is not { } colon)
        {
            return null;
        }

        var parts = own.Where(f => f.FirstToken > colon).ToList();
        var unit = parts.Find(f => f.Unit is not null)?.Unit;
        var amounts = own.Where(f => f.EndToken <= colon && parts.Count > 0 && f.Unit is not null && (unit is null || f.Unit == unit)).ToList();
        var counts = own.Exists(f => f.EndToken <= colon && f.Scale == 1 && f.Value == parts.Count && f.Measure is Measure.Count or Measure.Number);
        return amounts.Count == 1 && parts.TrueForAll(f => f.Unit == amounts[0].Unit || f.Measure == Measure.Number)
            && ((counts && parts.Count >= 2) || (parts.Count >= 3 && TotalReader.IsNear(parts.Sum(f => f.Value), amounts[0].Value, 10)))
            ? amounts[0]
            : null;
    }

    private void Bind(TotalReader.Stated total, List<Figure> own, ILookup<int, DateMention> dates, List<ListMention> lists, List<TotalMention> found)
    {
        var (figure, passage, start, end) = total;
        var tokens = passage.Tokens;
        if ((Colon(tokens, figure.EndToken, end) ?? Parenthesis(tokens, figure, own, end)) is { } colon && own.TrueForAll(f => f.FirstToken > colon || f == figure || f.Unit != figure.Unit))
        {
            Add(total, colon + 1, end, [.. own.Where(f => f.FirstToken > colon)], ListForm.Colon, dates, lists, found);
            return;
        }

        var parts = own.TakeWhile(f => f != figure).ToList();
        if (parts.Count == 0 || own.SkipWhile(f => f != figure).Skip(1).Any(f => f.Unit == figure.Unit))
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
        // Things counted under another name among the parts leave the sum open.
        if (figure.Measure == Measure.Count && parts.Exists(f => f.Measure == Measure.Count && f.Unit != figure.Unit && !totals.Counts(figure, f)))
        {
            return;
        }

        parts.RemoveAll(f => !(f.Unit == figure.Unit || f.Measure == Measure.Number || figure.Measure == Measure.Number || totals.Counts(figure, f)));
        parts = [.. parts.Select(f => totals.Counts(figure, f) && f.Measure == Measure.Count ? f with { Noun = figure.Noun } : f)];
        if (parts.Count < 2 || HasUnreadAmount(total.Passage, start, end, parts, figure) || Segments(total.Passage, start, end, parts) is not { } segments || (form == ListForm.Prose && segments.Any(p => !IsNamed(p, dates)) && !TotalReader.IsNear(parts.Sum(f => f.Value), figure.Value, 10)))
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

        // A figure in the lead of the sentence may be no part; the parts that do add up are the ones meant. One that comes again behind was doubled.
        var skip = Enumerable.Range(0, settled.Count - 1).FirstOrDefault(k => settled.Skip(k).Sum(i => i.Figure!.Value) == figure.Value && !settled.Take(k).Any(lead => settled.Skip(k).Any(i => i.Name == lead.Name)));
        var list = ListReader.ListOf(lists.Count, form, settled[skip..], model.Unit, figure);
        lists.Add(list);
        found.Add(totals.Mention(list.Index, total, totals.IsOpen(total.Passage, start, end) || totals.IsOpen(total.Passage, total.Start, total.End)));
    }

    // "120 en Turquie, 45 en Grèce et un en Bulgarie", "… et autant à Metz": an amount in words that is no figure would be left out of the sum.
    private bool HasUnreadAmount(Passage passage, int start, int end, List<Figure> parts, Figure total)
    {
        var tokens = passage.Tokens;
        for (var i = start + 1; i < end; i++)
        {
            if (tokens[i - 1].Folded is not ("," or ";") && !lexicon.Coordinators.Contains(tokens[i - 1]))
            {
                continue;
            }

            // "près de quatre-vingts en Grèce"
            i += lexicon.Hedges.At(tokens, i, end)?.Length ?? 0;
            if (i >= end)
            {
                break;
            }

            var isAmount = tokens[i].Word.Numerals is not null || lexicon.UnreadAmounts.At(tokens, i, end) is not null
                || (i + 1 < end && (lexicon.Collectives.Contains(tokens[i + 1]) || lexicon.VagueCollectives.Contains(tokens[i + 1])));
            if (isAmount && !parts.Exists(f => f.HedgeToken <= i + 1 && i < f.EndToken) && !(total.HedgeToken <= i + 1 && i < total.EndToken))
            {
                return true;
            }
        }

        return false;
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
                while (to < parts[p + 1].HedgeToken && !(depth <= 0 && (tokens[to].Folded is "," or ";" || lexicon.Coordinators.Contains(tokens[to]))))
                {
                    depth += tokens[to].Is("(") ? 1 : tokens[to].Is(")") ? -1 : 0;
                    to++;
                }

                if (to >= parts[p + 1].HedgeToken)
                {
                    return null;
                }
            }

            while (from < parts[p].FirstToken && (tokens[from].Kind == TokenKind.Mark || lexicon.Coordinators.Contains(tokens[from])))
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
        while (after < to && (tokens[after].Kind == TokenKind.Mark || lexicon.FunctionWords.Contains(tokens[after])))
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

    // "Au total, 42 personnes ont été interpellées (18 à Paris, 12 à Lyon et 9 à Lille)".
    private static int? Parenthesis(Token[] tokens, Figure total, List<Figure> own, int end)
    {
        for (var i = total.EndToken; i < end; i++)
        {
            if (tokens[i].Is("("))
            {
                return own.Count(f => f.FirstToken > i) >= 2 ? i : null;
            }
        }

        return null;
    }

    private static int? Colon(Token[] tokens, int start, int end)
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
