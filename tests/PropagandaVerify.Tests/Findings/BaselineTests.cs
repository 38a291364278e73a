using System.Globalization;
using CsCheck;
using PropagandaVerify.Findings;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Findings;

public class BaselineTests
{
    private const string Harbour = "Of the 480 berths, 312 are let, or 56% of them.";
    private const string Fleet = "Of the 200 boats, 50 are old, or 35% of them.";

    private static readonly string[] Sentences = ["The harbour is old.", "Boats come and go.\r\n", "# A heading", "- an item", "", "Nobody counts the gulls, says the mayor.", "*Again* and again."];

    private static readonly Gen<string> Prose = Gen.Int[0, Sentences.Length - 1].Select(i => Sentences[i]).Array[0, 5].Select(p => string.Join("\n\n", p));

    [Fact]
    public void What_was_known_does_not_count_and_what_is_new_does()
    {
        var known = Written(("a.md", Harbour));
        var report = Checked(known, ("a.md", $"{Harbour}\n\n{Fleet}"));
        report.Findings.Select(f => f.Suppression?.Kind).ShouldBe([SuppressionKind.Baseline, null]);
        report.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Text_elsewhere_and_another_order_keep_what_was_known()
    {
        var known = Written(("a.md", $"{Harbour}\n\n{Fleet}"));
        Gen.Select(Prose, Prose, Prose, Gen.Bool).Sample((before, between, behind, swapped) =>
        {
            var (first, second) = swapped ? (Fleet, Harbour) : (Harbour, Fleet);
            var report = Checked(known, ("a.md", $"{before}\n\n{first}\n\n{between}\n\n{second}\n\n{behind}"));
            return report.Findings.Count == 2 && report.Findings.All(f => f.Suppression?.Kind == SuppressionKind.Baseline) && report.Baseline!.Gone.Count == 0;
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void Another_figure_is_new_and_the_old_one_gone() => Gen.Select(Gen.Int[300, 479], Gen.Int[20, 50]).Sample((part, share) =>
    {
        var known = Written(("a.md", Harbour));
        var report = Checked(known, ("a.md", string.Create(CultureInfo.InvariantCulture, $"Of the 480 berths, {part} are let, or {share}% of them.")));
        return report.Findings.All(f => f.IsOpen) && report.Baseline!.Gone.Count == 1 && report.Diagnostics.Single().Code == "S006";
    }, iter: 20, threads: 1);

    [Fact]
    public void One_more_of_the_same_is_new()
    {
        var known = Written(("a.md", $"{Harbour}\n\n{Harbour}"));
        Checked(known, ("a.md", $"{Harbour}\n\n{Harbour}\n\n{Harbour}")).Findings.Select(f => f.IsOpen).ShouldBe([false, false, true]);
        var fewer = Checked(known, ("a.md", Harbour));
        fewer.Findings.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
        fewer.Baseline!.Gone.Count.ShouldBe(1);
    }

    [Fact]
    public void A_renamed_file_is_followed_where_its_finding_is_the_only_one_of_its_kind()
    {
        var known = Written(("a.md", $"{Harbour}\n\n{Fleet}"));
        var moved = Checked(known, exists: p => p != "a.md", ("b.md", $"{Harbour}\n\n{Fleet}"));
        moved.Findings.ShouldAllBe(f => !f.IsOpen);
        moved.Baseline!.Found.Select(f => (f.Entry.File, f.Finding.Place.Source.Path)).ShouldBe([("a.md", "b.md"), ("a.md", "b.md")]);

        // Two places that it may have gone to are none.
        var copied = Checked(known, exists: p => p != "a.md", ("b.md", Harbour), ("c.md", Harbour));
        copied.Findings.ShouldAllBe(f => f.IsOpen);
        copied.Baseline!.Gone.Count.ShouldBe(2);
    }

    [Fact]
    public void A_paragraph_is_followed_into_another_file_but_a_copy_of_it_is_new()
    {
        var known = Written(("a.md", Harbour));
        Checked(known, ("a.md", "Nothing."), ("b.md", Harbour)).Findings.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
        Checked(known, ("a.md", Harbour), ("b.md", Harbour)).Findings.Select(f => f.IsOpen).ShouldBe([false, true]);

        // A file that the run did not read may still hold it.
        Checked(known, ("b.md", Harbour)).Findings.ShouldHaveSingleItem().IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void Files_and_rules_that_a_run_leaves_out_are_not_gone()
    {
        var known = Written(("a.md", Harbour), ("b.md", Fleet));
        var report = Checked(known, ("b.md", Fleet));
        (report.Baseline!.Gone.Count, report.Baseline.Untouched.Count, report.Diagnostics.Count).ShouldBe((0, 1, 0));
        var without = new Verifier(new VerifierOptions { Baseline = known, UseShippedRules = false }).Verify([new Source("a.md", Harbour), new Source("b.md", Fleet)]);
        (without.Baseline!.Gone.Count, without.Baseline.Untouched.Count).ShouldBe((0, 2));
    }

    [Fact]
    public void What_is_written_is_sorted_and_the_same_whatever_the_order_of_the_files()
    {
        var text = Text(("b.md", $"{Fleet}\n\n{Harbour}"), ("a.md", Harbour));
        text.ShouldBe(Text(("a.md", Harbour), ("b.md", $"{Fleet}\n\n{Harbour}")));
        text.Split('\n')[3..^3].Select(l => l.Split(',')[0]).ShouldBe(["{\"file\":\"a.md\"", "{\"file\":\"b.md\"", "{\"file\":\"b.md\""]);
        text.ShouldContain("\"words\":\"56%\",\"figures\":[\"312\",\"480 berths\"]");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"version\": 1}")]
    [InlineData("{\"version\": 2, \"findings\": []}")]
    [InlineData("{\"version\": \"1\", \"findings\": []}")]
    [InlineData("{\"version\": 1, \"findings\": [3]}")]
    [InlineData("{\"version\": 1, \"findings\": [{\"file\": \"a\", \"rule\": \"b\", \"key\": \"c:1\"}]}")]
    [InlineData("{\"version\": 1, \"findings\": [{\"file\": \"a\", \"rule\": \"b\", \"key\": \"0123456789abcdef0123456789abcdef:0\"}]}")]
    public void What_is_no_baseline_is_refused(string json)
    {
        var (baseline, diagnostic) = Baseline.Read(new Source("known.json", json));
        baseline.ShouldBeNull();
        (diagnostic!.Code, diagnostic.Kind).ShouldBe(("S007", DiagnosticKind.Configuration));
    }

    private static string Text(params (string Path, string Text)[] drafts)
    {
        using var text = new StringWriter { NewLine = "\n" };
        BaselineFile.Write([.. new Verifier(new VerifierOptions()).Verify([.. drafts.Select(d => new Source(d.Path, d.Text))]).Findings.Select(f => BaselineFile.Of(f, f.Place.Source.Path))], text);
        return text.ToString();
    }

    private static Baseline Written(params (string Path, string Text)[] drafts) => Baseline.Read(new Source("known.json", Text(drafts))).Baseline!;

    private static Report Checked(Baseline known, params (string Path, string Text)[] drafts) => Checked(known, _ => true, drafts);

    private static Report Checked(Baseline known, Func<string, bool> exists, params (string Path, string Text)[] drafts) =>
        new Verifier(new VerifierOptions { Baseline = known, Exists = (path, _) => exists(path) }).Verify([.. drafts.Select(d => new Source(d.Path, d.Text))]);
}
