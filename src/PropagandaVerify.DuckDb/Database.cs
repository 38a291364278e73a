using DuckDB.NET.Data;

namespace PropagandaVerify.DuckDb;

/// <summary>A DuckDB database in a folder of its own, into which it spills: bounded memory, no extensions, no files but its own and those named at first, and no way to change that.</summary>
internal sealed class Database : IDisposable
{
    private readonly string folder;
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    /// <param name="folder">A folder for the database alone; it is deleted with it.</param>
    /// <param name="memory">How much memory it may take, such as <c>1GB</c>.</param>
    /// <param name="files">The full paths of other files that it may read.</param>
    public Database(string folder, string memory, IReadOnlyList<string> files)
    {
        this.folder = folder;
        Connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = Path.Combine(folder, "rows.duckdb") }.ConnectionString);
        Told(() =>
        {
            Connection.Open();
            return folder;
        });
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

    /// <summary>A text of an author as it is named in statements: a variable of the database, set by a parameter. A parameter of the statement itself would be unknown when that is planned.</summary>
    public string Text(string text)
    {
        if (!variables.TryGetValue(text, out var name))
        {
            variables.Add(text, name = SqlText.Of($"v{variables.Count}"));
            Told(() =>
            {
                using var command = Connection.CreateCommand();
                command.CommandText = $"SET VARIABLE {name} = CAST($text AS VARCHAR)";
                command.Parameters.Add(new DuckDBParameter("text", text));
                return command.ExecuteNonQuery();
            });
        }

        return $"getvariable('{name}')";
    }

    public void Execute(string statement) => Told(() =>
    {
        using var command = Connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteNonQuery();
    });

    /// <summary>Reads what a statement gives, row by row.</summary>
    public IEnumerable<T> Read<T>(string statement, Func<DuckDBDataReader, T> row)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = statement;
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
}
