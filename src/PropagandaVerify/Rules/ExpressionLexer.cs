using System.Globalization;
using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

internal enum LexemeKind
{
    End,
    Name,
    Number,
    Date,
    Text,
    Operator,
}

/// <summary>A word of an expression; offsets count from the start of the expression's text.</summary>
internal readonly record struct Lexeme(LexemeKind Kind, string Text, int Start, int End)
{
    public bool Is(string text) => Kind is LexemeKind.Operator or LexemeKind.Name && Text == text;
}

/// <summary>An error in an expression, at offsets into its text.</summary>
internal sealed class ExpressionError(string code, int start, int end, string message, string? help = null, (int Start, string Note)? related = null) : Exception(message)
{
    public string Code => code;

    public int Start => start;

    public int End => end;

    public string? Help => help;

    public (int Start, string Note)? Related => related;

    /// <summary>Further errors of the same expression, found by reading on behind this one.</summary>
    public IReadOnlyList<ExpressionError> Further { get; init; } = [];

    /// <summary>The error with others that were found.</summary>
    public ExpressionError With(IReadOnlyList<ExpressionError> further) => new(code, start, end, Message, help, related) { Further = further };
}

/// <summary>Cuts an expression into lexemes.</summary>
internal static class ExpressionLexer
{
    private static readonly string[] Operators = ["..", "+/-", "+-", "<=", ">=", "!=", "=<", "=>", "==", "<>", "&&", "||", "≥", "≤", "≠", "−", "–", "¬", "!", "+", "-", "*", "/", "×", "÷", "(", ")", ",", ".", "=", "<", ">", "~", "±", "%", ":", "[", "]"];

    private static readonly Dictionary<string, string> Mistaken = new()
    {
        ["+-"] = "±", ["+/-"] = "±", ["=<"] = "<=", ["=>"] = ">=", ["=="] = "=", ["<>"] = "!=", ["&&"] = "and", ["||"] = "or", ["×"] = "*", ["÷"] = "/", ["≥"] = ">=", ["≤"] = "<=", ["≠"] = "!=", ["−"] = "-", ["–"] = "-", ["!"] = "not", ["¬"] = "not",
    };

    /// <summary>Cuts a text up; what is written in another way than here is read as it is meant, and noted in <paramref name="errors"/>.</summary>
    public static List<Lexeme> Read(string text, Limits limits, List<ExpressionError> errors)
    {
        if (text.Length > limits.MaxExpressionLength)
        {
            throw new ExpressionError("R010", 0, 1, $"the expression is longer than {limits.MaxExpressionLength} characters", "split it with `let`");
        }

        var lexemes = new List<Lexeme>((text.Length / 4) + 4);
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            var lexeme = char.IsLetter(c) || c == '_' ? Name(text, at)
                : char.IsAsciiDigit(c) ? Date(text, at, errors) ?? Number(text, at, errors, lexemes is [.., { Kind: LexemeKind.Number }])
                : c is '"' or '\'' ? Quoted(text, at)
                : Operator(text, at, errors);
            lexemes.Add(lexeme);
            at = lexeme.End;
        }

