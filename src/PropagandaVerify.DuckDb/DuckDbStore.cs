using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using PropagandaVerify.Datasets;

namespace PropagandaVerify.DuckDb;

/// <summary>
/// Rows in a DuckDB database of their own, which spills into a folder. Values stay the texts of the file, in columns of text that are compared byte by byte, and no word of an author
/// becomes part of a statement: names are numbers.
/// </summary>
public sealed class DuckDbStore : RowStore
{
    private readonly int rowsAtATime;
    private readonly Database database;
    private int tables;

    /// <param name="folder">A folder for the database alone; it is deleted with the store.</param>
    /// <param name="rowsAtATime">How many rows of one table are to be held at a time.</param>
    /// <param name="memory">How much memory the database may take, such as <c>1GB</c>.</param>
    public DuckDbStore(string folder, int rowsAtATime = 200_000, string memory = "1GB")
    {
        this.rowsAtATime = rowsAtATime;
        database = new Database(folder, memory, []);
    }

    public override int RowsAtATime => rowsAtATime;

    public override StoredRows Begin(int columns)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"t{tables++}");
        database.Execute($"CREATE TABLE {name} (bucket INTEGER NOT NULL, number INTEGER NOT NULL{string.Concat(Enumerable.Range(0, columns).Select(c => string.Create(CultureInfo.InvariantCulture, $", c{c} VARCHAR NOT NULL")))})");
        return new Rows(database, name);
    }

    public override void Dispose() => database.Dispose();

    private sealed class Rows(Database database, string name) : StoredRows
    {
        private const char Zero = '\0';
        private const char Escape = '\u0001';
        private const string ZeroText = "\0";
        private const string EscapeText = "\u0001";
        private const string OfZero = "0";

        // Rows of a bucket are written one behind the other, many at a time, so that reading it passes over the others.
        private const int MostWaiting = 100_000;
        private const long MostCharacters = 1 << 25;

        private readonly SortedDictionary<int, List<(int Number, IReadOnlyList<string> Texts)>> waiting = [];
        private int count;
        private long size;
        private readonly DuckDBAppender appender = database.Connection.CreateAppender(name);

        public override void Add(int bucket, int number, IReadOnlyList<string> texts)
        {
            if (!waiting.TryGetValue(bucket, out var rows))
            {
                waiting.Add(bucket, rows = []);
            }

            rows.Add((number, texts));
            count++;
            size += texts.Sum(t => t.Length);
            if (count >= MostWaiting || size >= MostCharacters)
            {
                Write();
            }
        }

        public override void End() => Database.Told(() =>
        {
            Write();
            appender.Close();
            return 0;
        });

        private void Write() => Database.Told(() =>
        {
            foreach (var (bucket, rows) in waiting)
            {
                foreach (var (number, texts) in rows)
                {
                    var row = appender.CreateRow().AppendValue(bucket).AppendValue(number);
                    foreach (var text in texts)
                    {
                        row.AppendValue(Kept(text));
                    }

                    row.EndRow();
                }

                rows.Clear();
            }

            (count, size) = (0, 0);
            return 0;
        });

        public override IEnumerable<(int Number, string[] Texts)> Of(int bucket) =>
            database.Read(string.Create(CultureInfo.InvariantCulture, $"SELECT * EXCLUDE (bucket) FROM {name} WHERE bucket = {bucket} ORDER BY number"), reader => (reader.GetInt32(0), Texts(reader)));

        // The library ends a text at a zero character.
        private static string Kept(string text) => text.AsSpan().IndexOfAny(Zero, Escape) < 0 ? text : text.Replace(EscapeText, EscapeText + EscapeText, StringComparison.Ordinal).Replace(ZeroText, EscapeText + OfZero, StringComparison.Ordinal);

        private static string Given(string text)
        {
            if (!text.Contains(Escape, StringComparison.Ordinal))
            {
                return text;
            }

            var given = new StringBuilder();
            for (var i = 0; i < text.Length; i++)
            {
                given.Append(text[i] != Escape ? text[i] : text[++i] == Escape ? Escape : Zero);
            }

            return given.ToString();
        }

        private static string[] Texts(DuckDBDataReader reader) => [.. Enumerable.Range(1, reader.FieldCount - 1).Select(i => Given(reader.GetString(i)))];
    }
}
