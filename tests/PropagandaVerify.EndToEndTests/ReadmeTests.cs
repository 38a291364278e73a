namespace PropagandaVerify.EndToEndTests;

/// <summary>What README shows is what the tool prints.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_sample_run_prints_what_readme_shows()
    {
        var readme = File.ReadAllText(Path.Combine(Pverify.Root, "README.md"));
        var blocks = readme.Split("```").Where((_, i) => i % 2 == 1).Where(b => b.Contains("-- check ", StringComparison.Ordinal)).ToList();
        blocks.ShouldNotBeEmpty();
        foreach (var block in blocks)
        {
            var lines = block.Split('\n').Skip(1).ToList();
            var command = lines[0][(lines[0].IndexOf("-- ", StringComparison.Ordinal) + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var shown = string.Join('\n', lines.Skip(1)).Trim();
            Pverify.Run(command).Output.Trim().ShouldBe(shown);
        }
    }

    [Fact]
    public void The_rule_that_readme_explains_passes_its_own_examples()
    {
        var readme = File.ReadAllText(Path.Combine(Pverify.Root, "README.md"));
        var yaml = readme[readme.IndexOf("## A rule, line by line", StringComparison.Ordinal)..].Split("```yaml\n")[1].Split("```")[0];
        var file = Path.GetTempFileName() + ".yaml";
        File.WriteAllText(file, yaml);
        try
        {
            var result = Pverify.Run("rules", "test", file);
            result.Output.ShouldContain(" 0 failed");
            result.ExitCode.ShouldBe(0, result.Error);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
