using System.Text.Json;

namespace PropagandaVerify.EndToEndTests;

/// <summary><c>diff</c> and <c>check --changed-since</c> on a repository of drafts and a dataset.</summary>
public sealed class RevisionsTests : IDisposable
{
    private const string Quays = "The quays took 30 ships: 12 at the north quay, 15 at the south quay and 4 at the west quay.\n";
    private const string Yards = "The yards took 41 ships: 12 at the upper yard, 15 at the lower yard and 14 at the old yard.\n";
    private const string Accounts = "year,region,income,cost,result\n2019,North,480,455,25\n2020,North,390,431,41\n2020,South,700,600,200\n2021,North,500,300,200\n2021,South,500,300,200\n";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose()
    {
        // Git writes its objects so that nobody may write them.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [GitFact]
    public void A_diff_tells_what_is_new_gone_and_still_there_and_what_changed_in_datasets()
    {
        Commit();
        Write("week/a.md", "A lead.\n\n" + Quays);
        Write("week/b.md", Yards.Replace("41", "44", StringComparison.Ordinal));
        Write("data/accounts.csv", Accounts.Replace("2020,South,700,600,200", "2020,South,800,600,200", StringComparison.Ordinal).Replace("2021,South,500,300,200", "2021,South,500,300,190", StringComparison.Ordinal).Replace("2019,North,480,455,25\n", "", StringComparison.Ordinal) + "2022,North,5,4,1\n");
        var text = Run("diff", "main");
        text.ExitCode.ShouldBe(1, text.Error);
        text.Output.ShouldContain("error[accounts-do-not-balance]: 2021, South: 190 against 200");
        text.Output.ShouldContain("error[total-differs-from-parts]: The 3 parts add up to 41 ships, but the text says 44 ships.");
        text.Output.ShouldContain("gone[accounts-do-not-balance]: main:data/accounts.csv:4:20 200 (error)");
        text.Output.ShouldNotContain("30 ships");
        text.Output.ShouldContain("data/accounts.csv (by year, region): 1 row added, 1 removed, 2 changed; 5 rows, 5 now\n  + rows added\n      year=2022, region=North\n  - rows removed\n      year=2019, region=North\n  ~ income: 1 value changed\n      year=2020, region=South: 700 → 800\n  ~ result: 1 value changed\n      year=2021, region=South: 200 → 190\n".ReplaceLineEndings());
        text.Output.ShouldContain("main → the working folder: 2 new (2 errors, 0 warnings, 0 info), 1 gone, 2 still there; 1 of 1 dataset changed");
        Run("diff", "main", "-v").Output.ShouldContain("still[total-differs-from-parts]: week/a.md:3:16 30 ships (error)");

        using var json = JsonDocument.Parse(Run("diff", "main", "--format", "json").Output);
        json.RootElement.GetProperty("new").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("gone")[0].GetProperty("formerlyAt").GetString().ShouldBe("main:data/accounts.csv:4:20");
        json.RootElement.GetProperty("still").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("datasets")[0].GetProperty("columns")[0].GetProperty("cells")[0].GetProperty("now").GetString().ShouldBe("800");
        var markdown = Run("diff", "main", "--format", "markdown").Output;
        markdown.ShouldStartWith("### PropagandaVerify: 2 new, 1 gone");
        markdown.ShouldContain("**error** `total-differs-from-parts` week/b.md:1:16");

        // What both states have makes nobody fail, and the same state has nothing new.
        Git.Run(folder, "add", "--all");
        Git.Run(folder, "commit", "--quiet", "--message", "two");
        Run("diff", "main~1", "main").ExitCode.ShouldBe(1);
        Run("diff", "main~1", "main~1").ShouldBe(0, "0 new (0 errors, 0 warnings, 0 info), 0 gone, 3 still there; 0 of 1 dataset changed");
        Run("diff", "main~1", "week/a.md").ShouldBe(1, "week/a.md: 1 new");
        Run("diff", "main~1:week/b.md", "week/b.md").ShouldBe(1, "44 ships");
        Run("diff", "main~1:week/b.md", "week/b.md").ShouldBe(1, "main~1:week/b.md → week/b.md: 2 new");
        Pverify.RunIn(Path.Combine(folder, "week"), null, "diff", "main~1", "a.md", "--no-config").ShouldBe(0, "main~1 → a.md: 0 new");
    }

    [GitFact]
    public void Two_files_and_two_folders_are_compared_without_a_repository()
    {
        Write("old/a.md", Quays);
        Write("new/a.md", "A lead.\n\n" + Quays);
        Write("new/b.md", Quays.Replace("30", "32", StringComparison.Ordinal));
        Run("diff", "old", "new").ShouldBe(1, "old → new: 1 new (1 error, 0 warnings, 0 info), 0 gone, 1 still there");
        Run("diff", "old/a.md", "new/a.md").ShouldBe(0, "0 new");
        Run("diff", "new", "old").ShouldBe(0, $"gone[total-differs-from-parts]: {Path.Combine("new", "b.md")}:1:16 32 ships (error)");
        foreach (var place in new[] { "../old/e.csv", "../new/e.csv", "../registers/e.csv", "e.csv" })
        {
            Write("old/e.csv", "place,ships,all\nNorth,1,1\nSouth,2,2\n");
            Write("new/e.csv", "place,ships,all\nNorth,1,1\nSouth,2,3\n");
            Write("rules/house.yaml", $"ruleset: house\ndatasets: {{e: {{path: {place}, key: [place]}}}}\nrules:\n- {{id: ships-are-all, balance: {{on: e, check: all = ships}}}}\n");
            var result = Run("diff", "old", "new", "--rules", "rules/house.yaml");
            result.Output.ShouldContain("e.csv (by place): 0 rows added, 0 removed, 1 changed");
            result.Output.ShouldNotContain("T008");
            result.Output.ShouldContain("warning[ships-are-all]");
        }

        Directory.Delete(Path.Combine(folder, "rules"), recursive: true);
        File.Delete(Path.Combine(folder, "old", "e.csv"));
        File.Delete(Path.Combine(folder, "new", "e.csv"));
        Write("old/c.csv", "place,ships\nNorth,1\nNorth,1\nSouth,2\n");
        Write("new/d.csv", "place,ships\nNorth,1\nSouth,2\nWest,3\n");
        Run("diff", "old/c.csv", "new/d.csv").ShouldBe(0, "(by whole rows, since no key is declared): 1 row added, 1 removed; 3 rows, 3 now");
    }

    [GitFact]
    public void Only_what_differs_is_examined_and_what_is_left_out_is_said()
    {
        Commit();
        Run("check", "--changed-since", "main").ShouldBe(0, "note[G003]: 0 of 3 files differ from main; 2 unchanged are left out; 1 unchanged dataset is read for the rules");
        Write("week/b.md", Yards.Replace("41", "44", StringComparison.Ordinal));
        var changed = Run("check", "--changed-since", "main");
        changed.ShouldBe(1, "note[G003]: 1 of 3 files differs from main; 1 unchanged is left out; 1 unchanged dataset is read for the rules");
        changed.Output.ShouldNotContain("a.md");
        changed.Output.ShouldContain("unchanged[accounts-do-not-balance]: data/accounts.csv:3:20 41 (error)");
        changed.Output.ShouldContain("1 error, 0 warnings, 0 info, 2 unchanged;");

        // What is new to the repository counts as changed.
        Write("week/c.md", Quays.Replace("30", "32", StringComparison.Ordinal));
        Run("check", "week", "--changed-since", "main").ShouldBe(1, "32 ships");
    }

    [GitFact]
    public void A_finding_of_a_dataset_counts_where_its_rows_changed_also_by_one_that_is_gone()
    {
        Write("propagandaverify.yaml", "ruleset: house\ndatasets:\n  nation: {path: nation.csv, key: [year]}\n  regions: {path: regions.csv, key: [year, region]}\nrules:\n- {id: nation-is-not-its-regions, severity: error, aggregate: {whole: nation.cases, parts: regions.cases, by: {year: year}}}\n");
        Write("nation.csv", "year,cases\n2019,9\n2020,12\n2021,20\n2022,9\n");
        Write("regions.csv", "year,region,cases\n2019,N,4\n2019,S,4\n2020,N,5\n2020,S,7\n2021,N,9\n2021,S,9\n2022,N,4\n2022,S,4\n");
        Init();
        Write("regions.csv", "year,region,cases\n2019,N,4\n2019,S,4\n2020,N,5\n2021,N,9\n2021,S,8\n2022,N,4\n2022,S,4\n2023,N,4\n");
        var result = Run("check", "--changed-since", "main");
        result.ExitCode.ShouldBe(1, result.Output);
        result.Output.ShouldContain("error[nation-is-not-its-regions]: 2020: the parts give 5 (sum), nation has 12.");
        result.Output.ShouldContain("error[nation-is-not-its-regions]: 2021: the parts give 17 (sum), nation has 20.");
        result.Output.ShouldContain("unchanged[nation-is-not-its-regions]: nation.csv:2:6 9 (error)");
        result.Output.ShouldContain("unchanged[nation-is-not-its-regions]: nation.csv:5:6 9 (error)");
        result.Output.ShouldContain("2 unchanged;");
    }

    [GitFact]
    public void A_draft_that_did_not_change_is_held_against_a_dataset_that_did()
    {
        Write("propagandaverify.yaml", "ruleset: house\ndatasets: {ports: {path: data/ports.csv, key: [quay]}}\nrules:\n- {id: quay-differs-from-the-register, severity: error, title: t, for: {i: items, p: ports}, where: i.label = p.quay, check: i.value = p.ships, message: \"{p.quay}: {i.value} against {p.ships}\"}\n");
        Write("a.md", "The quays took 31 ships: 12 (north), 15 (south) and 4 (west).\n");
        Write("data/ports.csv", "quay,ships\nnorth,12\nsouth,14\nwest,4\n");
        Init();
        Run("check", "--changed-since", "main").ShouldBe(0, "0 of 2 files differ from main; 1 unchanged is left out");
        Write("data/ports.csv", "quay,ships\nnorth,13\nsouth,14\nwest,4\n");
        var result = Run("check", "--changed-since", "main");
        result.ShouldBe(1, "1 of 2 files differs from main; 1 unchanged draft is held against datasets that differ");
        result.Output.ShouldContain("error[quay-differs-from-the-register]: north: 12 ships against 13");
        result.Output.ShouldContain("unchanged[quay-differs-from-the-register]: a.md");
        Run("check", "a.md", "--changed-since", "main").ShouldBe(1, "0 of 1 files differ from main; 1 unchanged draft is held against datasets that differ");
    }

    [GitFact]
    public void A_renamed_dataset_keeps_its_history()
    {
        Commit();
        var renamed = "propagandaverify.yaml";
        Write(renamed, File.ReadAllText(Path.Combine(folder, renamed)).Replace("data/accounts.csv", "data/books.csv", StringComparison.Ordinal));
        File.Move(Path.Combine(folder, "data", "accounts.csv"), Path.Combine(folder, "data", "books.csv"));
        Write("data/books.csv", Accounts.Replace("2021,South,500,300,200", "2021,South,500,300,190", StringComparison.Ordinal));
        Check(Run("diff", "main"), Run("check", "--changed-since", "main"));
        Git.Run(folder, "add", "--all");
        Check(Run("diff", "main"), Run("check", "--changed-since", "main"));
        Git.Run(folder, "commit", "--quiet", "--message", "two");
        Check(Run("diff", "main~1", "main"), Run("check", "--changed-since", "main~1"));

        static void Check(Pverify.Result diff, Pverify.Result check)
        {
            diff.Output.ShouldContain("data/books.csv (by year, region): 0 rows added, 0 removed, 1 changed; 5 rows, 5 now");
            diff.Output.ShouldContain("1 new (1 error");
            diff.Output.ShouldNotContain("G004");
            check.Output.ShouldContain("unchanged[accounts-do-not-balance]: data/books.csv:3:20 41 (error)");
            check.Output.ShouldNotContain("G004");
        }
    }

    [GitFact]
    public void A_pointer_of_git_lfs_is_no_dataset()
    {
        Commit();
        const string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
        Write("data/accounts.csv", pointer);
        foreach (var engine in new[] { "memory", "stream" })
        {
            Run("check", "data/accounts.csv", "--engine", engine).ShouldBe(2, "kept by Git LFS, and what is here only says where");
        }

        Run("diff", "main").ShouldBe(2, "fetch it: `git lfs pull`");
        Git.Run(folder, "add", "--all");
        Git.Run(folder, "commit", "--quiet", "--message", "two");
        Write("data/accounts.csv", Accounts);
        var diff = Run("diff", "main");
        diff.Output.ShouldContain("G004");
        diff.Output.ShouldContain("Git LFS");
        diff.Output.ShouldNotContain("5 rows added");
    }

    [GitFact]
    public void With_fail_on_new_a_draft_that_moved_or_changed_fails_by_what_it_did_not_have()
    {
        Commit();
        Git.Run(folder, "mv", "week/a.md", "week/z.md");
        Write("week/z.md", "A lead.\n\n" + Quays);
        Run("check", "--changed-since", "main").ShouldBe(1, "30 ships");
        Run("check", "--changed-since", "main", "--fail-on", "new").ShouldBe(0, "baselined[total-differs-from-parts]: week/z.md:3:16 30 ships (error)");
        Write("week/z.md", "Of the 480 berths, 312 are let, or 56% of them.\n\n" + Quays);
        Run("check", "--changed-since", "main", "--fail-on", "new").ShouldBe(0, "warning[share-differs-from-part]");
        Run("check", "--changed-since", "main", "--fail-on", "new", "--fail-on", "warning").ShouldBe(1, "warning[share-differs-from-part]");
        Run("check", "week/z.md", "--fail-on", "new").ShouldBe(2, "--fail-on new needs a state to tell what is new");
    }

    [GitFact]
    public void A_revision_or_a_repository_that_is_not_there_is_told_with_a_remedy()
    {
        Commit();
        Run("check", "--changed-since", "mian").ShouldBe(2, "error[G002]: there is no revision `mian`\n   | did you mean `main`?".ReplaceLineEndings());
        Run("diff", "mian").ShouldBe(2, "`mian` is no file or folder, and there is no revision `mian`");
        Run("diff", "main:none", "week").ShouldBe(2, "main has no `none`");
        Run("diff", "main:week/a.md", "week").ShouldBe(2, "compare two files or two folders");
        Run("check", "week", "--together", "--changed-since", "main").ShouldBe(2, "--together compares all drafts");
        Git.Run(folder, "commit", "--quiet", "--allow-empty", "--message", "two");
        var outside = Directory.CreateTempSubdirectory("pverify-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(outside, "a.md"), Quays);
            Pverify.RunIn(outside, null, "check", "a.md", "--changed-since", "main").ShouldBe(2, "error[G001]: this folder lies in no git repository");
            Pverify.RunIn(outside, null, "diff", "main", "a.md").ShouldBe(2, "and no revision since this folder lies in no git repository");
            Git.Run(folder, "clone", "--quiet", "--depth", "1", new Uri(folder).AbsoluteUri, Path.Combine(outside, "shallow"));
            Pverify.RunIn(Path.Combine(outside, "shallow"), null, "check", "--changed-since", "HEAD~1").ShouldBe(2, "this clone is shallow");
            Pverify.RunIn(Path.Combine(outside, "shallow"), null, "check", "--changed-since", "HEAD~1").ShouldBe(2, "git fetch --unshallow");
        }
        finally
        {
            Array.ForEach(Directory.GetFiles(outside, "*", SearchOption.AllDirectories), f => File.SetAttributes(f, FileAttributes.Normal));
            Directory.Delete(outside, recursive: true);
        }
    }

    [GitFact]
    public void Line_endings_of_a_checkout_are_no_change()
    {
        Write(".gitattributes", "*.md text eol=crlf\n");
        Commit();
        File.Delete(Path.Combine(folder, "week", "a.md"));
        Git.Run(folder, "checkout", "--", "week/a.md");
        File.ReadAllText(Path.Combine(folder, "week", "a.md")).ShouldContain("\r\n");
        Run("check", "week/a.md", "--changed-since", "main").ShouldBe(0, "0 of 1 files differ from main; 1 unchanged is left out");
    }

    private void Commit()
    {
        Write("propagandaverify.yaml", "ruleset: house\ndatasets:\n  accounts: {path: data/accounts.csv, key: [year, region]}\nrules:\n- {id: accounts-do-not-balance, severity: error, balance: {on: accounts, check: result = income - cost}}\n");
        Write("week/a.md", Quays);
        Write("week/b.md", Yards);
        Write("data/accounts.csv", Accounts);
        Init();
    }

    private void Init()
    {
        Git.Run(folder, "init", "--quiet", "--initial-branch", "main");
        Git.Run(folder, "add", "--all");
        Git.Run(folder, "commit", "--quiet", "--message", "one");
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private Pverify.Result Run(params string[] arguments) => Pverify.RunIn(folder, null, arguments);
}
