using System.Globalization;
using DuckDB.NET.Data;

namespace PropagandaVerify.EndToEndTests;

/// <summary><c>diff</c> and <c>check --changed-since</c> over datasets that are read record by record.</summary>
public sealed class StreamedStatesTests : IDisposable
{
    private const string Header = "year,region,income,cost,result\n";
    private const string Accounts = Header + "2019,North,480,455,25\n2020,North,390,431,41\n2020,South,700,600,200\n2021,North,500,300,200\n2021,South,500,300,200\n";
    private const string Rules = "ruleset: house\ndatasets:\n  accounts: {path: accounts.csv, key: [year, region]}\nrules:\n- {id: accounts-do-not-balance, severity: error, balance: {on: accounts, check: result = income - cost}}\n";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;
    private readonly string temporary = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
        Directory.Delete(temporary, recursive: true);
    }

    [GitFact]
    public void Both_states_are_read_with_the_engine_that_is_asked_for_and_say_the_same()
    {
        Init(Accounts);
        Write("accounts.csv", Accounts.Replace("2021,South,500,300,200", "2021,South,500,300,190", StringComparison.Ordinal).Replace("2019,North,480,455,25\n", "", StringComparison.Ordinal) + "2022,North,5,4,1\n");
        var (diffs, checks) = (new List<string>(), new List<string>());
        foreach (var engine in new[] { "memory", "stream", "duckdb", "auto" })
        {
            var diff = Run("diff", "main", "--engine", engine);
            diff.ShouldBe(1, "accounts.csv (by year, region): 1 row added, 1 removed, 1 changed; 5 rows, 5 now");
            diff.Output.ShouldContain("main → the working folder: 1 new (1 error, 0 warnings, 0 info), 0 gone, 2 still there; 1 of 1 dataset changed");
            diffs.Add(diff.Output);
            var check = Run("check", "--changed-since", "main", "--engine", engine);
            check.ShouldBe(1, "error[accounts-do-not-balance]: 2021, South: 190 against 200");
            check.Output.ShouldContain("unchanged[accounts-do-not-balance]: accounts.csv:2:20 41 (error)");
            check.Output.ShouldContain("unchanged[accounts-do-not-balance]: accounts.csv:3:20 200 (error)");
            checks.Add(check.Output);
            Run("check", "--changed-since", "main", "--fail-on", "new", "--engine", engine).ShouldBe(1, "190 against 200");
        }

        diffs.Distinct().Count().ShouldBe(1);
        checks.Distinct().Count().ShouldBe(1);
        Git.Run(folder, "commit", "--quiet", "--all", "--message", "two");
        Run("diff", "main~1", "main", "--engine", "stream").Output.ShouldBe(diffs[0].Replace("main → the working folder", "main~1 → main", StringComparison.Ordinal));
        Directory.EnumerateFileSystemEntries(temporary).ShouldBeEmpty();
    }

    [GitFact]
    public void A_dataset_that_is_too_large_to_be_held_is_gated_by_its_rows()
    {
        // More than eight megabytes, in another order than before.
        var rows = Enumerable.Range(0, 450_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},R{i % 50},{i % 900 + 100},{i % 100},{i % 900 + 100 - (i % 100)}\n")).ToArray();
        rows[70_000] = "70000,R0,100,1,98\n";
        Init(Header + string.Concat(rows));
        Array.Reverse(rows);
        rows[5] = "449994,R44,100,1,98\n";
        Write("accounts.csv", Header + string.Concat(rows[..^1]) + "450000,R1,5,4,1\n");
        var check = Run("check", "--changed-since", "main");
        check.ShouldBe(1, "error[accounts-do-not-balance]: 449994, R44: 98 against 99");
        check.Output.ShouldContain("unchanged[accounts-do-not-balance]: accounts.csv:380001:");
        check.Output.ShouldContain("1 error, 0 warnings, 0 info, 1 unchanged;");
        var diff = Run("diff", "main");
        diff.ShouldBe(1, "accounts.csv (by year, region): 1 row added, 1 removed, 1 changed; 450000 rows, 450000 now");
        diff.Output.ShouldContain("      year=449994, region=R44: 994 → 100");
        Directory.EnumerateFileSystemEntries(temporary).ShouldBeEmpty();

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Also a run that is interrupted leaves nothing behind.
        using var process = Pverify.Start(folder, ["diff", "main"], Environment());
        while (!process.HasExited && !Directory.EnumerateFileSystemEntries(temporary).Any())
        {
            Thread.Sleep(1);
        }

        if (!process.HasExited)
        {
            using var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }

        process.WaitForExit();
        Directory.EnumerateFileSystemEntries(temporary).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("stream")]
    [InlineData("duckdb")]
    [InlineData("auto")]
    public void Two_releases_in_Parquet_are_compared(string engine)
    {
        Parquet("old.parquet", "range(30000)", "");
        Parquet("new.parquet", "range(1, 30001)", "+ CAST(i = 20000 AS INTEGER)");
        Write("house.yaml", "ruleset: t\ndatasets: {rows: {path: new.parquet, key: [k]}}\nrules:\n- {id: sums, severity: error, balance: {on: rows, check: v = w + x}}\n");
        var result = Run("diff", "old.parquet", "new.parquet", "--no-shipped-rules", "--rules", "house.yaml", "--engine", engine);
        result.ShouldBe(1, "new.parquet (by k): 1 row added, 1 removed, 1 changed; 30000 rows, 30000 now");
        result.Output.ShouldContain("  ~ v: 1 value changed\n      k=k20000: 3.00 → 4.00\n".ReplaceLineEndings());
        result.Output.ShouldContain("new.parquet, row 20000");
        result.Output.ShouldContain("1 new (1 error, 0 warnings, 0 info), 0 gone, 0 still there; 1 of 1 dataset changed");
    }

    private void Parquet(string name, string range, string slip)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT 'k' || i AS k, CAST(3 {slip} AS DECIMAL(18, 2)) AS v, CAST(1 AS DECIMAL(9, 1)) AS w, CAST(2 AS INTEGER) AS x FROM {range} t(i)) TO '{Path.Combine(folder, name)}' (FORMAT parquet, ROW_GROUP_SIZE 4096)";
        command.ExecuteNonQuery();
    }

    private void Init(string accounts)
    {
        Write("propagandaverify.yaml", Rules);
        Write("accounts.csv", accounts);
        Git.Run(folder, "init", "--quiet", "--initial-branch", "main");
        Git.Run(folder, "add", "--all");
        Git.Run(folder, "commit", "--quiet", "--message", "one");
    }

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(folder, path), text);

    private Dictionary<string, string> Environment() => new() { ["TMPDIR"] = temporary, ["TMP"] = temporary, ["TEMP"] = temporary };

    private Pverify.Result Run(params string[] arguments) => Pverify.RunWith(folder, Environment(), arguments);
}
