using System.Text.RegularExpressions;

namespace PropagandaVerify.Tests;

public partial class StageTests
{
    [Fact]
    public void Every_stage_uses_only_the_stages_that_the_map_gives_it()
    {
        var map = Row().Matches(File.ReadAllText(Repository.Of("src", "ARCHITECTURE.md")))
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var library = Repository.Of("src", "PropagandaVerify");
        var folders = Directory.EnumerateDirectories(library).Select(f => Path.GetFileName(f)!).Where(f => f is not ("bin" or "obj")).ToList();
        map.Keys.Order().ShouldBe(folders.Order());
        foreach (var folder in folders)
        {
            var used = Directory.EnumerateFiles(Path.Combine(library, folder), "*.cs")
                .SelectMany(f => Using().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
                .Distinct().Where(u => u != folder).Order(StringComparer.Ordinal);
            used.ShouldBe(map[folder].Order(StringComparer.Ordinal), folder);
        }

        // Each row uses only rows above it, so the line is straight.
        var order = map.Keys.ToList();
        foreach (var (folder, uses) in map)
        {
            uses.ShouldAllBe(u => order.IndexOf(u) < order.IndexOf(folder), folder);
        }
    }

    [Fact]
    public void Files_keep_to_the_length_of_the_house()
    {
        var files = Directory.EnumerateFiles(Repository.Of("src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));
        files.Where(f => File.ReadLines(f).Count() > 600).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\| ([A-Z]\w+) \|([\w ]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^using PropagandaVerify\.(\w+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