        lexemes.Add(new Lexeme(LexemeKind.End, "", text.Length, text.Length));
        return lexemes;
    }

    private static Lexeme Name(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (text[end] == '-' && end + 1 < text.Length && char.IsLetter(text[end + 1]) && char.IsLetterOrDigit(text[end - 1]))))
        {
            end++;
        }

        return new Lexeme(LexemeKind.Name, text[start..end], start, end);
    }

    // `2020-10-26` and `2020-10` without spaces are dates; with spaces the hyphens are signs of subtraction.
    private static Lexeme? Date(string text, int start, List<ExpressionError> errors)
    {
        var (year, afterYear) = Digits(text, start);
        var (month, afterMonth) = HyphenAndDigits(text, afterYear);
        if (year.Length != 4 || month.Length is 0 or > 2)
        {
            return null;
        }

        var (day, end) = HyphenAndDigits(text, afterMonth);
        if (day.Length == 0 && (month.Length != 2 || int.Parse(month, NumberStyles.None, CultureInfo.InvariantCulture) is < 1 or > 12))
        {
            return null;
        }

        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
        {
            return null;
        }

        var written = text[start..end];
        if (Cell.Date(written) is not null)
        {
            return new Lexeme(LexemeKind.Date, written, start, end);
        }

        var padded = $"{year}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}";
        errors.Add(new ExpressionError("R010", start, end, $"`{written}` is no date", Cell.Date(padded) is not null ? $"write `{padded}`, or put spaces around `-` to subtract" : "the calendar has no such day; to subtract, put spaces around `-`"));
        return new Lexeme(LexemeKind.Date, "2000-01-01", start, end);
    }

    private static (string Text, int End) Digits(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return (text[start..end], end);
    }

    // What stands behind a hyphen; nothing, and no step, where there is no number.
    private static (string Text, int End) HyphenAndDigits(string text, int at) =>
        at + 1 < text.Length && text[at] == '-' && char.IsAsciiDigit(text[at + 1]) ? Digits(text, at + 1) : ("", at);

    private static Lexeme Number(string text, int start, List<ExpressionError> errors, bool isGroup)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] == '_' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
        {
            end++;
        }

        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
        }
        else if (end + 1 < text.Length && text[end] is ',' or '\'' or '’' && char.IsAsciiDigit(text[end + 1]))
        {
            return Marked(text, start, end, errors);
        }

        if (end < text.Length && (char.IsLetter(text[end]) || text[end] == '_'))
        {
            throw new ExpressionError("R010", start, end + 1, "letters right behind a number", "put a space between them, as in `7 days`");
        }

        if (!decimal.TryParse(text[start..end].Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
        {
            throw new ExpressionError("R010", start, end, "this number has too many digits");
        }

        var digits = text[start..end].Replace("_", "", StringComparison.Ordinal);
        if (!isGroup && digits.Length > 1 && digits[0] == '0' && digits[1] != '.')
        {
            errors.Add(new ExpressionError("R010", start, end, "a number does not begin with 0", start > 0 && text[start - 1] == '/' ? "a date is written `2020-01-31`" : $"a code is text and stands in quotes: `'{text[start..end]}'`"));
        }

        return new Lexeme(LexemeKind.Number, digits, start, end);
    }

    // A comma or an apostrophe behind a number: marks of thousands, or a decimal comma.
    private static Lexeme Marked(string text, int start, int whole, List<ExpressionError> errors)
    {
        var (mark, end, groups, isGrouped) = (text[whole], whole, 0, true);
        while (end + 1 < text.Length && text[end] == mark && char.IsAsciiDigit(text[end + 1]))
        {
            var (digits, next) = Digits(text, end + 1);
            (end, groups, isGrouped) = (next, groups + 1, isGrouped && digits.Length == 3);
        }

        var joined = text[start..end].Replace(mark, '_');
        var meant = groups == 1 && mark == ',' ? $"{text[start..whole]}.{text[(whole + 1)..end]}" : joined;
        errors.Add(groups > 1 || mark != ','
            ? new ExpressionError("R010", start, end, "marks of thousands are not read", isGrouped ? $"write `{joined}`" : "write the number without marks")
            : new ExpressionError("R010", start, end, "a number in a rule takes a decimal point", $"write `{meant}`{(isGrouped ? $", or `{joined}` for thousands" : "")}; two values take a space behind the comma"));
        var number = meant.Replace("_", "", StringComparison.Ordinal);
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? new Lexeme(LexemeKind.Number, number, start, end)
            : throw new ExpressionError("R010", start, end, "this number has too many digits");
    }

    private static Lexeme Quoted(string text, int start)
    {
        var end = text.IndexOf(text[start], start + 1);
        return end > 0
            ? new Lexeme(LexemeKind.Text, text[(start + 1)..end], start, end + 1)
            : throw new ExpressionError("R010", start, start + 1, $"the quote {text[start]} is never closed", $"close it with another {text[start]}");
    }

    private static string? OperatorAt(string text, int start)
    {
        foreach (var one in Operators)
        {
            if (text[start] == one[0] && string.CompareOrdinal(text, start, one, 0, one.Length) == 0)
            {
                return one;
            }
        }

        return null;
    }

    private static Lexeme Operator(string text, int start, List<ExpressionError> errors)
    {
        var found = OperatorAt(text, start) ?? throw new ExpressionError("R010", start, start + 1, $"`{text[start]}` means nothing in an expression", ExpressionHelp.ForCharacter(text[start]));
        if (!Mistaken.TryGetValue(found, out var meant))
        {
            return new Lexeme(LexemeKind.Operator, found, start, start + found.Length);
        }

        errors.Add(new ExpressionError("R010", start, start + found.Length, $"`{found}` is no operator", $"write `{meant}`"));
        return new Lexeme(char.IsLetter(meant[0]) ? LexemeKind.Name : LexemeKind.Operator, meant, start, start + found.Length);
    }
}
