using PropagandaVerify.Documents;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

internal enum AnnouncedForm
{
    /// <summary>Headings that are numbered from 1, or down to it.</summary>
    Numbered,

    /// <summary>Headings of one level without numbers.</summary>
    Headings,

    /// <summary>Items of a list right behind the sentence that counts them.</summary>
    Items,
}

/// <summary>A count that announces the structure of the draft: "5 choses à savoir" over headings, "les trois points suivants :" before a list.</summary>
/// <param name="Count">The count and its noun.</param>
/// <param name="Listed">How many parts there are.</param>
/// <param name="Form">What the parts are.</param>
/// <param name="Parts">From the first part to the last.</param>
internal sealed record AnnouncementMention(Figure Count, int Listed, AnnouncedForm Form, TextSpan Parts);

/// <summary>Finds counts of what the draft itself lays out. A count with a hedge, a list that may go on, and headings whose numbers have gaps are left alone.</summary>
internal sealed class AnnouncementReader(Lexicon lexicon, IReadOnlyList<Passage> passages, PassageMentions mentions)
{
    private const int MostParts = 30;
    private const int FewestHeadings = 3;
    private const int LongestGap = 4;

    public List<AnnouncementMention> Read()
    {
        var found = new List<AnnouncementMention>();
        for (var i = 0; i < passages.Count; i++)
        {
            var passage = passages[i];
            if (passage is { Index: 0, Scope: Scope.Headline } && InTitle(passage) is { } title && Headings(title) is { } headings)
            {
                found.Add(headings);
            }
            else if (passage is { Scope: Scope.Body, Block.Kind: BlockKind.Paragraph, Tokens: [.., var last] } && last.Is(":") && BeforeList(passage) is { } count && Items(count, i + 1) is { } items)
            {
                found.Add(items);
            }
        }

        return found;
    }

    private static bool IsCount(Figure figure) =>
        figure is { Measure: Measure.Count, Scale: 1, Place: 1, IsMeasured: false, TimeUnit: null, Range: null, Hedge: Hedge.None or Hedge.Exactly, Value: >= 2 and <= MostParts };

    // "5 choses à savoir sur …", "Budget : les dix mesures".
    private Figure? InTitle(Passage title)
    {
        foreach (var figure in mentions.FigureList(title.Index))
        {
            var at = figure.FirstToken;
            while (at > 0 && (lexicon.Determiners.Contains(title.Tokens[at - 1]) || lexicon.AllArticles.Contains(title.Tokens[at - 1]) || lexicon.Statements.Following.Contains(title.Tokens[at - 1])))
            {
                at--;
            }

            if (IsCount(figure) && (at == 0 || title.Tokens[at - 1].Folded is ":" or "–" or "—") && lexicon.Statements.Announced.Contains(figure.Noun!))
            {
                return figure;
            }
        }

        return null;
    }

    private AnnouncementMention? Headings(Figure count)
    {
        var headings = passages.Where(p => p is { Index: > 0, Block.Kind: BlockKind.Heading, Tokens.Length: > 0 }).ToList();
        var numbered = headings.Where(h => Number(h) is not null).ToList();
        if (numbered.Count > 1)
        {
            var numbers = numbered.Select(h => Number(h)!.Value).ToList();
            var upwards = Enumerable.Range(1, numbers.Count);
            return numbers.SequenceEqual(upwards) || numbers.SequenceEqual(upwards.Reverse()) ? Over(numbered, AnnouncedForm.Numbered) : null;
        }

        // Where only some headings stand on the first level below the title, the others belong to them; one more than was announced may be a conclusion.
        var level = headings.Count == 0 ? 0 : headings.Min(h => h.Block.Depth);
        var first = headings.Where(h => h.Block.Depth == level).ToList();
        return first.Count >= FewestHeadings && first.Count != count.Value + 1 && 2 * first.Count > count.Value && first.Count < 2 * count.Value ? Over(first, AnnouncedForm.Headings) : null;

        AnnouncementMention Over(List<Passage> parts, AnnouncedForm form) => new(count, parts.Count, form, parts[0].Block.Span.Through(parts[^1].Block.Span));
    }

    private static int? Number(Passage heading)
    {
        var at = heading.Tokens[0].Is("#") ? 1 : 0;
        return at < heading.Tokens.Length && heading.Tokens[at] is { Kind: TokenKind.Number, Numeral: { IsIdentifier: false, Decimals: 0, Value: >= 1 and <= MostParts } number }
            && at + 1 < heading.Tokens.Length && (at == 1 || heading.Tokens[at + 1].Folded is "." or ")" or ":" or "-" or "–" or "—" or "/")
            ? (int)number.Value
            : null;
    }

    // The count of the last sentence, if it is the only figure there: right before the colon with a noun that announces, or with a word that says that they follow.
    private Figure? BeforeList(Passage passage)
    {
        var tokens = passage.Tokens;
        var (start, end) = passage.SentenceAt(tokens.Length - 1);
        var figures = mentions.Figures(passage.Index, start, end);
        if (figures.Length != 1 || !IsCount(figures[0]) || lexicon.SelectiveCues.Within(tokens, start, end) is not null)
        {
            return null;
        }

        var (figure, colon) = (figures[0], tokens.Length - 1);
        var follows = lexicon.Statements.Following;
        var isNear = figure.EndToken == colon && (lexicon.Statements.Announced.Contains(figure.Noun!) || (figure.FirstToken > start && follows.Contains(tokens[figure.FirstToken - 1])));
        var isFollowing = figure.EndToken < colon && colon - figure.EndToken <= LongestGap && follows.Contains(tokens[colon - 1]) && !tokens[figure.EndToken].Is(",");
        return isNear || isFollowing ? figure : null;
    }

    private AnnouncementMention? Items(Figure count, int first)
    {
        var (items, last) = (0, first);
        for (; last < passages.Count && passages[last].Block.Kind == BlockKind.ListItem; last++)
        {
            items += passages[last].Block.Depth == passages[first].Block.Depth && !passages[last].Block.GoesOn ? 1 : 0;
        }

        // Where a paragraph parts two lists and does not introduce the second, the count may be of both.
        var goesOn = last + 1 < passages.Count && passages[last + 1].Block.Kind == BlockKind.ListItem && !(passages[last].Tokens is [.., var end] && end.Is(":"));
        return items < 2 || goesOn || lexicon.SelectiveCues.Within(passages[last - 1].Tokens, 0, passages[last - 1].Tokens.Length) is not null
            ? null
            : new AnnouncementMention(count, items, AnnouncedForm.Items, passages[first].Block.Span.Through(passages[last - 1].Block.Span));
    }
}
