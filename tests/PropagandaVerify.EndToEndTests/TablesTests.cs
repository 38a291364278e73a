using DuckDB.NET.Data;

namespace PropagandaVerify.EndToEndTests;

/// <summary>What is wrong with a dataset or with the rules over it has a message and an exit code of its own, however the dataset is read.</summary>
public sealed class TablesTests : IDisposable
{
    private const string Rules = "ruleset: t\ndatasets: {rows: {path: rows.csv}}\nrules:\n- {id: sums, severity: error, balance: {on: rows, check: v = w + x}}\n";
    private const string Sound = "k,v,w,x\na,3,1,2\nb,7,3,4\n";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public static TheoryData<string, int, string, string, string> Troubles
    {
        get
        {
            var data = new TheoryData<string, int, string, string, string>();
            foreach (var engine in new[] { "memory", "stream", "duckdb" })
            {
                data.Add(engine, 0, "6 checked", Sound, Rules);
                data.Add(engine, 1, "rows.csv:3:3", "k,v,w,x\na,3,1,2\nb,8,3,4\n", Rules);
                data.Add(engine, 3, "T001", "k,v,w,x\na,3,1,2\nb,7,3\n", Rules);
                data.Add(engine, 3, "T003", "k,v,w,x\na,3,1,2\nb,seven,3,4\nc,3,1,2\nd,3,1,2\ne,3,1,2\nf,3,1,2\n", Rules);
                data.Add(engine, 3, "T002", "k,v,w,x\na,3,1,\"2\nb,7,3,4\n", Rules);
                data.Add(engine, 2, "rows.csv has no column `v`", "k,value,w,x\na,3,1,2\n", Rules.Replace("path: rows.csv", "path: rows.csv, key: [v]", StringComparison.Ordinal));
                data.Add(engine, 2, "has no column `v`", "k,value,w,x\na,3,1,2\n", Rules);
                data.Add(engine, 2, "T006", Sound, Rules.Replace("path: rows.csv", "path: others.csv", StringComparison.Ordinal));
                data.Add(engine, 2, "R0", Sound, Rules.Replace("v = w + x", "v = w +", StringComparison.Ordinal));
                data.Add(engine, 2, "R0", Sound, Rules.Replace("balance", "ballance", StringComparison.Ordinal));
                data.Add(engine, 3, "", "k,v,w,x\n", Rules);
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Nothing_wrong_passes(string engine, int exit, string message, string table, string rules)
    {
        File.WriteAllText(Path.Combine(folder, "rows.csv"), table);
        File.WriteAllText(Path.Combine(folder, "house.yaml"), rules);
        var result = Pverify.RunIn(folder, null, "check", "--strict", "--no-shipped-rules", "--engine", engine, "--rules", "house.yaml", "rows.csv");
        (result.Output + result.Error).ShouldContain(message);
        result.ExitCode.ShouldBe(exit, result.Output + result.Error);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("stream")]
    [InlineData("duckdb")]
    public void A_Parquet_file_is_checked_in_every_way(string engine)
    {
        File.WriteAllText(Path.Combine(folder, "it's.yaml"), Rules.Replace("rows.csv", "it's.parquet", StringComparison.Ordinal));
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT 'k' || i AS k, CAST(3 + CAST(i = 20000 AS INTEGER) AS DECIMAL(18, 2)) AS v, CAST(1 AS DECIMAL(9, 1)) AS w, CAST(2 AS INTEGER) AS x FROM range(30000) t(i)) TO '{Path.Combine(folder, "it''s.parquet")}' (FORMAT parquet, ROW_GROUP_SIZE 4096)";
            command.ExecuteNonQuery();
        }

        var result = Pverify.RunIn(folder, null, "check", "--strict", "--no-shipped-rules", "--engine", engine, "--rules", "it's.yaml", "it's.parquet");
        result.Output.ShouldContain("row 20001");
        result.Output.ShouldContain("29999 passed, 1 failed");
        result.ExitCode.ShouldBe(1, result.Output + result.Error);
    }
}
