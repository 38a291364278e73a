namespace PropagandaVerify.Rules;

/// <summary>What to do about words and signs that mean something elsewhere and nothing in an expression.</summary>
internal static class ExpressionHelp
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["if"] = NoIf, ["then"] = NoIf, ["when"] = NoIf, ["unless"] = NoIf,
        ["is"] = "write `=`", ["equals"] = "write `=`", ["isnt"] = "write `!=`",
        ["AND"] = "write `and`", ["OR"] = "write `or`", ["NOT"] = "write `not`", ["IN"] = "write `in`", ["And"] = "write `and`", ["Or"] = "write `or`", ["Not"] = "write `not`",
        ["between"] = "write `x in 1..10`",
        ["like"] = "texts are compared whole: `=`, or `folded(a) = folded(b)` without regard to accents and capitals",
        ["contains"] = "texts are compared whole: `=`, or `folded(a) = folded(b)` without regard to accents and capitals",
        ["xor"] = "write `a != b` of two truths",
        ["mod"] = "there is no remainder; `can_be_whole(a / b)` asks whether b goes into a",
    };

    private static readonly Dictionary<string, string> Constants = new(StringComparer.OrdinalIgnoreCase)
    {
        ["yes"] = "write `true`", ["on"] = "write `true`", ["true"] = "write `true`",
        ["no"] = "write `false`", ["off"] = "write `false`", ["false"] = "write `false`",
        ["monday"] = NoDay, ["tuesday"] = NoDay, ["wednesday"] = NoDay, ["thursday"] = NoDay, ["friday"] = NoDay, ["saturday"] = NoDay, ["sunday"] = NoDay,
        ["null"] = NoNull, ["none"] = NoNull, ["nil"] = NoNull, ["nan"] = NoNull, ["na"] = NoNull,
    };

    public const string NoList = "there are no lists of values: write `x = a or x = b`, or `x in 1..10` for a range";
    private const string NoIf = "there is no `if`: `not a or b` says that b holds where a does; `given(value, condition)` is a value under a condition; `where` says which rows a rule is about";
    private const string NoDay = "weekdays are numbers: Monday is 1, Sunday 7";
    private const string NoNull = "whether a value is there asks `exists(x)`; text stands in quotes";

    /// <summary>What may have been meant by the lexeme at a place where it cannot stand.</summary>
    public static string? For(IReadOnlyList<Lexeme> lexemes, int at)
    {
        var current = lexemes[at];
        var before = at > 0 ? lexemes[at - 1] : default;
        if (current.Is("±"))
        {
            return "`±` follows the right side of a comparison: `a ~ b ± 5 %`";
        }

        if (current.Is("%"))
        {
            return "the unit stands in quotes: `x.unit = '%'`";
        }

        if (current.Is("is") && at + 1 < lexemes.Count && (lexemes[at + 1].Is("not") || lexemes[at + 1].Text is "null" or "missing" or "empty"))
        {
            return NoNull;
        }

        if (before.Kind == LexemeKind.Name && Words.TryGetValue(before.Text, out var help) && current.Kind == LexemeKind.Name)
        {
            return help;
        }

        if (current.Kind == LexemeKind.Name && Words.TryGetValue(current.Text, out help))
        {
            return help;
        }

        if (before.Kind == LexemeKind.Number && current.Kind == LexemeKind.Number)
        {
            return "a number stands without spaces: `1_000_000`";
        }

        if (before.Kind == LexemeKind.Number && current.Kind == LexemeKind.Name)
        {
            return "a number takes no unit and no scale word: write `3_000_000`, and compare the unit by itself, as in `x.unit = 'EUR'`";
        }

        if (before.Kind == LexemeKind.Name && current.Kind == LexemeKind.Name)
        {
            return $"a column whose header is several words stands in quotes, `'{before.Text} {current.Text}'`, behind the name of its row where it has one: `r.'{before.Text} {current.Text}'`";
        }

        if (before.Kind == LexemeKind.Name && current.Is("["))
        {
            return "rows have no numbers: `first(group.column)` is the first value, `sum(…)`, `max(…)` and others take all";
        }

        if (current.Is(","))
        {
            return NoList;
        }

        if (current.Is("~") || current.Is("=") || current.Is("<") || current.Is("<=") || current.Is(">") || current.Is(">=") || current.Is("!="))
        {
            return "a comparison has two sides: `a ~ b`";
        }

        return before.Kind == LexemeKind.Operator && before.Text is not (")" or "%") && (current.Kind == LexemeKind.End || current.Is("and") || current.Is("or")) ? $"something is missing behind `{before.Text}`" : null;
    }

    /// <summary>What may have been meant by a name that stands for nothing.</summary>
    public static string? ForName(string name) => Constants.GetValueOrDefault(name) ?? Words.GetValueOrDefault(name);

    /// <summary>What may have been meant by a function that there is not; null where its spelling tells more.</summary>
    public static string? ForFunction(string name) => name.ToLowerInvariant() switch
    {
        "round" or "rounded" => "`a ~ b` compares within the written precision; `rounds_to(a, written)` asks for the last written digit",
        "avg" or "average" => "write `mean(…)`",
        "len" or "length" or "size" => "rows are counted with `count(…)`",
        "isnull" or "is_null" or "defined" => "write `exists(x)`",
        "lower" or "upper" or "trim" => "write `folded(text)`",
        _ => null,
    };

    /// <summary>What may have been meant by a character that means nothing.</summary>
    public static string? ForCharacter(char c) => c switch
    {
        '“' or '”' or '‘' or '’' or '«' or '»' or '„' => "a text stands in straight quotes: `'text'`",
        '$' or '€' or '£' or '¥' => "a number takes no unit: compare the unit by itself, as in `x.unit = 'EUR'`",
        ';' or '&' or '|' => "conditions are joined with `and` and `or`",
        '{' or '}' => "braces stand in messages only; group with `(` and `)`",
        '^' => "there are no powers: write `a * a`",
        '?' => NoIf,
        '\\' => "a backslash means nothing here; a text takes the other kind of quotes: `\"it's\"`",
        _ => null,
    };
}
