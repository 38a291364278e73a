using System.Xml.Linq;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

public class JUnitReportTests
{
    [Theory]
    [InlineData(Severity.Error, "failure")]
    [InlineData(Severity.Warning, "system-out")]
    [InlineData(Severity.Info, "system-out")]
    public void A_finding_fails_its_case_where_it_fails_the_run(Severity severity, string element)
    {
        var one = Case(ReportSamples.Of(ReportSamples.Finding("a 12", 2, 4, severity: severity)));
        one.Elements().ShouldHaveSingleItem().Name.LocalName.ShouldBe(element);
        one.Value.ShouldContain("draft.md:1:3: It is wrong.");
    }

    [Fact]
    public void All_findings_of_a_rule_in_a_file_are_one_case()
    {
        var failure = Case(ReportSamples.Of(ReportSamples.Finding("a 12", 2, 4), ReportSamples.Finding("b\n34", 2, 4))).Element("failure")!;
        failure.Attribute("message")!.Value.ShouldBe("1:3: It is wrong. (and 1 more)");
        failure.Value.ShouldContain("draft.md:2:1: It is wrong.");
    }

    [Fact]
    public void A_rule_that_could_decide_nothing_is_skipped_and_one_that_could_decide_something_passes()
    {
        var place = ReportSamples.Finding("a 12", 2, 4).Place;
        var undecided = new Checked("a-rule", Verdict.Undecidable, place, [], "its year is not known");
        Case(ReportSamples.Of() with { Checked = [undecided] }).Element("skipped")!.Attribute("message")!.Value.ShouldBe("its year is not known");
        var passed = Case(ReportSamples.Of() with { Checked = [undecided, undecided with { Verdict = Verdict.Holds }] });
        passed.Elements().ShouldHaveSingleItem().Value.ShouldBe("undecided: draft.md:1:3 its year is not known");
    }

    [Fact]
    public void A_file_that_was_not_read_is_an_error()
    {
        var suites = Suites(ReportSamples.Of() with { Diagnostics = [Diagnostic.OfFile("a.md", "D001", DiagnosticKind.Incomplete, "there is no such file")] });
        suites.Attribute("errors")!.Value.ShouldBe("1");
        suites.Descendants("error").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldBe("there is no such file");
    }

    [Fact]
    public void Hostile_words_make_a_file_that_can_be_read()
    {
        var text = Suites(ReportSamples.Of(ReportSamples.HostileFinding())).ToString();
        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\u202E');
    }

    private static XElement Case(Report report) => Suites(report).Descendants("testcase").ShouldHaveSingleItem();

    private static XElement Suites(Report report) => XDocument.Parse(ReportSamples.Written(o => new JUnitReport(o).Write(report))).Root!;
}
