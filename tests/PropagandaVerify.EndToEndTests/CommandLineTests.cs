using System.Text.Json;

namespace PropagandaVerify.EndToEndTests;

public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(3, "there is no such file", "missing.txt")]
    [InlineData(3, "this is no text file", ".")]
    [InlineData(3, "this is no text file", "binary.txt")]
    [InlineData(3, "the file is empty", "empty.txt")]
    [InlineData(3, "the file is 50 MB", "large.txt")]
    [InlineData(2, "broken.yaml:1:8", "draft.txt", "--rules", "broken.yaml")]
    [InlineData(2, "there is no such file", "draft.txt", "--rules", "missing.yaml")]
    [InlineData(1, "error[label-contradicts-entity]", "draft.txt")]
    [InlineData(0, "0 errors", "clean.txt")]
    public void Every_input_gives_a_clear_message_and_its_exit_code(int exit, string message, params string[] arguments)
    {
        WriteFiles();
        var result = Pverify.RunIn(folder, null, ["check", .. arguments]);
        (result.Output + result.Error).ShouldContain(message);
        result.ExitCode.ShouldBe(exit);
    }

    [Theory]
    [InlineData("did you mean `check`?", "chek", "draft.txt")]
    [InlineData("did you mean `--format`?", "check", "--formt", "json", "draft.txt")]
    [InlineData("is no date", "check", "--published", "26/10/2020", "draft.txt")]
    [InlineData("nothing to check", "check")]
    [InlineData("did you mean `total-differs-from-parts`?", "explain", "total-difers-from-parts")]
    public void Wrong_usage_is_exit_code_2_with_a_suggestion(string message, params string[] arguments)
    {
        WriteFiles();
        var result = Pverify.RunIn(folder, null, arguments);
        result.Error.ShouldContain(message);
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_finding_outlives_a_file_that_cannot_be_read_and_the_worst_exit_code_wins()
    {
        WriteFiles();
        var result = Pverify.RunIn(folder, null, "check", "draft.txt", "missing.txt");
        result.Output.ShouldContain("error[label-contradicts-entity]");
        result.Output.ShouldContain("there is no such file");
        result.ExitCode.ShouldBe(3);
    }

    [Theory]
    [InlineData("missing.txt: there is no such file", "check", "--explain", "missing.txt:1")]
    [InlineData("did you mean `draft.txt`?", "check", "--explain", "drat.txt:1")]
    [InlineData("there is no line 99", "check", "--explain", "draft.txt:99")]
    [InlineData("there is no column 999", "check", "--explain", "draft.txt:1:999")]
    [InlineData("is no place; write --explain draft.md:9", "check", "--explain", "draft.txt")]
    [InlineData("--explain goes with none of", "check", "draft.txt", "--fix", "--explain", "draft.txt:1")]
    public void A_place_that_is_not_there_cannot_be_explained(string message, params string[] arguments)
    {
        WriteFiles();
        var result = Pverify.RunIn(folder, null, arguments);
        result.Error.ShouldContain(message);
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_place_is_explained_without_naming_its_file_twice()
    {
        WriteFiles();
        var found = Pverify.RunIn(folder, null, "check", "draft.txt").Output.Split('\n').First(l => l.StartsWith("  --> ", StringComparison.Ordinal))[6..].Trim();
        var result = Pverify.RunIn(folder, null, "check", "--explain", found);
        result.Output.ShouldContain("  fired          label-contradicts-entity as `l`: error, impossible");
        result.ExitCode.ShouldBe(0);
        Pverify.RunIn(folder, null, "check", "draft.txt", "--explain", found).Output.ShouldBe(result.Output);
    }

    [Fact]
    public void A_profile_stays_out_of_the_report()
    {
        WriteFiles();
        var result = Pverify.RunIn(folder, null, "check", "draft.txt", "--format", "json", "--profile");
        using var json = JsonDocument.Parse(result.Output);
        result.Error.ShouldMatch(@"(?m)^label-contradicts-entity +\d+\.\d{3} +\d+ +\d+ +1\r?$");
        result.Error.ShouldMatch(@"(?m)^extract +\d+\.\d{3}\r?$");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Json_has_offsets_into_the_decoded_text()
    {
        WriteFiles();
        var result = Pverify.RunIn(folder, null, "check", "draft.txt", "--format", "json");
        using var json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("version").GetInt32().ShouldBe(1);
        var file = json.RootElement.GetProperty("files")[0];
        file.GetProperty("figures").GetInt32().ShouldBe(file.GetProperty("checked").GetInt32() + file.GetProperty("unchecked").GetInt32());
        var finding = json.RootElement.GetProperty("findings")[0];
        var text = File.ReadAllText(Path.Combine(folder, "draft.txt"));
        text[finding.GetProperty("start").GetInt32()..finding.GetProperty("end").GetInt32()].ShouldBe(finding.GetProperty("text").GetString());
        finding.GetProperty("line").GetInt32().ShouldBe(5);
        finding.GetProperty("column").GetInt32().ShouldBe(23);
        foreach (var property in new[] { "rule", "severity", "verdict", "path", "message", "related", "working", "repairs" })
        {
            finding.TryGetProperty(property, out _).ShouldBeTrue(property);
        }
    }

    [Fact]
    public void Standard_input_is_a_draft()
    {
        var result = Pverify.RunIn(folder, "L'accord avec la ville de Douyin est signé.\n", "check", "-");
        result.Output.ShouldContain("<stdin>:1:18");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Fail_on_moves_the_line_between_0_and_1()
    {
        File.WriteAllText(Path.Combine(folder, "a.txt"), "Titre\n\nPublié le 26 octobre 2020\n\nLe 16 décembre, le bureau a publié un document.\n");
        Pverify.RunIn(folder, null, "check", "a.txt").ExitCode.ShouldBe(0);
        Pverify.RunIn(folder, null, "check", "a.txt", "--fail-on", "info").ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Strict_minds_a_rule_of_the_users_that_found_nothing_to_look_at()
    {
        File.WriteAllText(Path.Combine(folder, "a.txt"), "Le bureau a publié un document, et personne ne l'a lu.\n");
        File.WriteAllText(Path.Combine(folder, "house.yaml"), """
            rules:
            - id: list-is-long
              title: A list of more than three items
              for: {l: lists}
              check: l.size <= 3
              message: "{l.size} items"
              examples: {holds: ["Paris 2, Lyon 3, soit 5 au total."], fails: [{text: "Paris 2, Lyon 3, Nice 1, Metz 4, soit 10 au total.", at: "Paris 2, Lyon 3, Nice 1, Metz 4"}]}
            """);
        Pverify.RunIn(folder, null, "check", "a.txt", "--strict").ExitCode.ShouldBe(0);
        Pverify.RunIn(folder, null, "check", "a.txt", "--rules", "house.yaml").ExitCode.ShouldBe(0);
        var strict = Pverify.RunIn(folder, null, "check", "a.txt", "--rules", "house.yaml", "--strict");
        strict.ExitCode.ShouldBe(3);
        strict.Error.ShouldContain("list-is-long");
    }

    [Fact]
    public void Verbose_logs_the_stages_on_standard_error_and_shows_what_holds()
    {
        var result = Pverify.Run("check", "tests/cases/drafts/luoyang-clean/draft.md", "-v");
        result.Error.ShouldContain("extract:");
        result.Error.ShouldContain("conversions 3");
        result.Output.ShouldContain("holds[total-differs-from-parts]");
        result.Output.ShouldContain("6,5 + 2,9 + 10 + 3,05 + 3,45 + 4,5 + 8,05 + 3,3 + 3,4 = 45,15");
    }

    [Fact]
    public void Facts_shows_the_relations_that_rules_see()
    {
        var result = Pverify.Run("facts", "tests/cases/drafts/luoyang-clean/draft.md");
        foreach (var relation in new[] { "figures (19)", "lists (1)", "items (9)", "stated_totals (1)", "conversions (3)", "dates (", "labels (", "document (1)" })
        {
            result.Output.ShouldContain(relation);
        }

        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Facts_writes_relations_for_other_programs()
    {
        const string Path = "tests/cases/drafts/luoyang-clean/draft.md";
        using var json = JsonDocument.Parse(Pverify.Run("facts", Path, "--format", "json").Output);
        json.RootElement.GetProperty("relations").GetProperty("figures").GetArrayLength().ShouldBe(19);
        using var one = JsonDocument.Parse(Pverify.Run("facts", Path, "--format", "json", "--relation", "items").Output);
        one.RootElement.GetProperty("relations").EnumerateObject().ShouldHaveSingleItem().Value.GetArrayLength().ShouldBe(9);
        Pverify.Run("facts", Path, "--format", "csv", "--relation", "items").Output.Split("\r\n").Length.ShouldBe(11);
    }

    [Fact]
    public void Facts_as_csv_wants_one_relation()
    {
        var result = Pverify.Run("facts", "tests/cases/drafts/luoyang-clean/draft.md", "--format", "csv");
        result.Error.ShouldContain("--relation NAME");
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void Rules_test_runs_the_shipped_examples()
    {
        var result = Pverify.Run("rules", "test");
        result.Output.ShouldContain(" 0 failed");
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_failed_example_is_shown_as_a_difference_with_exit_code_1()
    {
        File.WriteAllText(Path.Combine(folder, "r.yaml"), """
            rules:
            - id: wrong
              title: t
              for: {d: dates}
              check: d.has_year
              message: m
              examples:
                holds: [{text: "Le 3 mai, il pleut.", published: 2020-05-09}]
            """);
        var result = Pverify.RunIn(folder, null, "rules", "test", "r.yaml");
        result.Output.ShouldContain("- wanted: holds");
        result.Output.ShouldContain("+ got:    fails at « 3 mai »");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Explain_shows_the_rule_and_its_examples()
    {
        var result = Pverify.Run("explain", "total-differs-from-parts");
        result.Output.ShouldContain("check: total.value ~ sum(parts.value)");
        result.Output.ShouldContain("soit 4,7 millions au total");
    }

    private void WriteFiles()
    {
        File.WriteAllText(Path.Combine(folder, "draft.txt"), "Titre\n\nPublié le 26 octobre 2020\n\n« Été » : accord avec ville de Douyin, signé pour 3 ans.\n");
        File.WriteAllText(Path.Combine(folder, "clean.txt"), "Titre\n\nPublié le 26 octobre 2020\n\nTout va bien.\n");
        File.WriteAllText(Path.Combine(folder, "broken.yaml"), "rules: [{id: x\n");
        File.WriteAllText(Path.Combine(folder, "empty.txt"), "");
        File.WriteAllBytes(Path.Combine(folder, "binary.txt"), [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 3, 0, 0]);
        using var large = File.Create(Path.Combine(folder, "large.txt"));
        large.SetLength(50_000_000);
    }
}
