using PropagandaVerify.Scans;

namespace PropagandaVerify.DuckDb;

/// <summary>
/// Writes terms and conditions of a plan as SQL of DuckDB. Operators and functions are those written here and no others; columns have numbers for names, numbers and days are written from their values, and texts are
/// variables, so that no word of an author is part of a statement. Numbers stay decimals of as many digits as they need.
/// </summary>
/// <param name="row">The name of the row.</param>
/// <param name="group">The name of a column of a lookup that holds an aggregate.</param>
internal sealed class SqlText(Database database, string row, Func<int, int, string> group)
{
    public SqlText(Database database, string row)
        : this(database, row, (_, _) => throw new InvalidOperationException("there are no groups here"))
    {
    }

    public static string Of(FormattableString text) => FormattableString.Invariant(text);

    public string Of(Term term) => term switch
    {
        Figure figure => Of(figure),
        Word.OfColumn { Index: var index, Name: var name } => Column(index, name),
        Word.OfGroup { Lookup: var lookup, Aggregate: var aggregate } => group(lookup, aggregate),
        Word.Text { Content: var content } => database.Text(content),
        Word.Day { Date: var day } => Of($"DATE '{day:yyyy-MM-dd}'"),
        _ => throw Unwritten(term),
    };

    private const string True = "TRUE";

    // Digits that a decimal of 64 bits holds.
    private const int MostOf64Bits = 18;

    /// <summary>What is known of a condition: true, false, or null for neither.</summary>
    public string Of(Condition condition) => condition switch
    {
        Condition.Known => True,
        Condition.Unknown => "CAST(NULL AS BOOLEAN)",
        Condition.IsAtMost { A: var a, B: var b, Strictly: var strictly } => $"({Shared(a, b)} {(strictly ? "<" : "<=")} {Shared(b, a)})",
        Condition.IsEarlier { A: var a, B: var b, Strictly: var strictly } => $"({Of(a)} {(strictly ? "<" : "<=")} {Of(b)})",
        Condition.AreSame { A: Figure a, B: Figure b } => $"({Shared(a, b)} = {Shared(b, a)})",
        Condition.AreSame { A: var a, B: var b } => $"({Of(a)} = {Of(b)})",
        Condition.IsThere { Of: var of } => $"({Of(of)} IS NOT NULL)",
        Condition.HasRows { Lookup: var lookup } => $"(coalesce({group(lookup, 0)}, 0) > 0)",
        Condition.IsFirst { Lookup: var lookup, Aggregate: var aggregate } => $"({row}.n = {group(lookup, aggregate)})",
        Condition.Both { A: var a, B: var b } => $"({Of(a)} AND {Of(b)})",
        Condition.Either { A: var a, B: var b } => $"({Of(a)} OR {Of(b)})",
        Condition.Not { Of: var of } => $"(NOT {Of(of)})",
        Condition.Surely { Of: var of } => $"(CASE WHEN {Of(of)} THEN TRUE END)",
        _ => throw Unwritten(condition),
    };

    /// <summary>Where a condition holds for certain, as what follows WHERE: where it is not known, it does not hold. None holds.</summary>
    public string Where(Condition? condition) => condition switch
    {
        null => True,
        Condition.Surely { Of: var of } => Where(of),
        Condition.Both { A: var a, B: var b } => And(Where(a), Where(b)),
        Condition.Either { A: var a, B: var b } => $"({Where(a)} OR {Where(b)})",
        _ => Of(condition),
    };

    /// <summary>Where a condition may hold: where it is not known, somebody else may know.</summary>
    public string Perhaps(Condition? condition) => condition switch
    {
        { IsExact: true } or null => Where(condition),
        Condition.Both { A: var a, B: var b } => And(Perhaps(a), Perhaps(b)),
        Condition.Either { A: var a, B: var b } => $"({Perhaps(a)} OR {Perhaps(b)})",
        _ => $"({Of(condition)} IS NOT FALSE)",
    };

    /// <summary>All of some conditions.</summary>
    public static string And(params IEnumerable<string> conditions) => conditions.Where(c => c != True).ToList() switch { [] => True, [var one] => one, var all => $"({string.Join(" AND ", all)})" };

    /// <summary>Whether two keys are the same.</summary>
    public static string Same(Term a, string writtenA, Term b, string writtenB) => (a, b) is (Figure x, Figure y) ? $"{AsDecimal(writtenA, x, y)} = {AsDecimal(writtenB, y, x)}" : $"{writtenA} = {writtenB}";

    /// <summary>A value as one of the type of a term; rounded, or null, where it is none.</summary>
    public static string Like(string written, Term term) => term is Figure { Width: var width, Scale: var scale } ? Of($"TRY_CAST({written} AS DECIMAL({width}, {scale}))") : written;

