using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Finds names, and the kind words that introduce them.</summary>
internal sealed class LabelReader(Lexicon lexicon, Func<string, bool> isKnown)
{
    private const int DoubtReach = 4;
    private const int ShortName = 128;

    // In tokens; so many words with capitals are a heading or a list, no name.
    private const int LongestName = 24;

    /// <summary>Adds the labels of a passage.</summary>
    public void Read(Passage passage, string text, List<LabelMention> found)
    {
        var tokens = passage.Tokens;
        for (int i = 0, next; i < tokens.Length; i = next)
        {
            next = i + 1;
            if (lexicon.KindWords.At(tokens, i, tokens.Length) is not var (length, meaning))
            {
                continue;
            }

            // "the cruise ship X" is no second label of a ship.
            next = i + length;
            if (meaning.IsPlural || meaning.Link == NameLink.None || IsDoubted(passage, i, length, meaning.Link))
            {
                continue;
            }

            // "Toulouse, ville d'Airbus" and "un projet de ville de Google" name no town.
            var article = i > 0 && lexicon.Determiners.Contains(tokens[i - 1]) ? i - 1 : i;
            if ((article > 1 && tokens[article - 1].Is(",") && tokens[article - 2].IsCapital) || (article == i && i > 0 && lexicon.OfLinks.Contains(tokens[i - 1])))
            {
                continue;
            }

            if (NameAfter(tokens, i + length, meaning.Link) is { } name)
            {
                // "la ville de Google, Mountain View," tells where the company sits.
                if (IsSeat(tokens, name.End))
                {
                    continue;
                }

                // "l'application Sydney de Microsoft" is a product with the name of a town.
                if (meaning.Link == NameLink.Beside && name.End < tokens.Length && (lexicon.HasCapitalNouns ? lexicon.OfLinks : lexicon.NameParticles).Contains(tokens[name.End]) && !lexicon.RangeMarks.Contains(tokens[name.End]))
                {
                    continue;
                }

                var span = tokens[i].Span.Through(tokens[name.End - 1].Span);
                found.Add(new LabelMention(
                    span, meaning.Kind, text[tokens[i].Span.Start..tokens[i + length - 1].Span.End], Spelled(text, tokens, name.Start, name.End),
                    tokens[name.Start].Span.Through(tokens[name.End - 1].Span), passage.Scope));
            }
        }
    }

    /// <summary>The kind word and name that a label of an item holds: its last one.</summary>
    public (int Word, int Length, KindWord Kind, int NameStart, int NameEnd)? LastIn(Token[] tokens, int start, int end)
    {
        (int, int, KindWord, int, int)? last = null;
        for (var i = start; i < end; i++)
        {
            if (lexicon.KindWords.At(tokens, i, end) is { Meaning.IsPlural: false } word)
            {
                var after = i + word.Length;
                var name = NameAfter(tokens, after, NameLink.Of, end) ?? NameAfter(tokens, after, NameLink.Beside, end);
                if (name is var (nameStart, nameEnd))
                {
                    last = (i, word.Length, word.Meaning, nameStart, nameEnd);
                }
            }
        }

        return last;
    }

    /// <summary>The last run of capitalised words in a range, or null.</summary>
    public (int Start, int End)? LastName(Token[] tokens, int start, int end)
    {
        (int, int)? last = null;
        for (var i = start; i < end; i++)
        {
            if (tokens[i].IsCapital && Run(tokens, i, end) is var run && run > i)
            {
                last = (i, run);
                i = run - 1;
            }
        }

        return last;
    }

    /// <summary>A name as written, markup and line breaks inside it left out.</summary>
    public static string Spelled(string text, Token[] tokens, int start, int end)
    {
        if (start >= end)
        {
            return "";
        }

        var longest = tokens[end - 1].Span.End - tokens[start].Span.Start;
        var name = longest <= ShortName ? stackalloc char[ShortName] : new char[longest];
        var length = 0;
        for (var i = start; i < end; i++)
        {
            if (i > start && tokens[i].SpaceBefore)
            {
                name[length++] = ' ';
            }

            foreach (var c in text.AsSpan(tokens[i].Span.Start, tokens[i].Span.Length))
            {
                if (!Characters.IsIgnorable(c))
                {
                    name[length++] = c;
                }
            }
        }

        return new string(name[..length]);
    }

