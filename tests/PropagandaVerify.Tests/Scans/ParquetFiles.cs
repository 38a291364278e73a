using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Tables as Parquet files of several groups of rows. A column is of a type of its own where all of its cells allow that, unless texts are asked for.</summary>
internal static partial class ParquetFiles
{
    /// <param name="rows">The cells; an empty one holds no value.</param>
    /// <param name="isText">Whether a column keeps its cells as texts.</param>
    /// <param name="more">More columns, as they stand behind SELECT.</param>
    public static byte[] Of(IReadOnlyList<string> header, IReadOnlyList<string[]> rows, Func<int, bool>? isText = null, string more = "")
    {
        var folder = Directory.CreateTempSubdirectory("pverify-");
        try
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            Execute(connection, $"CREATE TABLE t ({string.Join(", ", header.Select((_, i) => $"c{i} VARCHAR"))})");
            using (var appender = connection.CreateAppender("t"))
            {
                foreach (var row in rows)
                {
                    var added = appender.CreateRow();
                    foreach (var cell in row)
                    {
                        added = cell.Length == 0 ? added.AppendNullValue() : added.AppendValue(cell);
                    }

                    added.EndRow();
                }
            }

            var path = Path.Combine(folder.FullName, "t.parquet");
            var columns = header.Select((name, i) => $"CAST(c{i} AS {(isText?.Invoke(i) == true ? "VARCHAR" : TypeOf([.. rows.Select(r => r[i]).Where(c => c.Length > 0)]))}) AS \"{name}\"");
            Execute(connection, $"COPY (SELECT {string.Join(", ", columns)}{more} FROM t) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The same of plain CSV.</summary>
    public static byte[] OfText(byte[] csv)
    {
        var lines = System.Text.Encoding.UTF8.GetString(csv).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        return Of(lines[0], lines[1..]);
    }

    private static string TypeOf(IReadOnlyList<string> cells)
    {
        if (cells.Count > 0 && cells.All(c => DateOnly.TryParseExact(c, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
        {
            return "DATE";
        }

        if (cells.Count == 0 || !cells.All(c => Plain().IsMatch(c)))
        {
            return "VARCHAR";
        }

        var scale = cells.Max(c => c.Contains('.', StringComparison.Ordinal) ? c.Length - c.IndexOf('.', StringComparison.Ordinal) - 1 : 0);
        var whole = cells.Max(c => c.TrimStart('-').Split('.')[0].Length);
        return whole + scale > 38 ? "VARCHAR" : scale == 0 && whole < 10 ? "INTEGER" : $"DECIMAL({whole + scale}, {scale})";
    }

    private static void Execute(DuckDBConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?$")]
    private static partial Regex Plain();
}
