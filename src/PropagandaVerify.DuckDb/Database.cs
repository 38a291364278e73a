using DuckDB.NET.Data;

namespace PropagandaVerify.DuckDb;

/// <summary>A DuckDB database in a folder of its own, into which it spills: bounded memory, no extensions, no files but its own and those named at first, and no way to change that.</summary>
internal sealed class Database : IDisposable
{
    private readonly string folder;

    /// <param name="folder">A folder for the database alone; it is deleted with it.</param>
    /// <param name="memory">How much memory it may take, such as <c>1GB</c>.</param>
    /// <param name="files">The full paths of other files that it may read.</param>
    public Database(string folder, string memory, IReadOnlyList<string> files)
    {
        this.folder = folder;
        Connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = Path.Combine(folder, "rows.duckdb") }.ConnectionString);
        Connection.Open();
        Execute($"SET memory_limit = {Literal(memory)}");
        Execute($"SET temp_directory = {Literal(Path.Combine(folder, "spill"))}");
        Execute("SET autoinstall_known_extensions = false");
        Execute("SET autoload_known_extensions = false");
        Execute($"SET allowed_paths = [{string.Join(", ", files.Select(Literal))}]");
        Execute("SET enable_external_access = false");
        Execute("SET lock_configuration = true");
    }

    public DuckDBConnection Connection { get; }

    public void Dispose()
    {
        Connection.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A text as it stands in a statement; for the paths of files only, which no statement takes otherwise.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public void Execute(string statement, IReadOnlyList<string>? texts = null) => Told(() =>
    {
        using var command = Command(statement, texts);
        return command.ExecuteNonQuery();
    });

    /// <summary>Reads what a statement gives, row by row.</summary>
    /// <param name="texts">Its parameters.</param>
    public IEnumerable<T> Read<T>(string statement, IReadOnlyList<string>? texts, Func<DuckDBDataReader, T> row)
    {
        using var command = Command(statement, texts);
        command.UseStreamingMode = true;
        using var reader = Told(command.ExecuteReader);
        while (Told(reader.Read))
        {
            yield return row(reader);
        }
    }

    /// <summary>Does some work; a full disk, memory that does not suffice and the like are told as trouble with files.</summary>
    public static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDBException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private DuckDBCommand Command(string statement, IReadOnlyList<string>? texts)
    {
        var command = Connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (at, text) in (texts ?? []).Index())
        {
            command.Parameters.Add(new DuckDBParameter(SqlText.Parameter(at), text));
        }

        return command;
    }
}
