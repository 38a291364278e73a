namespace PropagandaVerify.Benchmarks.Rules;

/// <summary>A rules file made to exhaust whoever reads it.</summary>
internal sealed record HostilePack(string Name, string Text);

/// <summary>Packs that must be refused at once.</summary>
internal static class HostilePacks
{
    private const string Rule = "- {id: a-rule, title: t, for: {i: items}, message: m, check: ";

    public static IReadOnlyList<HostilePack> All { get; } =
    [
        new("an alias bomb", "a: &a [x, x, x, x, x, x, x, x, x]\n" + string.Concat("bcdefghij".Select(c => $"{c}: &{c} [{string.Join(", ", Enumerable.Repeat("*" + (char)(c - 1), 9))}]\n"))),
        new("a text of 10 MB", "ruleset: \"" + new string('x', 10_000_000) + "\"\n"),
        new("1,000 brackets never closed", "rules: " + new string('[', 1_000)),
        new("200,000 brackets never closed", "rules: " + new string('[', 200_000)),
        new("1,000 levels of blocks", string.Concat(Enumerable.Range(0, 1_000).Select(n => new string(' ', n) + "a:\n"))),
        new("1,000,000 terms", "rules:\n" + Rule + "\"" + string.Join(" + ", Enumerable.Repeat("1", 1_000_000)) + " > 0\"}\n"),
        new("10,000 brackets in an expression", "rules:\n" + Rule + "\"" + new string('(', 1_900) + "1" + new string(')', 1_900) + " > 0\"}\n"),
        new("derivations in a circle", "rules:\n" + string.Concat(Enumerable.Range(0, 500).Select(n => $"- {{derive: d{n}, for: {{x: d{(n + 1) % 500}}}, columns: {{a: x.a}}}}\n"))),
        new("200,000 keys", "rules:\n" + string.Concat(Enumerable.Range(0, 200_000).Select(n => $"  k{n}: v\n"))),
    ];
}
