using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

public class GitHubReportTests
{
    [Fact]
    public void A_finding_is_one_command_with_its_place() =>
        Written(ReportSamples.Of(ReportSamples.Finding("a 12", 2, 4, "a,b:c.md", "100% wrong\nreally"))).ShouldBe("::error file=a%2Cb%3Ac.md,line=1,endLine=1,col=3,endColumn=4,title=it-is-wrong::100%25 wrong really\n");

    [Fact]
    public void Columns_are_left_out_where_words_go_on_in_another_line() =>
        Written(ReportSamples.Of(ReportSamples.Finding("a 1\n2 b", 2, 5, severity: Severity.Info))).ShouldBe("::notice file=draft.md,line=1,endLine=2,title=it-is-wrong::It is wrong.\n");

    [Fact]
    public void A_file_without_lines_says_where_in_the_message()
    {
        var source = new Source("a.docx", "a 12 b") { Origins = [new Origin(new TextSpan(0, 6), "paragraph 3")] };
        Written(ReportSamples.Of(ReportSamples.Finding("", 2, 4, source: source))).ShouldBe("::error file=a.docx,title=it-is-wrong::paragraph 3: It is wrong.\n");
    }

    [Fact]
    public void Diagnostics_are_commands_too() =>
        Written(ReportSamples.Of() with { Diagnostics = [Diagnostic.OfFile("a.md", "D001", DiagnosticKind.Incomplete, "gone", "look"), Diagnostic.OfFile(null, "E002", DiagnosticKind.Note, "many")] })
            .ShouldBe("::error file=a.md,title=D001::gone%0Alook\n::notice title=E002::many\n");

    [Fact]
    public void Hostile_words_begin_no_command_and_steer_no_terminal()
    {
        var text = Written(ReportSamples.Of(ReportSamples.HostileFinding()));
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith("::error file=");
        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\u202E');
        text.Split("::")[1].ShouldNotContain("::");
    }

    private static string Written(Report report) => ReportSamples.Written(o => GitHubReport.Write(report, o));
}
