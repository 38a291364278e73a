using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Rules;

public class PathScopeTests
{
    private const string Wrong = "Of the 480 berths, 312 are let, or 56% of them.";

    [Fact]
    public void A_scope_holds_for_its_drafts_alone()
    {
        var report = Checked("scopes:\n- {path: archive/*, disable: [share-differs-from-part]}\n- {path: archive/old.md, override: {share-differs-from-part: {severity: error}}}\n- {path: b.md, override: {share-differs-from-part: {severity: info}}}", "a.md", "b.md", "archive/a.md", "archive/old.md");
        report.Findings.Select(f => $"{f.Place.Source.Path} {f.Severity}").ShouldBe(["a.md Warning", "b.md Info"]);
        report.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_scopes_the_later_counts_and_within_one_a_rule_goes_over_its_tag() =>
        Checked("scopes:\n- {path: '*', override: {share-differs-from-part: {severity: error}, 'tag:pct.of': {severity: info}}}\n- {path: b.md, override: {share-differs-from-part: {severity: info}}}", "a.md", "b.md")
            .Findings.Select(f => f.Severity).ShouldBe([Severity.Error, Severity.Info]);

    [Fact]
    public void One_that_names_no_rule_is_a_mistake() => Checked("scopes:\n- {path: '*', disable: [share-differs-from-prt]}", "a.md").Diagnostics.ShouldHaveSingleItem().Help.ShouldBe("did you mean `share-differs-from-part`?");

    private static Report Checked(string rules, params string[] paths)
    {
        var file = RuleFileReader.Read(new Source("house.yaml", rules), Limits.Default);
        file.Diagnostics.ShouldBeEmpty();
        return new Verifier(new VerifierOptions { RuleFiles = [file] }).Verify([.. paths.Select(p => new Source(p, Wrong))]);
    }
}
