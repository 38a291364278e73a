namespace PropagandaVerify.Scans;

/// <summary>What a database is asked about the rows of tables: which of them rules surely hold for, and which rows and groups are left to the rules themselves.</summary>
/// <param name="Tables">The tables; those that are no part of it are null.</param>
public sealed record SievePlan(IReadOnlyList<SievedTable?> Tables, IReadOnlyList<SievedGrouping> Groupings, IReadOnlyList<SievedRule> Rules);

/// <summary>A table of a plan.</summary>
/// <param name="Absent">The texts that stand for no value, by the column of texts that has them.</param>
/// <param name="Read">The columns whose cells the rules read, in rising order.</param>
public sealed record SievedTable(SieveTable Table, IReadOnlyDictionary<int, IReadOnlyList<string>> Absent, IReadOnlyList<int> Read);

/// <summary>The rows of a table by a key; a row that lacks a part of the key is in no group.</summary>
/// <param name="Table">The number of the table.</param>
/// <param name="Condition">What its rows meet, exactly; null where all are in a group.</param>
/// <param name="Aggregates">What is gathered; nothing where rows are joined one by one.</param>
public sealed record SievedGrouping(int Table, IReadOnlyList<Term> Key, Condition? Condition, IReadOnlyList<SievedAggregate> Aggregates);

/// <summary>What is gathered of each group; it is missing where the term is for some row of the group.</summary>
/// <param name="Term">What is gathered; null for numbers of rows.</param>
/// <param name="If">The condition of the rows that are counted; null where it is not about one.</param>
public sealed record SievedAggregate(SievedGathering Gathering, Term? Term, Condition? If = null);

/// <summary>How values of a group are gathered.</summary>
public enum SievedGathering
{
    /// <summary>How many rows there are.</summary>
    Count,

    /// <summary>The number of the first row.</summary>
    FirstRow,
    Sum,
    Least,
    Greatest,

    /// <summary>The value of the first row.</summary>
    First,

    /// <summary>How many rows have a value, however many lack it.</summary>
    Filled,

    /// <summary>How many rows meet the condition.</summary>
    Meeting,

    /// <summary>How many different values there are.</summary>
    Distinct,
}

/// <summary>A group that a rule looks up for a row, or whose rows it joins to it one by one.</summary>
/// <param name="Grouping">The number of the grouping.</param>
/// <param name="Key">What the row, or one that was joined before, gives for each part of the key.</param>
public sealed record SievedLookup(int Grouping, IReadOnlyList<Term> Key);

/// <summary>A rule over the rows of a table.</summary>
/// <param name="Table">The number of the table.</param>
/// <param name="Condition">What its rows meet; null where it is about all.</param>
/// <param name="Late">What they meet given their groups; null where it asks for nothing.</param>
/// <param name="Check">What holds for them.</param>
/// <param name="OncePer">The lookup whose groups it is about, each by its first row, the condition being that of the group; null where it is about rows.</param>
/// <param name="IsJoin">Whether it is about each row with one row of each lookup, what is late and what holds being about these; a row is left to it where that is not certain for one of them.</param>
/// <param name="IsOfRowsAlone">Whether its conditions are exact and nothing else of groups is asked, so that nobody looks at the rows of these.</param>
public sealed record SievedRule(int Table, Condition? Condition, Condition? Late, Condition Check, IReadOnlyList<SievedLookup> Lookups, int? OncePer, bool IsJoin = false, bool IsOfRowsAlone = false);
