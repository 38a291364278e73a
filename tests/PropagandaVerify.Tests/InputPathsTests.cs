using System.Diagnostics;
using System.Text;
using CsCheck;
using PropagandaVerify.Cli;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public sealed class InputPathsTests : IDisposable
{
    private static readonly string[] Tree = ["a.md", "b.md", "ab.md", "a/a.md", "a/b.md", "a/b/a.md", "a/b/c.md", "b/a.md", "b/a/b/c.md", "c/ab/b.md", "c/a.md", "c/c/c/c.md"];

    private static readonly string[] Names = ["a", "b", "ab.md", "a.md", "*", "?.md", "[ab].md", "[!a]*", "**", "*b*", "\\a"];

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public InputPathsTests()
    {
        foreach (var file in Tree)
        {
            Write(file, "");
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("*.md", "a.md ab.md b.md")]
    [InlineData("a/*.md", "a/a.md a/b.md")]
    [InlineData("**/c.md", "a/b/c.md b/a/b/c.md c/c/c/c.md")]
    [InlineData("b/**", "b/a.md b/a/b/c.md")]
    [InlineData("**/[bc]/[!a].md", "a/b/c.md b/a/b/c.md c/c/c/c.md")]
    [InlineData("?.md", "a.md b.md")]
    [InlineData("c/**/?.md", "c/a.md c/ab/b.md c/c/c/c.md")]
    public void A_pattern_names_the_files_that_it_fits(string pattern, string files)
    {
        var found = Found(pattern);
        found.Diagnostics.ShouldBeEmpty();
        Relative(found).ShouldBe(files);
    }

    [Theory]
    [InlineData("q*.md", "no file fits")]
    [InlineData("nowhere/*.md", "no file fits")]
    [InlineData("empty", "the folder holds no draft")]
    public void What_names_no_file_is_told(string path, string message)
    {
        Directory.CreateDirectory(Path.Combine(folder, "empty"));
        var found = Found(path);
        found.Files.ShouldBeEmpty();
        found.Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DiagnosticKind.Incomplete), d => d.Message.ShouldContain(message));
    }

    [Fact]
    public void A_folder_gives_what_readers_know_but_nothing_hidden_and_no_link_to_a_folder()
    {
        Write("c/table.csv", "");
        Write("c/program.cs", "");
        Write("c/.hidden/a.md", "");
        Directory.CreateSymbolicLink(Path.Combine(folder, "c", "round"), folder);
        Relative(Found("c")).ShouldBe("c/a.md c/ab/b.md c/c/c/c.md c/table.csv");
    }

    [Theory]
    [InlineData("a.md\nb/a.md\nprogram.cs\n", "a.md b/a.md", 1)]
    [InlineData("a.md\r\n\r\nb.md", "a.md b.md", 0)]
    [InlineData("a.md\0b.md\0", "a.md b.md", 0)]
    [InlineData("a\nb.md\0a.md\0", "a\nb.md a.md", 0)]
    [InlineData("a.md\na.md\n./a.md", "a.md", 0)]
    [InlineData("\"b \\303\\251.md\"\n\"q\\\"\\t.md\"", "b é.md q\"\t.md", 0)]
    public void A_list_names_files(string list, string files, int notes)
    {
        var paths = new InputPaths(Limits.Default, () => new MemoryStream(Encoding.UTF8.GetBytes(list)));
        paths.AddList("-");
        string.Join(' ', paths.Files).ShouldBe(files);
        paths.Diagnostics.Count(d => d.Kind == DiagnosticKind.Note).ShouldBe(notes);
        paths.Diagnostics.Count.ShouldBe(notes);
    }

    [Fact]
    public void Files_beyond_the_bound_are_told()
    {
        var paths = new InputPaths(Limits.Default with { MaxFiles = 3 }, () => Stream.Null);
        paths.Add(folder);
        paths.Files.Count.ShouldBe(3);
        paths.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("D050");
    }

    // What version control takes for no part of the folder is none of ours: whatever the ignore files say, both name the same files.
    [Fact]
    public void Ignore_files_mean_what_they_mean_to_version_control()
    {
        Git("init", "-q").ShouldBeEmpty();
        var line = Gen.Int[0, Names.Length - 1].Select(i => Names[i]).Array[1, 3]
            .Select(Gen.Bool, Gen.Bool, Gen.Bool, (names, isTakenBack, isTied, isFolder) => $"{(isTakenBack ? "!" : "")}{(isTied ? "/" : "")}{string.Join('/', names)}{(isFolder ? "/" : "")}");
        Gen.Select(line.Array[1, 4], line.Array[0, 2]).Sample(
            ignored =>
            {
                Write(".gitignore", string.Join('\n', ignored.Item1) + "\n# nothing\n\n");
                Write("a/.gitignore", string.Join('\n', ignored.Item2));
                var wanted = Git("ls-files", "--others", "--exclude-standard").Split('\n').Where(f => f.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
                Relative(Found("")).ShouldBe(string.Join(' ', wanted), $"{string.Join(" ; ", ignored.Item1)} | {string.Join(" ; ", ignored.Item2)}");
            },
            iter: 150,
            threads: 1);
    }

    private InputPaths Found(string path)
    {
        var paths = new InputPaths(Limits.Default, () => Stream.Null);
        paths.Add(Path.Combine(folder, path));
        return paths;
    }

    private string Relative(InputPaths paths) => string.Join(' ', paths.Files.Select(f => Path.GetRelativePath(folder, f)));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
        File.WriteAllText(Path.Combine(folder, path), text);
    }

    private string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-c", "core.excludesFile=/dev/null", .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        return output;
    }
}
