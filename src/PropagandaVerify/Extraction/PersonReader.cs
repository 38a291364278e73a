namespace PropagandaVerify.Extraction;

/// <summary>
/// Finds names of persons: with a first name that is known as one, behind a title, and surnames alone that stand with a first name elsewhere in the draft.
/// </summary>
internal sealed class PersonReader(Lexicon lexicon, Func<string, bool> isFirstName)
{
    private const int ShortestSurname = 3;
    private const int MostParticles = 2;

    private readonly HashSet<string> surnames = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public List<PersonMention> Read(IReadOnlyList<Passage> passages, string text)
    {
        foreach (var tokens in passages.Where(IsRead).Select(p => p.Tokens))
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                if (SurnameBehind(tokens, i) is { } at)
                {
                    surnames.Add(tokens[at].Folded);
                    i = at;
                }
            }
        }

        return [.. passages.Where(IsRead).SelectMany(p => In(p, text))];
    }

    private static bool IsRead(Passage passage) => passage.Scope.IsRunning || passage.Scope is Scope.Headline or Scope.Standfirst or Scope.Caption;

    private IEnumerable<PersonMention> In(Passage passage, string text)
    {
        var tokens = passage.Tokens;
        bool[]? quoted = null;
        for (var i = 0; i < tokens.Length; i++)
        {
            var (last, form) = SurnameBehind(tokens, i) is { } full ? (full, PersonForm.Full)
                : lexicon.Names.Titles.At(tokens, i, tokens.Length) is var (length, _) && IsSurname(tokens, i + length) && !isFirstName(tokens[i + length].Folded) ? (i + length, PersonForm.Titled)
                : (i, PersonForm.Bare);
            if (form == PersonForm.Bare && !(tokens[i].IsCapital && surnames.Contains(tokens[i].Folded)))
            {
                continue;
            }

            quoted ??= AttributionReader.Quoted(tokens);
            var first = form == PersonForm.Full ? LabelReader.Spelled(text, tokens, i, i + 1) : null;
            yield return new PersonMention(
                tokens[i].Span.Through(tokens[last].Span), first, LabelReader.Spelled(text, tokens, last, last + 1), tokens[last].Span, form, passage.Scope, quoted[i],
                seen.Add($"{form} {first} {tokens[last].Folded}"), IsAlone(tokens, i, last + 1), passage.Index);
            i = last;
        }
    }

    private bool IsAlone(Token[] tokens, int start, int end) =>
        (start == 0 || IsLink(tokens, start)) && (end == tokens.Length || !(Joins(tokens[end]) || tokens[end] is { IsCapital: true }));

    // A mark, a small word that is no article, or a verb of saying.
    private bool IsLink(Token[] tokens, int end) =>
        tokens[end - 1].Kind == TokenKind.Mark ? !Joins(tokens[end - 1])
            : (lexicon.FunctionWords.Contains(tokens[end - 1]) && !lexicon.Determiners.Contains(tokens[end - 1])) || lexicon.SourceVerbs.Before(tokens, end, 0) is not null;

    private static bool Joins(in Token mark) => mark.Folded is "-" or "–" or "&" or "/" or "+";

    // The surname behind a first name, further first names, an initial and particles: "Jean Pierre Martin", "John F. Kennedy", "Charles de Gaulle".
    private int? SurnameBehind(Token[] tokens, int first)
    {
        if (!tokens[first].IsCapital || !isFirstName(tokens[first].Folded))
        {
            return null;
        }

        var at = first + 1;
        while (at + 1 < tokens.Length && tokens[at].IsCapital && tokens[at + 1].IsCapital && isFirstName(tokens[at].Folded))
        {
            at++;
        }

        at += at + 2 < tokens.Length && tokens[at] is { IsCapital: true, Length: 1 } && tokens[at + 1].Is(".") ? 2 : 0;
        for (var n = 0; n < MostParticles && at + 1 < tokens.Length && !tokens[at].IsCapital && lexicon.NameParticles.Contains(tokens[at]) && !lexicon.Coordinators.Contains(tokens[at]); n++)
        {
            at++;
        }

        return IsSurname(tokens, at) ? at : null;
    }

    private static bool IsSurname(Token[] tokens, int at) => at < tokens.Length && tokens[at] is { IsCapital: true, Length: >= ShortestSurname, SpaceBefore: true };
}
