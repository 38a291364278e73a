using DuckDB.NET.Data;

namespace PropagandaVerify.Benchmarks.Data;

/// <summary>The costs with a number for each row, once more as an earlier release that differs in nothing.</summary>
internal static class Releases
{
    /// <summary>Writes both beside a Parquet file of costs; those already there are left alone.</summary>
    public static (string Now, string Before) Of(string parquet)
    {
        var (now, before) = Paths(parquet);
        if (!File.Exists(before))
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT file_row_number AS id, region, period, cny FROM read_parquet('{parquet}', file_row_number = true)) TO '{now}' (FORMAT parquet)";
            command.ExecuteNonQuery();
            File.Copy(now, before + ".part", overwrite: true);
            File.Move(before + ".part", before);
        }

        return (now, before);
    }

    public static void Delete(string parquet)
    {
        var (now, before) = Paths(parquet);
        File.Delete(now);
        File.Delete(before);
    }

    private static (string Now, string Before) Paths(string parquet) => (Path.ChangeExtension(parquet, ".now.parquet"), Path.ChangeExtension(parquet, ".before.parquet"));
}
