namespace PropagandaVerify.DuckDb;

/// <summary>A table as a relation of a statement: its columns are <c>c0</c>, <c>c1</c> …, and <c>n</c> is the number of the row.</summary>
/// <param name="relation">The table in a FROM clause.</param>
internal class DatabaseTable(string relation)
{
    public string Relation => relation;

    /// <summary>The value of a column.</summary>
    public virtual string Value(int column) => SqlText.Of($"c{column}");

    /// <summary>The cell of a column as it would be written.</summary>
    public virtual string Written(int column) => SqlText.Of($"CAST(c{column} AS VARCHAR)");
}
