namespace PropagandaVerify.EndToEndTests;

public sealed class PacksTests : IDisposable
{
    private const string Draft = """
        ---
        published: 2020-11-02
        language: fr
        ---
        Le département a versé :

        - au centre de Bellerive : 2,4 millions d'euros ;
        - au centre de Saint-Aubin : 1,9 million d'euros ;
        - au centre de Montclair : 3,1 millions d'euros.
        """;

    private const string Rules = """
        ruleset: house
        rules:
        - id: too-many-items
          title: A list has many items
          tags: [house]
          params: {most: 10}
          for: {l: lists}
          check: l.size <= most
          message: "{l.size} items, at most {most}."
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public PacksTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "packs"));
        Directory.CreateDirectory(Path.Combine(folder, "drafts"));
        File.WriteAllText(Path.Combine(folder, "drafts", "draft.md"), Draft);
        File.WriteAllText(Path.Combine(folder, "packs", "house.yaml"), Rules);
    }

    private string Drafts => Path.Combine(folder, "drafts");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_configuration_holds_for_the_folders_below_it()
    {
        Configure("extends: [core/lists, packs/]\noverride: {'tag:house': {severity: error, params: {most: 2}}}\n");
        var checkedDraft = Pverify.RunIn(Drafts, null, "check", "draft.md");
        checkedDraft.Output.ShouldContain("error[too-many-items]: 3 items, at most 2.");
        checkedDraft.ExitCode.ShouldBe(1);

        var listed = Pverify.RunIn(Drafts, null, "rules", "list").Output;
        listed.ShouldContain("too-many-items                           error");
        listed.ShouldNotContain("date-after-publication");

        Pverify.RunIn(Drafts, null, "check", "draft.md", "--no-config").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Without_extends_the_shipped_packs_take_part_and_what_is_off_is_named()
    {
        Configure("disable: [item-label-deviates]\n");
        var result = Pverify.RunIn(Drafts, null, "check", "draft.md");
        result.Output.ShouldContain("off: item-label-deviates");
        result.Output.ShouldContain("shipped rules (-v names them)");
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_mistake_in_the_configuration_is_no_clean_run()
    {
        Configure("disable: [item-label-deviate]\n");
        var result = Pverify.RunIn(Drafts, null, "check", "draft.md");
        result.Output.ShouldContain("did you mean `item-label-deviates`?");
        result.ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("../outside.yaml")]
    [InlineData("/etc/hostname")]
    public void A_pack_reaches_no_file_outside_the_folder_of_the_configuration(string path)
    {
        Configure("ruleset: here\n" + Rules[(Rules.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        File.WriteAllText(Path.Combine(folder, "..", "outside.yaml"), Rules);
        File.WriteAllText(Path.Combine(folder, "house.yaml"), $"extends: [{path}]\n");
        var result = Pverify.RunIn(folder, null, "check", "drafts/draft.md", "--rules", "house.yaml");
        File.Delete(Path.Combine(folder, "..", "outside.yaml"));
        result.Output.ShouldContain("it lies outside");
        result.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Lint_tells_mistakes_from_what_is_poor()
    {
        File.WriteAllText(Path.Combine(folder, "poor.yaml"), """
            rules:
            - id: poor
              title: {en: t, fr: t}
              params: {never: 1}
              for: {l: lists, i: items}
              check: l.size != 3
              message: {en: m}
              examples: {fails: [{text: "Paris 2, Lyon 3, Nice 1, soit 6 au total."}]}
            """);
        var poor = Pverify.RunIn(folder, null, "rules", "lint", "poor.yaml");
        foreach (var code in new[] { "L001", "L002", "L003", "L004", "L005" })
        {
            poor.Output.ShouldContain($"note[{code}]");
        }

        poor.Output.ShouldContain("nothing uses `i` of `for`");
        poor.ExitCode.ShouldBe(1);

        File.WriteAllText(Path.Combine(folder, "wrong.yaml"), Rules.Replace("l.size <=", "l.sise <=", StringComparison.Ordinal));
        var wrong = Pverify.RunIn(folder, null, "rules", "lint", "wrong.yaml");
        wrong.Error.ShouldContain("did you mean `size`?");
        wrong.ExitCode.ShouldBe(2);
        Pverify.Run("rules", "lint").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Explain_shows_what_a_short_form_stands_for()
    {
        File.WriteAllText(Path.Combine(folder, "forms.yaml"), "rules:\n- {id: sums, aggregate: {whole: nation.cases, parts: regions.cases where level = 1, by: [day]}}\n");
        var result = Pverify.RunIn(folder, null, "explain", "sums", "--rules", "forms.yaml");
        result.Output.ShouldContain("`aggregate` stands for:");
        result.Output.ShouldContain("    parts: regions where parts.day = whole.day and parts.level = 1");
        result.Output.ShouldContain("  check: whole.cases ~ sum(parts.cases)");
        result.ExitCode.ShouldBe(0);
    }

    private void Configure(string text) => File.WriteAllText(Path.Combine(folder, "propagandaverify.yaml"), text);
}