    /// <summary>The columns that a rule reads of its rows.</summary>
    public static IEnumerable<int> ColumnsOf(SievedRule rule) =>
        rule.Lookups.SelectMany(l => l.Key).SelectMany(ColumnsOf).Concat(new[] { rule.Late, rule.Check }.SelectMany(c => c is null ? [] : ColumnsOf(c)));

    /// <summary>The columns that a term reads.</summary>
    public static IEnumerable<int> ColumnsOf(Term term) => term switch
    {
        Figure.OfColumn column => [column.Index],
        Word.OfColumn column => [column.Index],
        Figure.Sum sum => ColumnsOf(sum.A).Concat(ColumnsOf(sum.B)),
        Figure.Product product => ColumnsOf(product.A).Concat(ColumnsOf(product.B)),
        Figure.Size size => ColumnsOf(size.Of),
        Figure.Given given => ColumnsOf(given.Of).Concat(ColumnsOf(given.If)),
        Figure.OrElse other => ColumnsOf(other.Of),
        _ => [],
    };

    private static IEnumerable<int> ColumnsOf(Condition condition) => condition switch
    {
        Condition.IsAtMost most => ColumnsOf(most.A).Concat(ColumnsOf(most.B)),
        Condition.IsEarlier earlier => ColumnsOf(earlier.A).Concat(ColumnsOf(earlier.B)),
        Condition.AreSame same => ColumnsOf(same.A).Concat(ColumnsOf(same.B)),
        Condition.IsThere there => ColumnsOf(there.Of),
        Condition.Both both => ColumnsOf(both.A).Concat(ColumnsOf(both.B)),
        Condition.Either either => ColumnsOf(either.A).Concat(ColumnsOf(either.B)),
        Condition.Not not => ColumnsOf(not.Of),
        Condition.Surely surely => ColumnsOf(surely.Of),
        _ => [],
    };

    /// <summary>What a joined row is called.</summary>
    /// <param name="name">Its name, from 0.</param>
    public static string Joined(int name) => Of($"b{name}");

    private string Column(int index, int name) => Of($"{(name == 0 ? row : Joined(name))}.c{index}");

    private string Of(Figure figure) => figure switch
    {
        Figure.OfColumn { Index: var index, Name: var name } => Decimal(Column(index, name), figure.Width, figure.Scale),
        Figure.OfGroup { Lookup: var lookup, Aggregate: var aggregate } => Decimal(aggregate == 0 ? $"coalesce({group(lookup, 0)}, 0)" : group(lookup, aggregate), figure.Width, figure.Scale),
        Figure.Constant { Digits: var digits, Scale: var scale } => Decimal($"'{Figure.Constant.Written(digits, scale)}'", figure.Width, scale),
        Figure.Sum { A: var a, B: var b, IsDifference: var isDifference } => $"({Decimal(Of(a), figure.Width, figure.Scale)} {(isDifference ? "-" : "+")} {Decimal(Of(b), figure.Width, figure.Scale)})",
        // A product of two decimals in 64 bits stays in 64 bits, so one of them is widened where that does not suffice.
        Figure.Product { A: var a, B: var b } => $"({(figure.Width > MostOf64Bits && Math.Max(a.Width, b.Width) <= MostOf64Bits ? Decimal(Of(a), MostOf64Bits + 1, a.Scale) : Narrow(a))} * {Narrow(b)})",
        Figure.Size { Of: var of } => $"abs({Of(of)})",
        Figure.Given { Of: var of, If: var condition } => $"(CASE WHEN {Of(condition)} THEN {Of(of)} END)",
        Figure.OrElse { Of: var of, Lookup: var lookup, Empty: var empty } => $"(CASE WHEN {Of(new Condition.HasRows(lookup))} THEN {Decimal(Of(of), figure.Width, figure.Scale)} ELSE {Decimal(Of(empty), figure.Width, figure.Scale)} END)",
        _ => throw Unwritten(figure),
    };

    // A factor has no more digits than it needs, so that a product has none too many.
    private string Narrow(Figure factor) => factor is Figure.OfColumn or Figure.OfGroup or Figure.Constant ? Of(factor) : Decimal(Of(factor), factor.Width, factor.Scale);

    // Two decimals are compared as one type that holds both.
    private string Shared(Figure of, Figure with) => AsDecimal(Of(of), of, with);

    private static string AsDecimal(string written, Figure of, Figure with)
    {
        var scale = Math.Max(of.Scale, with.Scale);
        return Decimal(written, Math.Max(of.Width - of.Scale, with.Width - with.Scale) + scale, scale);
    }

    private static string Decimal(string written, int width, int scale) => Of($"CAST({written} AS DECIMAL({width}, {scale}))");

    private static InvalidOperationException Unwritten(object what) => new($"there is no SQL for {what.GetType().Name}");
}
