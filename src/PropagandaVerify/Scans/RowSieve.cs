using System.Numerics;
using PropagandaVerify.Text;

namespace PropagandaVerify.Scans;

/// <summary>
/// A database that looks through whole tables for what rules surely hold for, so that only the rest is read row by row. The caller lends it. It may know less than the rules, never other things: what it is unsure of is
/// left to the rules.
/// </summary>
/// <remarks>What goes wrong with it is an <see cref="IOException"/>.</remarks>
public abstract class RowSieve : IDisposable
{
    /// <summary>Whether it reads a file, as far as its format goes.</summary>
    public abstract bool Knows(Source source);

    /// <summary>Looks at the columns of a table.</summary>
    /// <param name="missing">What a cell holds instead of a value, beside what always stands for none.</param>
    /// <returns>Null where it cannot say what the columns hold.</returns>
    public abstract SieveTable? Open(Source source, IReadOnlyList<string> missing);

    /// <summary>Takes a table that is held, for the rules that read it beside others.</summary>
    /// <param name="columns">Those that it is asked nothing of are <see cref="SieveType.Other"/>.</param>
    /// <param name="rows">The cells as text: numbers with a point, days by year, month and day; null for none.</param>
    public abstract SieveTable Hold(IReadOnlyList<SieveColumn> columns, IReadOnlyList<string?[]> rows);

    /// <summary>Finds the rows of the rules that are left to these, with the rows of the groups that they look up.</summary>
    public abstract Sieved Sift(SievePlan plan);

    /// <summary>Finds instead the rows for which rules with groups read one of some rows, with the rows of the groups that they look up.</summary>
    /// <param name="rows">The numbers of these rows, by table.</param>
    public abstract void Link(IReadOnlyList<IReadOnlyCollection<int>> rows);

    /// <summary>The rows that were found, in the order of the table.</summary>
    /// <param name="table">The number of the table.</param>
    public abstract IEnumerable<SievedRow> Rows(int table);

    /// <summary>The rows of a table whose key an earlier row has, in their order, each with the first row that has it; a gap is like any other gap.</summary>
    /// <param name="key">The columns of the key.</param>
    public abstract IEnumerable<(int Row, int First)> Repeated(SievedTable table, IReadOnlyList<Term> key);

    public abstract void Dispose();
}

/// <summary>A table as a database sees it.</summary>
/// <param name="Id">What the database knows it by.</param>
/// <param name="Rows">How many rows it has.</param>
public sealed record SieveTable(int Id, int Rows, IReadOnlyList<SieveColumn> Columns);

/// <summary>A column as a database sees it.</summary>
/// <param name="Scale">Digits behind the decimal mark of its numbers.</param>
/// <param name="Filled">How many of its cells hold something.</param>
/// <param name="Most">No number of it is further from nought, in units of its last digit.</param>
/// <param name="Least">No number of it is nearer to nought.</param>
/// <param name="Texts">Of a column of texts what stands in it: each text once that might be more than a word, and of the words the first for all.</param>
public sealed record SieveColumn(string Name, SieveType Type, int Scale, long Filled, BigInteger Most, BigInteger Least, IReadOnlyList<SieveText> Texts);

/// <summary>The type of a column in a database.</summary>
public enum SieveType
{
    /// <summary>A whole number, or a decimal one with a fixed number of digits behind its mark.</summary>
    Number,
    Day,
    Text,

    /// <summary>A type without an exact counterpart here, such as a binary floating-point number; the database is asked nothing of it.</summary>
    Other,
}

/// <summary>A text of a column.</summary>
/// <param name="Count">How many cells hold it, or a word like it.</param>
/// <param name="First">The number of the first row that does.</param>
/// <param name="IsWord">Whether it stands for all texts that begin with a letter and are no number, date or gap.</param>
public sealed record SieveText(string Text, long Count, long First, bool IsWord);

/// <summary>What a database found out.</summary>
/// <param name="Settled">For how many rows each rule holds for certain.</param>
/// <param name="Members">How many rows are in the groups of each grouping.</param>
public sealed record Sieved(IReadOnlyList<long> Settled, IReadOnlyList<long> Members);

/// <summary>A row that was found.</summary>
/// <param name="Number">Its number in the table, from 0.</param>
/// <param name="Rules">The rules that it is left to, one bit each in their order, 63 to a word; others only look it up.</param>
/// <param name="Cells">Its cells as they stand in the file; those that no rule reads are left out.</param>
public readonly record struct SievedRow(int Number, IReadOnlyList<long> Rules, IReadOnlyList<string> Cells);
