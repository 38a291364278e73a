using PropagandaVerify.Findings;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>One change of a clean draft.</summary>
internal sealed record Mutation(string Kind, Target Target, string Replacement)
{
    public string Apply(string text) => text[..Target.Span.Start] + Replacement + text[Target.Span.End..];
}

/// <summary>The slips that a draft can suffer, one at a time.</summary>
internal static class Mutations
{
    private const int Points = 2;

    public static IEnumerable<Mutation> Of(CleanDraft draft, IReadOnlyList<string> weekdays) =>
        draft.Figures().SelectMany(t => OfFigure(t, draft.Source.TextOf(t.Span)))
            .Concat(draft.ItemLines().Select(t => new Mutation("dropped item", t, "")))
            .Concat(draft.Dates().SelectMany(t => Digits(t, draft.Source.TextOf(t.Span), 1).Select(m => m with { Kind = "digit of a date" })))
            .Concat(draft.Weekdays().Select(t => (Target: t, Next: Next(draft.Source.TextOf(t.Span), weekdays))).Where(p => p.Next is not null).Select(p => new Mutation("next weekday", p.Target, p.Next!)));

    private static IEnumerable<Mutation> OfFigure(Target target, string text)
    {
        var mutations = Digits(target, text, 1).Concat(Digits(target, text, -1)).Concat(Swaps(target, text));
        if (target.Quantity is not { Quantity: { } quantity } || quantity.Value.Sign == 0)
        {
            return mutations;
        }

        var written = quantity.Value / quantity.Scale;
        mutations = mutations.Concat(Rewritten("times ten", written * 10)).Concat(Rewritten("a tenth", written / 10));
        return quantity.Unit.ToString() == "%" ? mutations.Concat(Rewritten("percent plus two points", written + Points)).Concat(Rewritten("percent minus two points", written - Points)) : mutations;

        IEnumerable<Mutation> Rewritten(string kind, Quantities.Rational value) =>
            value.Sign > 0 && Numerals.With(text, value, written, isProse: true, (',', '\u00A0')) is { } words && words != text ? [new Mutation(kind, target, words)] : [];
    }

    // A first digit that became zero would be seen by everybody.
    private static IEnumerable<Mutation> Digits(Target target, string text, int by)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[i] - '0' + by;
            if (char.IsAsciiDigit(text[i]) && digit is >= 0 and <= 9 && (digit > 0 || !IsFirst(text, i)))
            {
                yield return new Mutation(by > 0 ? "digit plus one" : "digit minus one", target, With(text, i, (char)('0' + digit)));
            }
        }
    }

    private static IEnumerable<Mutation> Swaps(Target target, string text)
    {
        var digits = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i])).ToList();
        return digits.Zip(digits.Skip(1)).Where(p => text[p.First] != text[p.Second] && !(text[p.Second] == '0' && IsFirst(text, p.First)))
            .Select(p => new Mutation("swapped digits", target, With(With(text, p.First, text[p.Second]), p.Second, text[p.First])));
    }

    private static bool IsFirst(string text, int at) => at == 0 || !(char.IsAsciiDigit(text[at - 1]) || text[at - 1] is ',' or '.' or ' ' or '\u00A0' or '\u202F');

    private static string With(string text, int at, char c) => text[..at] + c + text[(at + 1)..];

    private static string? Next(string text, IReadOnlyList<string> weekdays)
    {
        var at = weekdays.ToList().FindIndex(w => text.StartsWith(w, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            return null;
        }

        var next = weekdays[(at + 1) % weekdays.Count];
        return (char.IsUpper(text[0]) ? char.ToUpperInvariant(next[0]) : next[0]) + next[1..] + text[weekdays[at].Length..];
    }
}
