using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PropagandaVerify.EndToEndTests;

/// <summary>The recipe of README, "From zero to a gated repository", line by line on a repository of its own; and the script of the action.</summary>
public sealed partial class GateTests : IDisposable
{
    private const string Quays = "The quays took 30 ships: 12 at the north quay, 15 at the south quay and 4 at the west quay.\n";
    private const string Berths = "Of the 480 berths, 312 are let, or 56% of them.\n";
    private const string Boats = "Of the 200 boats, 50 are old, or 25% of them.\n";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public GateTests()
    {
        Write("week/quays.md", Quays);
        Write("week/berths.md", Berths);
        Write("week/boats.md", Boats);
        Git.Run(folder, "init", "--quiet", "--initial-branch", "main");
    }

    public void Dispose()
    {
        Array.ForEach(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), f => File.SetAttributes(f, FileAttributes.Normal));
        Directory.Delete(folder, recursive: true);
    }

    [GitFact]
    public void The_recipe_gates_a_repository()
    {
        var recipe = Section("## From zero to a gated repository");
        Write("propagandaverify.yaml", Block().Matches(recipe).First(m => m.Groups[1].Value == "yaml").Groups[2].Value);
        var commands = Block().Matches(recipe).Single(m => m.Groups[1].Value == "console").Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Words(l[2..])).ToList();
        commands.Count.ShouldBeGreaterThan(2);
        foreach (var command in commands)
        {
            Run(command)?.ShouldBe(0, "");
        }

        // The finding of old is known, the one under the waiver is answered for.
        var gate = commands[^1];
        Pverify.RunIn(folder, null, "check", ".").ShouldBe(0, "baselined[total-differs-from-parts]: week/quays.md:1:16 30 ships (error)");
        Pverify.RunIn(folder, null, "check", ".").ShouldBe(0, "| warning, waived until 2027-01-31 by M. Keller (propagandaverify.yaml:4:9)");

        Write("week/boats.md", Boats + "\nOf the 300 cranes, 60 are new, or 20% of them.\n");
        Run(gate)!.ShouldBe(0, "0 errors, 0 warnings");
        Write("week/boats.md", Boats + "\nOf the 300 cranes, 60 are new, or 25% of them.\n");
        Run(gate)!.ShouldBe(1, "warning[share-differs-from-part]: 60 cranes of 300 cranes is 20%; the text says 25%.");

        // A draft with an old finding may be worked on.
        Write("week/boats.md", Boats);
        Write("week/quays.md", "A new lead.\n\n" + Quays);
        Run(gate)!.ShouldBe(0, "baselined[total-differs-from-parts]: week/quays.md:3:16 30 ships (error)");

        // After its end the waiver is told, and what it covered counts again.
        var later = Pverify.RunIn(folder, null, "check", ".", "--today", "2027-02-01");
        later.ShouldBe(1, "note[S005]: this ended on 2027-01-31; 1 finding that it covered counts again");
        later.Output.ShouldContain("warning[share-differs-from-part]: 312 berths of 480 berths is 65%; the text says 56%.");
    }

    [GitFact]
    public void The_script_of_the_action_writes_annotations_a_summary_and_SARIF()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Git.Run(folder, "add", "--all");
        Git.Run(folder, "commit", "--quiet", "--message", "one");
        Write("week/boats.md", Boats.Replace("25%", "35%", StringComparison.Ordinal));
        Write("temp/pverify/pverify", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "pverify.dll")}' \"$@\"\n");
        File.SetUnixFileMode(Path.Combine(folder, "temp/pverify/pverify"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Action("", "main", "warning new").ShouldBe(1, "::warning file=week/boats.md,line=1,endLine=1,col=34,endColumn=36,title=share-differs-from-part::");
        File.ReadAllText(Path.Combine(folder, "temp/summary")).ShouldContain("### PropagandaVerify: 0 errors, 1 warning");
        File.ReadAllText(Path.Combine(folder, "pverify.sarif")).ShouldContain("\"baselineState\": \"new\"");
        File.ReadAllText(Path.Combine(folder, "temp/output")).ShouldBe("sarif=./pverify.sarif\n");
        Action("week/quays.md\n\nweek/berths.md\n", "", "").ShouldBe(1, "::error file=week/quays.md");
        Action("week/berths.md", "", "").ExitCode.ShouldBe(0);
        Action("", "nowhere", "").ShouldBe(2, "error[G002]");
    }

    private Pverify.Result Action(string paths, string since, string failOn)
    {
        var action = File.ReadAllText(Path.Combine(Pverify.Root, ".github", "actions", "pverify", "action.yml"));
        var script = action[action.LastIndexOf("    run: |\n", StringComparison.Ordinal)..].Split('\n').Skip(1).Select(l => l.Length > 6 ? l[6..] : "");
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--noprofile", "--norc", "-eo", "pipefail", "-c", string.Join('\n', script) })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["PVERIFY_PATHS"] = paths, ["PVERIFY_RULES"] = "", ["PVERIFY_CONFIG"] = "", ["PVERIFY_FAIL_ON"] = failOn, ["PVERIFY_BASELINE"] = "", ["PVERIFY_CHANGED_SINCE"] = since,
            ["PVERIFY_SARIF"] = "pverify.sarif", ["PVERIFY_FOLDER"] = ".", ["RUNNER_TEMP"] = Path.Combine(folder, "temp"),
            ["GITHUB_OUTPUT"] = Path.Combine(folder, "temp", "output"), ["GITHUB_STEP_SUMMARY"] = Path.Combine(folder, "temp", "summary"),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Pverify.Result(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private Pverify.Result? Run(string[] command)
    {
        if (command[0] == "git")
        {
            Git.Run(folder, command[1..]);
            return null;
        }

        command[0].ShouldBe("pverify");
        return Pverify.RunIn(folder, null, command[1..]);
    }

    private static string Section(string heading)
    {
        var readme = File.ReadAllText(Path.Combine(Pverify.Root, "README.md"));
        var from = readme.IndexOf(heading, StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, heading);
        return readme[from..readme.IndexOf("\n## ", from + 1, StringComparison.Ordinal)];
    }

    private static string[] Words(string command) => [.. Word().Matches(command).Select(m => m.Value.Trim('"'))];

    private void Write(string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    [GeneratedRegex("```(\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
