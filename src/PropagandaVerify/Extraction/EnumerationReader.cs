using System.Runtime.InteropServices;
using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds enumerations inside a sentence with their total: "A a reçu x, B y et C z, soit t au total", "Au total, t : x à A, y à B", "A (x), B (y) et C (z). Au total, t",
/// "Sur les t, x vont à A, y à B et z à C".
/// </summary>
internal sealed class EnumerationReader(Lexicon lexicon, SentenceAmounts amounts, TotalReader totals, Enumeration enumeration)
{
    // Two parts and a total.
    private const int FewestFigures = 3;

    // A total that nothing calls so stands near the head of its sentence.
    private const int MostBeforeTotal = 3;

    private readonly List<Figure> joined = [];
    private readonly List<Figure> own = [];
    private readonly List<Figure> wide = [];

    public void Read(IReadOnlyList<Passage> passages, PassageMentions mentions)
    {
        foreach (var passage in passages)
        {
            if (passage is { Block.Kind: BlockKind.Paragraph, Scope.IsRunning: true } && mentions.Figures(passage.Index) is { Length: > 0 } figures)
            {
                Read(passage, figures);
            }
        }
    }

    private void Read(Passage passage, ReadOnlySpan<Figure> figures)
    {
        var (first, previous) = (0, 0);
        for (var s = 0; s < passage.Sentences.Count && first < figures.Length; s++)
        {
            var last = Last(figures, first, passage.Sentences[s].End);
            if (last > first)
            {
                // Numbers in words that are no figures count only where they complete an enumeration.
                amounts.Join(passage, passage.Sentences[s].Start, passage.Sentences[s].End, figures[first..last], joined);
                var all = joined.Count >= FewestFigures ? CollectionsMarshal.AsSpan(joined) : figures[first..last];
                if (all.Length >= FewestFigures - 1)
                {
                    var next = s + 1 < passage.Sentences.Count ? Last(figures, last, passage.Sentences[s + 1].End) : last;
                    Read(passage, s, figures[previous..first], all, figures[last..next]);
                }
            }

            (previous, first) = (first, last);
        }
    }

    private static int Last(ReadOnlySpan<Figure> figures, int first, int end)
    {
        while (first < figures.Length && figures[first].FirstToken < end)
        {
            first++;
        }

        return first;
    }

    private void Read(Passage passage, int s, ReadOnlySpan<Figure> before, ReadOnlySpan<Figure> figures, ReadOnlySpan<Figure> behind)
    {
        var (start, end) = passage.Sentences[s];
        amounts.Read(passage, start, end, figures);
        amounts.Own(own);
        WithoutCount(passage.Tokens, start, end);

        // A reading under which the sum is right comes first; so does "14 millions, dont 6 pour A, 5 pour B et 3 pour C" where they are all of it.
        if ((own.Count >= FewestFigures && Inside(passage, start, end, own, isExact: true))
            || (amounts.Wide(wide, isDirect: false) && wide.Count >= FewestFigures && Inside(passage, start, end, wide, isExact: true))
            || (amounts.Wide(wide, isDirect: true) && wide.Count >= FewestFigures && Inside(passage, start, end, wide, isExact: true))
            || (own.Count >= FewestFigures && Inside(passage, start, end, own, isExact: false))
            || own.Count < FewestFigures - 1)
        {
            return;
        }

        if (behind.Length > 0 && totals.In(passage, passage.Sentences[s + 1], behind, own[0].Unit) is { } next)
        {
            Next(passage, start, end, next, behind);
        }
        else if (behind.Length > 0 && totals.In(passage, passage.Sentences[s + 1], behind, null) is { } other)
        {
            enumeration.Add(other, Colon(passage.Tokens, start, own[0].FirstToken) + 1 ?? start, end, CollectionsMarshal.AsSpan(own), ListForm.Prose, Enumeration.Bond.Sum, isOfKinds: true);
        }
        else if (own.Count >= FewestFigures && own[0].Unit is { } unit && IsOfOneUnit(unit))
        {
            // Without a word of totals, only the very sum.
            var parts = CollectionsMarshal.AsSpan(own);
            _ = (behind.Length > 0 && totals.Only(passage, passage.Sentences[s + 1], behind, unit) is { } later && enumeration.Add(later, start, end, parts, ListForm.Prose, Enumeration.Bond.Sum))
                || (before.Length > 0 && totals.Only(passage, passage.Sentences[s - 1], before, unit) is { } earlier && enumeration.Add(earlier, start, end, parts, ListForm.Prose, Enumeration.Bond.Sum));
        }
    }

