using System.Globalization;
using DuckDB.NET.Data;

namespace PropagandaVerify.Benchmarks.Data;

/// <summary>What somebody would write in SQL for one table and nothing else, over CSV or Parquet, with exact decimals and as many threads as the machine has.</summary>
internal static class HandWrittenSql
{
    private const string Types = "{'region': 'VARCHAR', 'period': 'VARCHAR', 'kind': 'VARCHAR', 'cny': 'DECIMAL(18,2)', 'rate': 'DECIMAL(9,4)', 'usd': 'DECIMAL(18,2)', 'booked_on': 'DATE', 'published_on': 'DATE'}";

    /// <summary>How many amounts miss their rate.</summary>
    public static int Rates(string path) => Count(path, "SELECT count(*) FROM {0} WHERE abs(usd * rate - cny) > 0.005 * rate");

    /// <summary>How many totals miss their parts.</summary>
    public static int Sums(string path) => Count(
        path,
        "SELECT count(*) FROM (SELECT region, period, sum(cny) FILTER (kind = 'part') AS parts, sum(cny) FILTER (kind = 'total') AS total FROM {0} GROUP BY region, period) WHERE parts IS DISTINCT FROM total");

    /// <summary>How many rows of two releases differ, or are in one alone.</summary>
    public static int Changes(string now, string before) => Count(now, $"SELECT count(*) FROM {{0}} AS a FULL JOIN read_parquet('{before}') AS b ON a.id = b.id WHERE a.cny IS DISTINCT FROM b.cny");

    private static int Count(string path, string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var table = path.EndsWith(".parquet", StringComparison.Ordinal) ? $"read_parquet('{path}')" : $"read_csv('{path}', header = true, delim = ',', columns = {Types})";
        command.CommandText = string.Format(CultureInfo.InvariantCulture, sql, table);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Writes the table of a CSV file as Parquet.</summary>
    public static string Parquet(string csv)
    {
        var path = Path.ChangeExtension(csv, ".parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * FROM read_csv('{csv}', header = true, delim = ',', columns = {Types})) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return path;
    }
}
