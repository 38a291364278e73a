namespace PropagandaVerify.EndToEndTests;

public sealed class FixTests : IDisposable
{
    private const string Draft = """
        # Les aides

        Les aides de l'année :

        - Port de Kerroc'h : **24,5** millions d'euros (28,4 millions de dollars)
        - Port de Lannévez : 3,2 millions d'euros (3,7 millions de dollars)
        - Port de Trébéron : 81 millions d'euros (9,4 millions de dollars)

        Au total, les ports ont reçu 35,8 millions d'euros. Le mardi 5 octobre 2021, la région a voté ; le vendredi 8 octobre 2021, l'État. Le lundi 5 octobre 2021, tout était dit.
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_dry_run_prints_a_diff_that_patch_would_take_and_changes_nothing()
    {
        Write();
        var result = Fix("--dry-run");
        result.Output.ShouldBe("""
            --- draft.md
            +++ draft.md
            @@ -4,6 +4,6 @@
             
             - Port de Kerroc'h : **24,5** millions d'euros (28,4 millions de dollars)
             - Port de Lannévez : 3,2 millions d'euros (3,7 millions de dollars)
            -- Port de Trébéron : 81 millions d'euros (9,4 millions de dollars)
            +- Port de Trébéron : 8,1 millions d'euros (9,4 millions de dollars)
             
             Au total, les ports ont reçu 35,8 millions d'euros. Le mardi 5 octobre 2021, la région a voté ; le vendredi 8 octobre 2021, l'État. Le lundi 5 octobre 2021, tout était dit.
            \ No newline at end of file

            """);
        result.Error.ShouldContain("would fix draft.md:7:22 81 millions d'euros → 8,1 millions d'euros");
        File.ReadAllText(Path.Combine(folder, "draft.md")).ShouldBe(Draft);
    }

    [Fact]
    public void Fixing_changes_the_words_alone_and_tells_what_is_left()
    {
        Write();
        var result = Fix();
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("left  draft.md:9:136 « lundi 5 octobre 2021 »");
        result.Output.ShouldContain("2. lundi → mardi");
        File.ReadAllText(Path.Combine(folder, "draft.md")).ShouldBe(Draft.Replace("81 millions", "8,1 millions", StringComparison.Ordinal));
        Directory.GetFiles(folder).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_page_is_corrected_in_place_where_its_words_stand_as_they_are_read()
    {
        const string Page = """
            <!DOCTYPE html><html lang="fr"><head><meta charset="iso-8859-15"><meta property="article:published_time" content="2021-10-05"></head><body>
            <p>Sur 1&nbsp;200 lampadaires, 360, soit 40&nbsp;%, ont été équipés.</p>
            <p>Sur <b>1 000</b> maisons, 360, soit <b>63</b>&nbsp;%, ont été équipées.</p>
            <p>Sur 1 000 écoles, 360, soit 63 %, ont été équipées, à 3 € près.</p>
            </body></html>
            """;
        var encoding = System.Text.CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-15")!;
        File.WriteAllBytes(Path.Combine(folder, "draft.html"), encoding.GetBytes(Page));
        var result = Pverify.RunIn(folder, null, "fix", "draft.html");
        result.Output.ShouldContain("fixed draft.html:4:32 63 % → 36 %");
        result.Output.ShouldContain("tags or references to characters stand within its words");
        File.ReadAllBytes(Path.Combine(folder, "draft.html")).ShouldBe(encoding.GetBytes(Page.Replace("63 %", "36 %", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_repair_can_be_chosen_by_place_and_number()
    {
        Write();
        Fix("--at", "9:136", "--choose", "2").Output.ShouldContain("fixed draft.md:9:136 lundi → mardi");
        File.ReadAllText(Path.Combine(folder, "draft.md")).ShouldBe(Draft.Replace("lundi 5", "mardi 5", StringComparison.Ordinal));
    }

    [Fact]
    public void Standard_input_becomes_standard_output()
    {
        // Standard input is plain text, so without the asterisks of Markdown.
        var plain = Draft.Replace("**", "", StringComparison.Ordinal);
        var result = Pverify.RunIn(folder, plain, "fix", "-", "--published", "2021-10-12", "--language", "fr");
        result.Output.ShouldBe(plain.Replace("81 millions", "8,1 millions", StringComparison.Ordinal));
        result.Error.ShouldContain("fixed <stdin>:7:22");
    }

    [Fact]
    public void A_check_may_fix_first_and_reports_what_is_left()
    {
        Write();
        var result = Pverify.RunIn(folder, null, "check", "--fix", "draft.md", "--published", "2021-10-12", "--language", "fr");
        result.Error.ShouldContain("fixed draft.md:7:22");
        result.Output.ShouldContain("1 file, 7 figures: 7 checked, 0 unchecked; 1 error, 0 warnings");
    }

    [Theory]
    [InlineData("--choose needs --at", "draft.md", "--choose", "2")]
    [InlineData("is no place", "draft.md", "--at", "here")]
    [InlineData("missing", "")]
    public void Wrong_usage_is_exit_code_2(string message, params string[] arguments)
    {
        Write();
        var result = Pverify.RunIn(folder, null, ["fix", .. arguments.Where(a => a.Length > 0)]);
        result.Error.ShouldContain(message);
        result.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void A_dataset_is_not_changed()
    {
        File.WriteAllText(Path.Combine(folder, "table.csv"), "a,b\n1,2\n");
        var result = Pverify.RunIn(folder, null, "fix", "table.csv");
        result.Error.ShouldContain("only drafts are corrected");
        result.ExitCode.ShouldBe(3);
    }

    private void Write() => File.WriteAllText(Path.Combine(folder, "draft.md"), Draft);

    private Pverify.Result Fix(params string[] arguments) => Pverify.RunIn(folder, null, ["fix", "draft.md", "--published", "2021-10-12", "--language", "fr", .. arguments]);
}