    // "Sur les trois lignes, 12 000 voyageurs pour la A, 9 000 pour la B et 7 000 pour la C, soit …": the first figure counts the parts.
    private void WithoutCount(Token[] tokens, int start, int end)
    {
        if (own.Count > FewestFigures && own[0] is { Measure: Measure.Count, Scale: 1 } lead && lead.FirstToken > start && lexicon.AllArticles.Contains(tokens[lead.FirstToken - 1])
            && lead.Unit != own[1].Unit && lead.Value == own.Count - 2 && Colon(tokens, start, end) is null)
        {
            own.RemoveAt(0);
        }
    }

    // "Lyon a reçu x, Bron y et Oullins z. Au total, les trois villes ont reçu t": the next sentence may speak of more than these, so it must
    // count them or lie near their sum, unless a colon has opened an enumeration.
    private void Next(Passage passage, int start, int end, TotalReader.Stated next, ReadOnlySpan<Figure> behind)
    {
        var parts = CollectionsMarshal.AsSpan(own);
        if (Colon(passage.Tokens, start, own[0].FirstToken) is { } colon)
        {
            enumeration.Add(next, colon + 1, end, parts, ListForm.Colon, Enumeration.Bond.Total);
            return;
        }

        // One more than counted is one too many; one less may have been spoken of before.
        var counts = false;
        foreach (var figure in behind)
        {
            counts |= figure != next.Figure && figure.Scale == 1 && (figure.Value == own.Count || (figure.Value >= 2 && figure.Value + 1 == own.Count));
        }

        enumeration.Add(next, start, end, parts, ListForm.Prose, !IsOfOneUnit(own[0].Unit) ? Enumeration.Bond.Sum : counts ? Enumeration.Bond.Total : Enumeration.Bond.Near);
    }

    private bool Inside(Passage passage, int start, int end, List<Figure> figures, bool isExact)
    {
        var tokens = passage.Tokens;
        var all = CollectionsMarshal.AsSpan(figures);
        return (Cued(tokens, start, end, all) is var cued and >= 0 && Around(passage, start, end, all, cued, isExact))
            || Closing(passage, start, end, all, isExact) || Opening(passage, start, end, all, isExact) || Parted(passage, start, end, all, isExact);
    }

