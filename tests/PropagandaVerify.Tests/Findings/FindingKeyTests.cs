using System.Globalization;
using CsCheck;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Findings;

public class FindingKeyTests
{
    private const string Rule = """
        rules:
        - id: share-is-wrong
          title: T
          for: {s: shares}
          where: exists(s.part) and exists(s.whole) and exists(s.share)
          check: s.share ~ share(number(s.part), number(s.whole))
          mark: [s.share, s.part]
          message: M
        """;

    private static readonly string[] Sentences = ["The harbour is old.", "Boats come and go.\r\n", "# A heading", "- an item", "", "Nobody counts the gulls, says the mayor.", "*Again* and again."];

    // Prose without figures, so that nothing in it relates to those in question.
    private static readonly Gen<string> Prose = Gen.Int[0, Sentences.Length - 1].Select(i => Sentences[i]).Array[0, 5].Select(p => string.Join("\n\n", p));

    private static readonly Gen<(int Whole, int Part, int Share)> Wrong =
        Gen.Select(Gen.Int[300, 999], Gen.Int[101, 299]).Select((whole, part) => (whole, part, (int)Math.Round(100m * part / whole))).Select(s => (s.whole, s.part, s.Item3 > 50 ? s.Item3 - 20 : s.Item3 + 20));

    [Fact]
    public void Text_before_and_behind_changes_no_key() => Gen.Select(Wrong, Prose, Prose).Sample((figures, before, behind) =>
        Keys($"{before}\n\n{Written(figures)}\n\n{behind}") is [var key] && key == Keys(Written(figures)).Single(), iter: 40, threads: 1);

    [Fact]
    public void Another_figure_is_another_key() => Gen.Select(Wrong, Gen.Int[0, 2], Gen.Int[1, 7]).Sample((figures, which, by) =>
    {
        var other = which switch { 0 => figures with { Whole = figures.Whole + (10 * by) }, 1 => figures with { Part = figures.Part - by }, _ => figures with { Share = figures.Share + (figures.Share > 50 ? by : -by) } };
        var key = Keys(Written(other));
        return key.Count == 0 || key.Single() != Keys(Written(figures)).Single();
    }, iter: 40, threads: 1);

    [Fact]
    public void Rewording_a_rule_changes_no_key()
    {
        var text = Written((480, 312, 56));
        var key = Keys(text, Rule).ShouldHaveSingleItem();
        Keys(text, Rule.Replace("message: M", "severity: info\n  message: '{s.share} is wrong'", StringComparison.Ordinal).Replace("title: T", "title: Another", StringComparison.Ordinal)).ShouldBe([key]);
        Keys(text, Rule.Replace("number(s.whole))", "number(s.whole)) ± 0", StringComparison.Ordinal)).ShouldBe([key]);
        Keys(text, Rule.Replace("share-is-wrong", "share-is-off", StringComparison.Ordinal)).ShouldNotBe([key]);
    }

    [Fact]
    public void Kinds_of_spaces_and_apostrophes_change_no_key() =>
        Keys("Sur les 480 places de l'anse, 312 sont prises, soit 56 % de l'ensemble.").ShouldBe(Keys("Sur les 480\u00A0places de l’anse, 312 sont prises, soit 56\u202F% de l’ensemble."));

    [Fact]
    public void What_is_said_twice_is_counted_in_the_order_of_the_text()
    {
        var keys = Keys($"{Written((480, 312, 56))}\n\n{Written((480, 312, 56))}\n\n{Written((480, 312, 57))}");
        keys.Select(k => k.Occurrence).ShouldBe([1, 2, 1]);
        keys[1].Digest.ShouldBe(keys[0].Digest);
        keys[2].Digest.ShouldNotBe(keys[0].Digest);
        keys.ShouldBeUnique();
    }

    [Fact]
    public void Each_file_is_counted_by_itself()
    {
        var text = Written((480, 312, 56));
        var report = new Verifier(new VerifierOptions()).Verify([new Source("a.md", text), new Source("b.md", text)]);
        report.Findings.Select(f => f.Key).Distinct().ShouldHaveSingleItem().Occurrence.ShouldBe(1);
    }

    private static string Written((int Whole, int Part, int Share) figures) => string.Create(CultureInfo.InvariantCulture, $"Of the {figures.Whole} berths, {figures.Part} are let, or {figures.Share}% of them.");

    private static List<FindingKey> Keys(string text, string? rules = null)
    {
        var file = rules is null ? null : RuleFileReader.Read(new Source("house.yaml", rules), Limits.Default);
        file?.Diagnostics.ShouldBeEmpty();
        var report = new Verifier(new VerifierOptions { RuleFiles = file is null ? [] : [file], UseShippedRules = file is null }).Verify([new Source("draft.md", text)]);
        return [.. report.Findings.Where(f => f.Rule is "share-differs-from-part" || f.Rule.StartsWith("share-is-", StringComparison.Ordinal)).Select(f => f.Key)];
    }
}
