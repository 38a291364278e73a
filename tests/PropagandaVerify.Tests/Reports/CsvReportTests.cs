using PropagandaVerify.Reports;

namespace PropagandaVerify.Tests.Reports;

public class CsvReportTests
{
    [Fact]
    public void A_finding_is_one_line()
    {
        var lines = ReportSamples.Written(o => CsvReport.Write(ReportSamples.Of(ReportSamples.Finding("a\n-12", 2, 5, message: "it, \"really\"\nis")), o)).Split("\r\n");
        lines.Length.ShouldBe(3);
        lines[0].ShouldBe("path,where,line,column,start,end,byte,rule,severity,verdict,text,message,working,related,repairs,key,suppression");
        lines[1].ShouldBe("draft.md,2:1,2,1,2,5,2,it-is-wrong,error,impossible,-12,\"it, \"\"really\"\" is\",,,,:1,");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 1", "'+33 1")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@A1", "'@A1")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("\u001b[31m", "\uFFFD[31m")]
    public void Words_are_no_formulas_and_no_controls(string words, string cell) =>
        ReportSamples.Written(o => CsvReport.Write(ReportSamples.Of(ReportSamples.Finding(words, 0, words.Length)), o)).Split("\r\n")[1].Split(',')[10].ShouldBe(cell);
}