    private int Cued(Token[] tokens, int start, int end, ReadOnlySpan<Figure> all)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                if (totals.IsBesideCue(tokens, start, end, all[i], isNext: pass == 0))
                {
                    // Of two amounts around a cue it speaks of the second.
                    return i + 1 < all.Length && totals.IsBesideCue(tokens, start, end, all[i + 1], isNext: pass == 0) ? i + 1 : i;
                }
            }
        }

        return totals.BelongsToCue(tokens, start, end, all[0]) ? 0 : totals.IsNearCue(tokens, end, all[^1]) ? all.Length - 1 : -1;
    }

    // The parts of a total that is called so stand behind a colon or a parenthesis, else before it, else behind it.
    private bool Around(Passage passage, int start, int end, ReadOnlySpan<Figure> all, int at, bool isExact)
    {
        var tokens = passage.Tokens;
        var total = all[at];
        var stated = new TotalReader.Stated(total, passage, start, end);
        var opening = Colon(tokens, total.EndToken, end) ?? Parenthesis(tokens, total, all, end);
        var behind = opening is null ? at + 1 : Last(all, 0, opening.Value + 1);
        if (opening is { } mark && !HasUnit(all[..at], total.Unit) && !HasUnit(all[(at + 1)..Math.Max(at + 1, behind)], total.Unit))
        {
            return enumeration.Add(stated, mark + 1, end, all[behind..], ListForm.Colon, isExact ? Enumeration.Bond.Sum : Enumeration.Bond.Total, isOfKinds: true);
        }

        if (at > 0 && !HasUnit(all[(at + 1)..], total.Unit))
        {
            // The total closes the enumeration when a comma, "soit" or "pour un total de" stands between. What stands before its colon is no part of it:
            // "quatre disciplines : le football (98 000), …, soit 206 000 au total", "570 caves : 260 à A, 170 à B et 140 à C, en tout 590".
            var colon = Colon(tokens, start, all[at - 1].FirstToken);
            var summed = all[(colon is { } opened ? Last(all, 0, opened + 1) : 0)..at];
            return summed.Length >= FewestFigures - 1 && IsParted(tokens, all[at - 1].EndToken, total.HedgeToken)
                && enumeration.Add(stated, colon + 1 ?? start, total.HedgeToken, summed, colon is null ? ListForm.Prose : ListForm.Colon, isExact ? Enumeration.Bond.Sum : Enumeration.Bond.Total, isOfKinds: true);
        }

        var parts = all[(at + 1)..];
        return parts.Length >= 2 && !HasUnit(all[..at], total.Unit)
            && enumeration.Add(stated, total.EndToken, end, parts, ListForm.Prose, isExact || parts.Length < FewestFigures ? Enumeration.Bond.Sum : Enumeration.Bond.Rough, OfWhich(tokens, total.EndToken, parts[0].HedgeToken), isOfKinds: true);
    }

    // "A 1,9 M€, B 1,1 M€ et C 0,8 M€, soit 3,8 M€": without "au total" the amount behind "soit" may be something else, so it counts as the
    // total only when it lies near their sum.
    private bool Closing(Passage passage, int start, int end, ReadOnlySpan<Figure> all, bool isExact)
    {
        var tokens = passage.Tokens;
        var total = all[^1];
        var parts = all[..^1];
        var isClosed = total.HedgeToken > start && lexicon.TotalCloses.Before(tokens, total.HedgeToken, start) is not null;

        // "A (x), B (y) et C (z), t en caisse"
        if (!(isClosed ? IsParted(tokens, parts[^1].EndToken, total.HedgeToken) : isExact && AreBracketed(tokens, parts) && !tokens[total.FirstToken - 1].Is("(")))
        {
            return false;
        }

        var colon = Colon(tokens, start, parts[0].FirstToken);
        return enumeration.Add(new TotalReader.Stated(total, passage, start, end), colon + 1 ?? start, total.HedgeToken, parts, colon is null ? ListForm.Prose : ListForm.Colon, isExact ? Enumeration.Bond.Sum : Enumeration.Bond.Near);
    }

    // "Les trois hôpitaux ont reçu 12,4 M€ : 5,2 M€ pour Lille, 4,1 M€ pour Lens et 2,9 M€ pour Douai": the colon opens the parts of the one amount
    // before it when the sentence counts them, or when three or more nearly add up to it. Parts in bare millions are of no votes and of no members.
    private bool Opening(Passage passage, int start, int end, ReadOnlySpan<Figure> all, bool isExact)
    {
        if (Colon(passage.Tokens, start, end) is not { } colon)
        {
            return false;
        }

        var first = Last(all, 0, colon + 1);
        var parts = all[first..];
        if (parts.Length < 2)
        {
            return false;
        }

        var unit = UnitOf(parts);
        var (total, counter) = ((Figure?)null, (Figure?)null);
        foreach (var figure in all[..first])
        {
            if (figure.Scale == 1 && figure.Value == parts.Length && figure.Measure is Measure.Count or Measure.Number)
            {
                counter = figure;
            }
            else if (figure.Unit is not null && (unit is null ? parts[0].Scale == 1 || figure.Scale > 1 : figure.Unit == unit || totals.Counts(figure, parts[0])))
            {
                if (total is not null)
                {
                    return false;
                }

                total = figure;
            }
        }

        var counts = total is not null && counter is not null;
        total ??= counter?.Unit is null ? null : counter;
        return total is not null
            && enumeration.Add(
                new TotalReader.Stated(total, passage, start, end), colon + 1, end, parts, ListForm.Colon,
                isExact || !AreOf(parts, total.Unit) ? Enumeration.Bond.Sum : counts ? Enumeration.Bond.Total : parts.Length >= FewestFigures ? Enumeration.Bond.Rough : Enumeration.Bond.Sum, isOfKinds: true);
    }

    // "Le plan de 14 millions comprend 6 millions de prêts et 8 millions d'aides", "Sur les 573 logements, 84 iront à A, 173 à B et 316 à C": the first amount is the sum of
    // the others. Only words that lead to all the parts of a thing ("se répartit") bear a wrong sum.
    private bool Parted(Passage passage, int start, int end, ReadOnlySpan<Figure> all, bool isExact)
    {
        var tokens = passage.Tokens;
        for (var at = 0; at + 2 < all.Length && at <= MostBeforeTotal; at++)
        {
            var total = all[at];
            var parts = all[(at + 1)..];
            if (total.Unit is null || total.Measure == Measure.Percent || total.Range is not null || HasUnit(all[..at], total.Unit))
            {
                continue;
            }

            // "se répartissent ainsi : 12 à Lyon, 8 à Metz": what stands behind the colon is a part itself.
            var isSplit = lexicon.Splits.Within(tokens, Colon(tokens, start, total.FirstToken) + 1 ?? start, parts[0].HedgeToken) is not null;
            var ofWhich = OfWhich(tokens, total.EndToken, parts[0].HedgeToken);
            if (ofWhich.End == 0 && lexicon.Subordinate.Within(tokens, total.EndToken, parts[0].HedgeToken) is not null)
            {
                continue;
            }

            var bond = isExact || !AreOf(parts, total.Unit) ? Enumeration.Bond.Sum
                : isSplit ? parts.Length >= FewestFigures ? Enumeration.Bond.Rough : Enumeration.Bond.Near
                : parts.Length >= FewestFigures ? Enumeration.Bond.Slip : Enumeration.Bond.Sum;
            if ((isExact || bond != Enumeration.Bond.Sum) && (isSplit || ofWhich.End > 0 || LeadsToParts(tokens, total, parts))
                && enumeration.Add(new TotalReader.Stated(total, passage, start, end), total.EndToken, end, parts, ListForm.Prose, bond, ofWhich, isOfKinds: isSplit || ofWhich.End > 0))
            {
                return true;
            }
        }

        return false;
    }

    // Three parts at least, since of two numbers and their difference one is the sum of the others as well ("de 480 à 312, 168 de moins"); or two bare numbers that are
    // said alike ("26 arrestations, 14 à Lyon et 12 à Metz"). An amount that is said like those behind it is their peer ("30 à Lyon, 20 à Metz").
    private bool LeadsToParts(Token[] tokens, Figure total, ReadOnlySpan<Figure> parts)
    {
        for (var i = total.EndToken; i < parts[0].HedgeToken; i++)
        {
            if (tokens[i].Folded is "," or ";" || lexicon.Coordinators.Contains(tokens[i]))
            {
                return !AreSaidAlike(tokens, total, parts[0]) && (parts.Length >= FewestFigures || (UnitOf(parts) is null && AreSaidAlike(tokens, parts[0], parts[1])));
            }
        }

        return parts.Length >= FewestFigures;
    }

    private static bool AreSaidAlike(Token[] tokens, Figure one, Figure other) =>
        one.EndToken < tokens.Length && other.EndToken < tokens.Length && tokens[one.EndToken] is { Kind: TokenKind.Word } word && word.Word == tokens[other.EndToken].Word;

    private (int Start, int End) OfWhich(Token[] tokens, int start, int end) => lexicon.OfWhich.Within(tokens, start, end) is var (at, length, _) ? (at, at + length) : default;

    private bool IsParted(Token[] tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Folded is "," or ";" or ":" or "–" or "—" or "=" || lexicon.TotalCloses.At(tokens, i, end) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOfOneUnit(string? unit) => AreOf(CollectionsMarshal.AsSpan(own), unit);

    private static bool AreOf(ReadOnlySpan<Figure> figures, string? unit)
    {
        foreach (var figure in figures)
        {
            if (figure.Unit != unit && figure.Measure != Measure.Number)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasUnit(ReadOnlySpan<Figure> figures, string? unit)
    {
        foreach (var figure in figures)
        {
            if (figure.Unit == unit)
            {
                return true;
            }
        }

        return false;
    }

    private static string? UnitOf(ReadOnlySpan<Figure> figures)
    {
        foreach (var figure in figures)
        {
            if (figure.Unit is { } unit)
            {
                return unit;
            }
        }

        return null;
    }

    private static bool AreBracketed(Token[] tokens, ReadOnlySpan<Figure> figures)
    {
        foreach (var figure in figures)
        {
            if (figure.HedgeToken == 0 || !tokens[figure.HedgeToken - 1].Is("("))
            {
                return false;
            }
        }

        return true;
    }

    // "Au total, 42 personnes ont été interpellées (18 à Paris, 12 à Lyon et 9 à Lille)".
    private static int? Parenthesis(Token[] tokens, Figure total, ReadOnlySpan<Figure> all, int end)
    {
        for (var i = total.EndToken; i < end; i++)
        {
            if (tokens[i].Is("("))
            {
                return all.Length - Last(all, 0, i + 1) >= 2 ? i : null;
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
