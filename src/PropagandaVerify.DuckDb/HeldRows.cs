using PropagandaVerify.Scans;

namespace PropagandaVerify.DuckDb;

/// <summary>Puts a table that is held beside the files of a database.</summary>
internal static class HeldRows
{
    public static (DatabaseTable Rows, SieveTable Table) Of(Database database, int id, IReadOnlyList<SieveColumn> columns, IReadOnlyList<string?[]> rows)
    {
        database.Execute(SqlText.Of($"CREATE TEMP TABLE w{id} (n BIGINT{string.Concat(columns.Select((_, i) => SqlText.Of($", c{i} VARCHAR")))})"));
        using (var appender = database.Connection.CreateAppender("temp", "main", SqlText.Of($"w{id}")))
        {
            foreach (var (number, cells) in rows.Index())
            {
                var row = appender.CreateRow().AppendValue((long)number);
                foreach (var cell in cells)
                {
                    _ = cell is null ? row.AppendNullValue() : row.AppendValue(cell);
                }

                row.EndRow();
            }
        }

        database.Execute(SqlText.Of($"CREATE TEMP TABLE h{id} AS SELECT n{string.Concat(columns.Select((c, i) => SqlText.Of($", CAST(c{i} AS {TypeOf(c)}) AS c{i}")))} FROM w{id}"));
        database.Execute(SqlText.Of($"DROP TABLE w{id}"));
        return (new DatabaseTable(SqlText.Of($"h{id}")), new SieveTable(id, rows.Count, columns));
    }

    private static string TypeOf(SieveColumn column) => column.Type switch
    {
        SieveType.Number => SqlText.Of($"DECIMAL({Math.Max(Math.Max(1, column.Scale), column.Most.ToString(System.Globalization.CultureInfo.InvariantCulture).Length)}, {column.Scale})"),
        SieveType.Day => "DATE",
        _ => "VARCHAR",
    };
}