    private (int Start, int End)? NameAfter(Token[] tokens, int at, NameLink link, int? limit = null)
    {
        var end = limit ?? tokens.Length;
        at += at < end && lexicon.KindAdjectives.Contains(tokens[at]) ? 1 : 0;
        if (link == NameLink.Of)
        {
            if (at >= end || !lexicon.OfLinks.Contains(tokens[at]))
            {
                return null;
            }

            at++;
            at += at < end && lexicon.NameArticles.Contains(tokens[at]) && !tokens[at].IsCapital ? 1 : 0;
        }

        if (at < end && tokens[at].Folded is "«" or "\"" or "“" or "„" or "»" or "‚")
        {
            at++;
        }

        if (at >= end || !tokens[at].IsCapital || lexicon.NotNames.At(tokens, at, end) is not null)
        {
            return null;
        }

        // The whole run first ("Port de la Selve"); if nobody knows it, its first unbroken words.
        var whole = Run(tokens, at, end);
        var first = at + 1;
        while (first < whole && tokens[first].IsCapital)
        {
            first++;
        }

        // A name that begins with an article is a title ("La Voix des Côtes").
        var name = limit is null && !lexicon.NameArticles.Contains(tokens[at]) && !isKnown(Key(tokens, at, whole)) ? first : whole;
        return name - at <= LongestName && Stands(tokens, name) ? (at, name) : null;
    }

    private int Run(Token[] tokens, int start, int end)
    {
        var run = start + 1;
        for (var i = run; i < end && run - start <= LongestName; i++)
        {
            if (tokens[i].IsCapital)
            {
                run = i + 1;
            }
            else if (!(lexicon.NameParticles.Contains(tokens[i]) && i - run < 2))
            {
                break;
            }
        }

        return run;
    }

    // A name glued to what follows ("Paris.fr", "Lyon-2") or followed by a number ("Paris 2024") is another name.
    private static bool Stands(Token[] tokens, int end) =>
        end >= tokens.Length || (tokens[end].Kind != TokenKind.Number
            && (tokens[end].SpaceBefore || tokens[end].Folded is "," or ";" or ":" or ")" or "»" or "«" or "“" or "‘" or "\"" or "”" or "!" or "?" or "…" or "]"
                || (tokens[end].Is(".") && (end + 1 >= tokens.Length || tokens[end + 1].SpaceBefore || tokens[end + 1].IsCapital))));

    // A name in apposition: ", Mountain View," or "(Los Gatos)".
    private bool IsSeat(Token[] tokens, int at)
    {
        if (at + 1 >= tokens.Length || tokens[at].Folded is not ("," or "(") || !tokens[at + 1].IsCapital)
        {
            return false;
        }

        var end = Run(tokens, at + 1, tokens.Length);
        return end < tokens.Length && tokens[end].Folded is "," or ")";
    }

    // What is told of a service behind a comma is no doubt of it ("the app X, used in schools"); a place may be one in name only ("la ville de X, dite").
    private bool IsDoubted(Passage passage, int word, int length, NameLink link)
    {
        var (start, stop) = passage.SentenceAt(word);
        var end = Math.Min(stop, word + length + 5);
        for (var i = word + length; link == NameLink.Beside && i < end; i++)
        {
            end = passage.Tokens[i].Folded is "," or ";" or "(" ? i : end;
        }

        return lexicon.Doubts.Within(passage.Tokens, Math.Max(start, word - DoubtReach), end) is not null;
    }

    /// <summary>The folded form of a run of tokens, by which names are looked up.</summary>
    public static string Key(Token[] tokens, int start, int end)
    {
        var key = new System.Text.StringBuilder();
        for (var i = start; i < end; i++)
        {
            key.Append(tokens[i].Folded);
        }

        return Characters.Key(key.ToString());
    }
}
