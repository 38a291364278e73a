namespace PropagandaVerify.Extraction;

/// <summary>
/// Reads the written form of constructions: words, <c>[a|b c]</c> for one of several, <c>[…]?</c> for what may be missing, <c>&lt;class&gt;</c>, <c>{slot}</c> or
/// <c>{slot:type}</c>, <c>{=slot}</c> for the noun that an earlier slot counts, <c>...</c> for a few words and <c>..</c> for a few without a comma.
/// </summary>
/// <param name="vocabulary">Where the words of the lexicon stand.</param>
/// <param name="elisions">The words that are cut before an apostrophe.</param>
/// <param name="classes">The classes that a construction may name.</param>
internal sealed class ConstructionParser(Vocabulary vocabulary, Elisions elisions, IReadOnlyDictionary<string, PhraseTable<string>> classes)
{
    private const int ShortGap = 5;
    private const int LongGap = 10;
    private const int MostForms = 256;

    // Words and groups of words alone by how they are written: what a language says often stands in hundreds of forms.
    private readonly Dictionary<string, List<List<Element>>> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word[][]> groups = new(StringComparer.Ordinal);

    private string text = "";
    private string relation = "";
    private int at;

    /// <summary>The constructions that a form stands for, one for each choice among its groups with slots.</summary>
    /// <exception cref="FormatException">The form is malformed, with what is wrong and where.</exception>
    public IReadOnlyList<Element[]> Parse(string form, string relation)
    {
        text = form;
        at = 0;
        this.relation = relation;
        var all = Sequence("");
        return at < text.Length ? throw Bad("unexpected `" + text[at] + "`") : all.Count > MostForms ? throw Bad("too many choices") : [.. all.Select(f => f.ToArray())];
    }

    private List<List<Element>> Sequence(string stops)
    {
        List<List<Element>> forms = [[]];
        while (true)
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            if (at >= text.Length || stops.Contains(text[at]))
            {
                return forms;
            }

            var next = Next();
            if (next.Count > 1)
            {
                forms = Combined(forms, next);
            }
            else
            {
                foreach (var form in forms)
                {
                    form.AddRange(next[0]);
                }
            }

            if (forms.Count > MostForms)
            {
                throw Bad("too many choices");
            }
        }
    }

    private static List<List<Element>> Combined(List<List<Element>> forms, List<List<Element>> next) => [.. forms.SelectMany(f => next.Select(n => f.Concat(n).ToList()))];

    private List<List<Element>> Next()
    {
        switch (text[at])
        {
            case '[':
                return Group();
            case '{' when at + 1 < text.Length && text[at + 1] == '=':
                var counting = Until('}')[1..];
                return ConstructionSlots.TypeOf(relation, counting) is null ? throw Bad($"no slot `{counting}`") : [[new Element.CountedNoun(ConstructionSlots.IndexOf(relation, counting))]];
            case '{':
                var slot = Until('}').Split(':');
                var usual = ConstructionSlots.TypeOf(relation, slot[0]) ?? throw Bad($"no slot `{slot[0]}`");
                var type = slot.Length == 1 ? usual : Enum.TryParse<SlotType>(slot[1], ignoreCase: true, out var named) ? named : throw Bad($"no type `{slot[1]}`");
                return [[new Element.Slot(slot[0], ConstructionSlots.IndexOf(relation, slot[0]), type)]];
            case '<':
                var name = Until('>');
                return [[new Element.Class(name, classes.TryGetValue(name, out var phrases) ? phrases : throw Bad($"no class `{name}`"))]];
            case '.' when text.AsSpan(at).StartsWith("..."):
                at += 3;
                return [[new Element.Gap(LongGap, true)]];
            case '.' when text.AsSpan(at).StartsWith(".."):
                at += 2;
                return [[new Element.Gap(ShortGap, false)]];
            default:
                var end = at;
                while (end < text.Length && text[end] is not (' ' or '[' or ']' or '|' or '{' or '<'))
                {
                    end++;
                }

                end = end == at ? at + 1 : end;
                var word = text[at..end];
                at = end;
                if (!words.TryGetValue(word, out var one))
                {
                    words.Add(word, one = [[Words(word)]]);
                }

                return one;
        }
    }

    // Words alone stay one element; a group with slots, classes or gaps gives a construction for each choice.
    private List<List<Element>> Group()
    {
        var start = at;
        if (text.IndexOf(']', at) is > 0 and var close && groups.TryGetValue(text[at..close], out var known))
        {
            at = close + 1;
            return [[new Element.Words(known, IsOptional())]];
        }

        at++;
        var choices = new List<List<Element>>();
        do
        {
            choices.AddRange(Sequence("|]"));
        }
        while (at < text.Length && text[at++] == '|');
        if (at > text.Length || text[at - 1] != ']')
        {
            throw Bad("a `[` is not closed");
        }

        var written = text[start..(at - 1)];
        var isOptional = IsOptional();
        if (choices.TrueForAll(c => c.Count > 0 && c.TrueForAll(e => e is Element.Words { IsOptional: false, Phrases.Length: 1 })))
        {
            var phrases = choices.Select(c => c.SelectMany(e => ((Element.Words)e).Phrases[0]).ToArray()).OrderByDescending(p => p.Length).ToArray();
            groups[written] = phrases;
            return [[new Element.Words(phrases, isOptional)]];
        }

        return isOptional ? [.. choices, []] : choices;
    }

    private bool IsOptional()
    {
        var isOptional = at < text.Length && text[at] == '?';
        at += isOptional ? 1 : 0;
        return isOptional;
    }

    private Element.Words Words(string written) => new([[.. Tokenizer.Phrase(written, elisions).Select(vocabulary.Intern)]], false);

    private string Until(char close)
    {
        var end = text.IndexOf(close, at);
        var inside = end > at ? text[(at + 1)..end] : throw Bad($"`{close}` is missing");
        at = end + 1;
        return inside;
    }

    private FormatException Bad(string what) => new($"{what} at character {at + 1} of `{text}`");
}
