using System.Globalization;
using DuckDB.NET.Data;
using PropagandaVerify.Datasets;

namespace PropagandaVerify.DuckDb;

/// <summary>
/// Rows in a DuckDB database of their own, which spills into a folder. Values stay the texts of the file, in columns of text that are compared byte by byte, and no word of an author
/// becomes part of a statement: names are numbers.
/// </summary>
public sealed class DuckDbStore : RowStore
{
    private readonly string folder;
    private readonly int rowsAtATime;
    private readonly DuckDBConnection connection;
    private int tables;

    /// <param name="folder">A folder for the database alone; it is deleted with the store.</param>
    /// <param name="rowsAtATime">How many rows of one table are to be held at a time.</param>
    /// <param name="memory">How much memory the database may take, such as <c>1GB</c>.</param>
    public DuckDbStore(string folder, int rowsAtATime = 200_000, string memory = "1GB")
    {
        (this.folder, this.rowsAtATime) = (folder, rowsAtATime);
        connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = Path.Combine(folder, "rows.duckdb") }.ConnectionString);
        connection.Open();
        Execute($"SET memory_limit = {Literal(memory)}");
        Execute($"SET temp_directory = {Literal(Path.Combine(folder, "spill"))}");
        Execute("SET autoinstall_known_extensions = false");
        Execute("SET autoload_known_extensions = false");
        Execute("SET enable_external_access = false");
        Execute("SET lock_configuration = true");
    }

    public override int RowsAtATime => rowsAtATime;

    public override StoredRows Begin(int columns)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"t{tables++}");
        Execute($"CREATE TABLE {name} (bucket INTEGER NOT NULL, number INTEGER NOT NULL{string.Concat(Enumerable.Range(0, columns).Select(c => string.Create(CultureInfo.InvariantCulture, $", c{c} VARCHAR NOT NULL")))})");
        return new Rows(connection, name);
    }

    public override void Dispose()
    {
        connection.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private void Execute(string statement) => Told(() =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteNonQuery();
    });

    // A full disk, or memory that does not suffice.
    private static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDBException e)
        {
            throw new IOException($"rows could not be kept outside of memory: {e.Message}", e);
        }
    }

    private sealed class Rows(DuckDBConnection connection, string name) : StoredRows
    {
        private readonly DuckDBAppender appender = connection.CreateAppender(name);

        public override void Add(int bucket, int number, IReadOnlyList<string> texts) => Told(() =>
        {
            var row = appender.CreateRow();
            row.AppendValue(bucket);
            row.AppendValue(number);
            foreach (var text in texts)
            {
                row.AppendValue(text);
            }

            row.EndRow();
            return number;
        });

        public override void End() => Told(() =>
        {
            appender.Close();
            return 0;
        });

        public override IEnumerable<(int Number, string[] Texts)> Of(int bucket)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * EXCLUDE (bucket) FROM {name} WHERE bucket = $bucket ORDER BY number";
            command.Parameters.Add(new DuckDBParameter("bucket", bucket));
            using var reader = Told(command.ExecuteReader);
            while (Told(reader.Read))
            {
                var texts = new string[reader.FieldCount - 1];
                for (var i = 0; i < texts.Length; i++)
                {
                    texts[i] = reader.GetString(i + 1);
                }

                yield return (reader.GetInt32(0), texts);
            }
        }
    }
}
