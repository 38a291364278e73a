using System.Text.Json;

namespace PropagandaVerify.EndToEndTests;

public sealed class ReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public ReportTests() => File.WriteAllText(Path.Combine(folder, "draft.txt"), "Titre\n\nPublié le 26 octobre 2020\n\nUn accord avec la ville de Douyin est signé.\n");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_takes_the_report_of_the_format_before_it_and_the_last_goes_to_standard_output()
    {
        var result = Pverify.RunIn(folder, null, "check", "draft.txt", "--format", "sarif", "--out", "r.sarif", "-f", "junit", "-o", "r.xml", "--format=csv", "--out=r.csv", "--format", "text");
        result.ExitCode.ShouldBe(1, result.Error);
        result.Output.ShouldContain("error[label-contradicts-entity]");
        using var sarif = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "r.sarif")));
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results");
        results.GetArrayLength().ShouldBe(1);
        results[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("draft.txt");
        File.ReadAllText(Path.Combine(folder, "r.xml")).ShouldContain("<failure message=");
        File.ReadAllText(Path.Combine(folder, "r.csv")).Split("\r\n").Length.ShouldBe(3);
        Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ShouldBe(["draft.txt", "r.csv", "r.sarif", "r.xml"]);
    }

    [Fact]
    public void A_file_alone_takes_the_text_and_leaves_standard_output_empty()
    {
        var result = Pverify.RunIn(folder, null, "check", "draft.txt", "--out", "r.txt");
        result.Output.ShouldBeEmpty();
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(1);
        File.ReadAllText(Path.Combine(folder, "r.txt")).ShouldBe(Pverify.RunIn(folder, null, "check", "draft.txt").Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("json and csv would both go to standard output", "--format", "json", "--format", "csv")]
    [InlineData("there is no folder `missing`", "--format", "json", "--out", "missing/r.json")]
    [InlineData("stands before the first --format", "--out", "r.json", "--format", "json")]
    [InlineData("the report goes to a.json already", "--format", "json", "--out", "a.json", "--out", "b.json")]
    [InlineData("two reports would go to ./r", "--format", "json", "--out", "r", "--format", "csv", "--out", "./r")]
    [InlineData("would replace a file that is checked", "--format", "json", "--out", "./draft.txt")]
    [InlineData("is a folder", "--format", "json", "--out", ".")]
    [InlineData("did you mean `sarif`?", "--format", "sarf")]
    [InlineData("--explain goes with none of", "--out", "r", "--explain", "draft.txt:5")]
    public void Reports_that_make_no_sense_are_wrong_usage(string message, params string[] arguments)
    {
        var result = Pverify.RunIn(folder, null, ["check", "draft.txt", .. arguments]);
        result.Error.ShouldContain(message);
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        Directory.GetFiles(folder).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_report_takes_the_place_of_the_last_one_and_a_link_stays_one()
    {
        Directory.CreateDirectory(Path.Combine(folder, "kept"));
        File.WriteAllText(Path.Combine(folder, "kept", "r.json"), new string('x', 100_000));
        File.CreateSymbolicLink(Path.Combine(folder, "r.json"), Path.Combine("kept", "r.json"));
        Pverify.RunIn(folder, null, "check", "draft.txt", "--format", "json", "--out", "r.json").ExitCode.ShouldBe(1);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "kept", "r.json")));
        new FileInfo(Path.Combine(folder, "r.json")).LinkTarget.ShouldNotBeNull();
    }

    [Fact]
    public void What_could_not_be_read_is_told_on_standard_error_where_no_text_is_shown()
    {
        var result = Pverify.RunIn(folder, null, "check", "draft.txt", "gone.txt", "--format", "sarif", "--out", "r.sarif");
        result.Error.ShouldContain("there is no such file");
        result.ExitCode.ShouldBe(3);
        using var sarif = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "r.sarif")));
        sarif.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Workflow_commands_bring_a_summary_of_the_step()
    {
        var summary = Path.Combine(folder, "summary.md");
        File.WriteAllText(summary, "before\n");
        var result = Pverify.RunWith(folder, new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = summary }, "check", "draft.txt", "--format", "github");
        result.Output.ShouldStartWith("::error file=draft.txt,line=5,");
        result.ExitCode.ShouldBe(1);
        File.ReadAllText(summary).ShouldStartWith("before\n### PropagandaVerify: 1 error");
        Pverify.RunWith(folder, new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = summary }, "check", "draft.txt", "--format", "markdown").Output.ShouldStartWith("### PropagandaVerify");
        File.ReadAllText(summary).Split("### PropagandaVerify").Length.ShouldBe(2);
    }
}
