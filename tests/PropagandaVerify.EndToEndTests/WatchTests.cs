using System.Diagnostics;

namespace PropagandaVerify.EndToEndTests;

public sealed class WatchTests : IDisposable
{
    private const string Rule = "rules:\n- {id: part-exceeds-total, title: t, for: {t: stated_totals, i: items}, where: i.list = t.list, check: i.value <= t.value, message: m, examples: {holds: ['Paris 2, Lyon 3, soit 5 au total.']}}\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Watching_runs_again_when_a_file_changes_or_appears_and_ends_with_its_input()
    {
        Write("house.yaml", Rule);
        using var process = Pverify.Start(folder, "rules", "test", "house.yaml", "--watch");
        try
        {
            (await Until(process, "watching")).ShouldContain("1 rule, 1 example: 1 passed, 0 failed");

            Write("house.tests.yaml", "tests: {part-exceeds-total: {holds: ['Paris 7, Lyon 3, soit 5 au total.']}}\n");
            var second = await Until(process, "watching");
            second.ShouldContain("appeared: house.tests.yaml");
            second.ShouldContain("1 rule, 2 examples: 1 passed, 1 failed");
            second[^1].ShouldBe("watching 2 files; Ctrl-C ends");

            Write("house.yaml", Rule.Replace("soit 5", "soit 6 ou 5", StringComparison.Ordinal));
            (await Until(process, "watching")).ShouldContain("changed: house.yaml");

            File.Delete(Path.Combine(folder, "house.tests.yaml"));
            (await Until(process, "watching")).ShouldContain("gone: house.tests.yaml");

            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.ExitCode.ShouldBe(0);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [Theory]
    [InlineData("packs", "watching 2 files")]
    [InlineData("house.yaml", "watching 2 files")]
    public void Files_of_a_folder_and_files_that_others_extend_are_watched_too(string named, string watching)
    {
        Directory.CreateDirectory(Path.Combine(folder, "packs"));
        Write("packs/one.yaml", Rule);
        Write("packs/two.yaml", Rule.Replace("part-exceeds-total", "another", StringComparison.Ordinal));
        Write("house.yaml", "extends: [packs/two.yaml]\n" + Rule);
        Pverify.RunIn(folder, "", "rules", "test", named, "--watch").Output.ShouldContain(watching);
    }

    [Fact]
    public void The_exit_code_is_that_of_the_last_run()
    {
        Write("house.yaml", Rule.Replace("holds", "fails", StringComparison.Ordinal));
        var result = Pverify.RunIn(folder, "", "rules", "test", "house.yaml", "--watch");
        result.Output.ShouldContain("FAILED part-exceeds-total");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void The_shipped_packs_cannot_be_watched()
    {
        var result = Pverify.RunIn(folder, "", "rules", "test", "--watch");
        result.Error.ShouldContain("--watch needs the rules files");
        result.ExitCode.ShouldBe(2);
    }

    private static async Task<List<string>> Until(Process process, string start)
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return lines;
            }
        }

        throw new InvalidOperationException($"the output ended before « {start} »: {string.Join('\n', lines)}");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
