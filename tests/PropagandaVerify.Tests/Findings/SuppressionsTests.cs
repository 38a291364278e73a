using PropagandaVerify.Extraction;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Findings;

public class SuppressionsTests
{
    private const string Wrong = "Of the 480 berths, 312 are let, or 56% of them.";
    private const string Id = "share-differs-from-part";

    [Fact]
    public void What_a_comment_answers_for_stays_and_does_not_count()
    {
        var report = Checked($"<!-- pverify: ignore {Id}: the source prints it so -->\n{Wrong}\n\n{Wrong}");
        report.Findings.Select(f => f.IsOpen).ShouldBe([false, true]);
        report.Findings[0].Suppression.ShouldBe(new Suppression(SuppressionKind.InSource, "the source prints it so") { Where = "draft.md:1:1" });
        report.Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-12-31", "2026-12-31", true)]
    [InlineData("2026-12-31", "2027-01-01", false)]
    [InlineData("2026-12-31", null, true)]
    public void It_counts_through_its_last_day(string until, string? today, bool counts)
    {
        var report = Checked($"<!-- pverify: ignore {Id} until {until}: why -->\n{Wrong}", today: today);
        report.Findings.ShouldHaveSingleItem().IsOpen.ShouldBe(!counts);
        report.Diagnostics.Select(d => d.Code).ShouldBe(counts ? [] : ["S005"]);
    }

    [Theory]
    [InlineData($"<!-- pverify: ignore {Id}: why -->\nNothing.", "S004")]
    [InlineData("<!-- pverify: ignore share-differs-from-prt: why -->\nNothing.", "S002")]
    [InlineData($"<!-- pverify: ignore {Id} until 2020-01-01: why -->\nNothing.", "S005")]
    public void One_in_vain_is_told_at_its_place(string text, string code)
    {
        var told = Checked(text, today: "2026-03-02").Diagnostics.ShouldHaveSingleItem();
        (told.Code, told.Kind, told.Position!.Value.Line).ShouldBe((code, DiagnosticKind.Note, 1));
        told.Line![told.Span.Start..told.Span.End].ShouldStartWith("share-differs-");
    }

    [Fact]
    public void A_shipped_rule_that_is_off_or_no_part_of_the_run_is_neither_unknown_nor_in_vain()
    {
        var text = $"<!-- pverify: ignore {Id}: why -->\n{Wrong}";
        Checked(text, $"disable: [{Id}]").Diagnostics.ShouldBeEmpty();
        Checked(text, "extends: [time]", shipped: false).Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("path: '*.md'", true)]
    [InlineData("path: week/*.md", false)]
    [InlineData("words: 56%", true)]
    [InlineData("words: '  56 %'", false)]
    [InlineData("words: 57%", false)]
    [InlineData("words: 56%, path: week/*.md", false)]
    [InlineData("words: 56%, imbalance: -9", true)]
    [InlineData("words: 56%, imbalance: -8", false)]
    [InlineData("key: {region: North}", false)]
    public void A_waiver_covers_what_all_its_keys_say(string keys, bool covers)
    {
        var report = Checked(Wrong, $"waivers:\n- {{rule: {Id}, {keys}, reason: why, author: M. Keller}}");
        var finding = report.Findings.ShouldHaveSingleItem();
        finding.IsOpen.ShouldBe(!covers);
        if (covers)
        {
            finding.Suppression.ShouldBe(new Suppression(SuppressionKind.Configuration, "why") { Author = "M. Keller", Where = "house.yaml:2:10" });
        }
    }

    [Fact]
    public void A_waiver_of_a_key_covers_the_finding_or_all_with_its_digest()
    {
        var key = Checked($"{Wrong}\n\n{Wrong}").Findings[1].Key;
        Covered(key.ToString()).ShouldBe([false, true]);
        Covered(key.Digest).ShouldBe([true, true]);
        Covered(new string('a', 32)).ShouldBe([false, false]);

        IEnumerable<bool> Covered(string wanted) => Checked($"{Wrong}\n\n{Wrong}", $"waivers:\n- {{rule: {Id}, key: '{wanted}', reason: why}}").Findings.Select(f => !f.IsOpen);
    }

    [Fact]
    public void Paths_are_seen_from_the_folder_of_the_rules_file()
    {
        string? seen = null;
        var report = Checked(Wrong, $"waivers:\n- {{rule: {Id}, path: week/draft.md, reason: why}}", pathFrom: (path, file) => (seen = $"{path} from {file.Path}") is null ? "" : "week/draft.md");
        report.Findings.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
        seen.ShouldBe("draft.md from house.yaml");
    }

    [Fact]
    public void A_waiver_of_files_that_the_run_did_not_read_is_not_in_vain()
    {
        Checked("Nothing.", $"waivers:\n- {{rule: {Id}, path: other.md, reason: why}}").Diagnostics.ShouldBeEmpty();
        Checked("Nothing.", $"waivers:\n- {{rule: {Id}, path: draft.md, reason: why}}").Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("S004");
    }

    [Fact]
    public void Findings_of_a_rule_that_says_so_always_count()
    {
        const string Rule = "rules:\n- id: sure\n  title: t\n  suppressible: false\n  for: {s: shares}\n  check: s.share ~ share(number(s.part), number(s.whole))\n  mark: [s.share]\n  message: m\n";
        var report = Checked($"<!-- pverify: ignore sure: why -->\n{Wrong}", Rule, shipped: false);
        report.Findings.ShouldHaveSingleItem().IsOpen.ShouldBeTrue();
        report.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("S003");
        Checked(Wrong, Rule + "waivers:\n- {rule: sure, words: 56%, reason: why}", shipped: false).Diagnostics.ShouldHaveSingleItem().Kind.ShouldBe(DiagnosticKind.Configuration);
    }

    [Fact]
    public void What_somebody_answered_for_is_not_repaired()
    {
        var verifier = new Verifier(new VerifierOptions());
        static Repair? First(Finding finding) => finding.Repairs.FirstOrDefault(r => r.Edits.Count > 0);

        new Fixer(verifier).Fix(new Source("draft.md", Wrong), [], First).Applied.ShouldNotBeEmpty();
        var answered = new Source("draft.md", $"<!-- pverify: ignore {Id}: why -->\n{Wrong}");
        new Fixer(verifier).Fix(answered, [], First).Fixed.ShouldBeSameAs(answered);
    }

    private static Report Checked(string text, string? rules = null, string? today = null, bool shipped = true, Func<string, Source, string>? pathFrom = null) => new Verifier(new VerifierOptions
    {
        RuleFiles = rules is null ? [] : [RuleFileReader.Read(new Source("house.yaml", rules), Limits.Default)],
        UseShippedRules = shipped,
        Today = today is null ? null : DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture),
        PathFrom = pathFrom,
        Draft = new DraftOptions { Language = "en" },
    }).Verify([new Source("draft.md", text)]);
}
