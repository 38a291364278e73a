using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using PropagandaVerify.Scans;

namespace PropagandaVerify.DuckDb;

/// <summary>A Parquet file as a relation, and what its columns hold.</summary>
internal sealed partial class ParquetColumns : DatabaseTable
{
    // Texts of one column that have to be looked at one by one.
    private const int MostTexts = 100_000;

    // A column that has few different texts in its first rows is likely to have few.
    private const int Sampled = 8_192;
    private const int FewOfSample = 2_000;

    private readonly Database database;

    // Those that a table can have.
    private readonly IReadOnlyList<(string Name, string Type)> columns;

    private ParquetColumns(Database database, string path, IReadOnlyList<(string Name, string Type)> columns)
        : base(RelationOf(path, columns))
    {
        this.database = database;
        this.columns = [.. columns.Where(c => !IsLeftOut(c.Type))];
    }

    /// <summary>The file as a relation and what its columns hold; null where texts are too many, or dates beyond the calendar.</summary>
    public static (ParquetColumns Columns, SieveTable Table)? Of(Database database, string path, int id, IReadOnlyList<string> missing)
    {
        var columns = database.Read($"DESCRIBE SELECT * FROM {Read(path, "file_row_number = false")}", r => (r.GetString(0), r.GetString(1))).ToList();
        var file = new ParquetColumns(database, path, columns);
        var rows = database.Read($"SELECT count(*) FROM {file.Relation}", r => r.GetInt64(0)).Single();
        return rows <= int.MaxValue && file.Seen(path, rows, missing) is { } seen ? (file, new SieveTable(id, (int)rows, seen)) : null;
    }

    private static string RelationOf(string path, IReadOnlyList<(string Name, string Type)> columns)
    {
        var (kept, left) = (0, 0);
        return $"{Read(path, "file_row_number = true")} AS t({string.Concat(columns.Select(c => IsLeftOut(c.Type) ? SqlText.Of($"x{left++}, ") : SqlText.Of($"c{kept++}, ")))}n)";
    }

    // Words of the path are no columns, whatever they look like.
    private static string Read(string path, string more) => $"read_parquet({Database.Literal(path)}, hive_partitioning = false, {more})";

    public override string Written(int column) => columns[column].Type switch
    {
        // A decimal without digits before its mark is written without the nought.
        var type when DecimalType().Match(type) is { Success: true } match && match.Groups[1].Value == match.Groups[2].Value => SqlText.Of($"CAST(CAST(c{column} AS DECIMAL(38, {match.Groups[2].Value})) AS VARCHAR)"),
        "VARCHAR" => SqlText.Of($"c{column}"),
        _ => base.Written(column),
    };

    public override string Value(int column) => columns[column].Type == "BOOLEAN" ? Written(column) : base.Value(column);

    // Lists, maps and bytes are no columns of a table; nor is what stands inside of others one here.
    private static bool IsLeftOut(string type) => type == "BLOB" || type.EndsWith(']') || type.StartsWith("MAP(", StringComparison.Ordinal) || type.StartsWith("STRUCT(", StringComparison.Ordinal);

    private static SieveType TypeOf(string type) => type switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" => SieveType.Number,
        "DATE" => SieveType.Day,
        "VARCHAR" or "BOOLEAN" => SieveType.Text,
        _ => DecimalType().Match(type) is { Success: true } match && ScaleOf(match) < Figure.MostDigits ? SieveType.Number : SieveType.Other,
    };

    private static int DecimalsOf(string type) => DecimalType().Match(type) is { Success: true } match ? ScaleOf(match) : 0;

    private static int ScaleOf(Match type) => int.Parse(type.Groups[2].Value, CultureInfo.InvariantCulture);

    private List<SieveColumn>? Seen(string path, long rows, IReadOnlyList<string> missing)
    {
        var bounds = Bounds(path, rows);
        var few = database.Read(SqlText.Of($"SELECT {string.Join(", ", columns.Select((c, i) => TypeOf(c.Type) == SieveType.Text ? SqlText.Of($"count(DISTINCT c{i})") : "count(*)"))} FROM (SELECT * FROM {Relation} LIMIT {Sampled})"), r => columns.Select((_, i) => r.GetInt64(i)).ToList()).Single();
        var seen = new List<SieveColumn>();
        foreach (var (i, (name, type)) in columns.Index())
        {
            var column = TypeOf(type) switch
            {
                SieveType.Text => TextsOf(i, few[i] <= FewOfSample, missing) is var (held, texts) ? new SieveColumn(name, SieveType.Text, 0, held, 0, 0, texts) : null,
                SieveType.Number => NumberOf(name, type, bounds[i]),
                SieveType.Day => bounds[i] is var (filled, least, greatest) && (filled == 0 || (IsDay(least) && IsDay(greatest))) ? new SieveColumn(name, SieveType.Day, 0, filled, 0, 0, []) : null,
                var other => new SieveColumn(name, other, 0, 0, 0, 0, []),
            };
            if (column is null)
            {
                return null;
            }

            seen.Add(column);
        }

        return seen;
    }

    private static SieveColumn? NumberOf(string name, string type, (long Filled, string? Least, string? Greatest) bounds)
    {
        var scale = DecimalsOf(type);
        var (low, high) = bounds.Filled == 0 ? (0, 0) : (Units(bounds.Least, scale), Units(bounds.Greatest, scale));
        return low is not { } least || high is not { } greatest ? null
            : new SieveColumn(name, SieveType.Number, scale, bounds.Filled, BigInteger.Max(BigInteger.Abs(least), BigInteger.Abs(greatest)), least > 0 ? least : greatest < 0 ? -greatest : 0, []);
    }

    // How many cells of each column hold something, and the least and the greatest of them: what the file says of its groups of rows, or else a look at all.
    private List<(long Filled, string? Least, string? Greatest)> Bounds(string path, long rows)
    {
        var groups = database.Read(
            $"SELECT path_in_schema, num_values, stats_null_count, stats_min_value, stats_max_value FROM parquet_metadata({Database.Literal(path)})",
            r => (Name: r.GetString(0), Count: r.GetInt64(1), Nulls: r.IsDBNull(2) ? (long?)null : r.GetInt64(2), Least: r.IsDBNull(3) ? null : r.GetString(3), Greatest: r.IsDBNull(4) ? null : r.GetString(4))).ToList();
        var bounds = new List<(long, string?, string?)>();
        foreach (var (i, (name, type)) in columns.Index())
        {
            var own = groups.FindAll(g => g.Name == name);
            var scale = DecimalsOf(type);
            var isNumber = TypeOf(type) == SieveType.Number;
            var isWhole = own.Sum(g => g.Count) == rows;
            if (isWhole && isNumber && own.TrueForAll(g => g.Nulls is { } nulls && (nulls == g.Count || (Units(g.Least, scale) is not null && Units(g.Greatest, scale) is not null))))
            {
                var held = own.FindAll(g => g.Nulls < g.Count);
                bounds.Add((own.Sum(g => g.Count - g.Nulls!.Value), held.Select(g => g.Least).MinBy(t => Units(t, scale)), held.Select(g => g.Greatest).MaxBy(t => Units(t, scale))));
            }
            else if (isWhole && TypeOf(type) == SieveType.Day && own.TrueForAll(g => g.Nulls is { } nulls && (nulls == g.Count || (IsDay(g.Least) && IsDay(g.Greatest)))))
            {
                var held = own.FindAll(g => g.Nulls < g.Count);
                bounds.Add((own.Sum(g => g.Count - g.Nulls!.Value), held.Min(g => g.Least), held.Max(g => g.Greatest)));
            }
            else
            {
                bounds.Add(TypeOf(type) is SieveType.Text or SieveType.Other ? default : database.Read(SqlText.Of($"SELECT count(c{i}), CAST(min(c{i}) AS VARCHAR), CAST(max(c{i}) AS VARCHAR) FROM {Relation}"), r => (r.GetInt64(0), r.IsDBNull(1) ? null : r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2))).Single());
            }
        }

        return bounds;
    }

    // All texts of a column that has few, or else those that might be more than words; null where even these are too many.
    private (long Filled, IReadOnlyList<SieveText> Texts)? TextsOf(int column, bool isOfFew, IReadOnlyList<string> missing)
    {
        var value = Value(column);
        SieveText Text(DuckDBDataReader r) => new(r.GetString(0), r.GetInt64(1), r.GetInt64(2), IsWord: false);
        if (isOfFew)
        {
            var all = database.Read(SqlText.Of($"SELECT {value}, count(*), min(n) FROM {Relation} WHERE {value} IS NOT NULL GROUP BY 1 LIMIT {MostTexts + 1}"), Text).ToList();
            if (all.Count <= MostTexts)
            {
                return (all.Sum(t => t.Count), all);
            }
        }

        var isWord = IsWord(value, missing);
        var words = database.Read($"SELECT count(*) FROM {Relation} WHERE {isWord}", r => r.GetInt64(0)).Single();
        var texts = database.Read(SqlText.Of($"SELECT {value}, count(*), min(n) FROM {Relation} WHERE {value} IS NOT NULL AND NOT {isWord} GROUP BY 1 LIMIT {MostTexts + 1}"), Text).ToList();
        var filled = words + texts.Sum(t => t.Count);
        if (words > 0)
        {
            // Which of the words is the first matters only where there are other texts.
            texts.Add(texts.Count == 0 ? new SieveText("a", words, 0, IsWord: true)
                : database.Read($"SELECT {value}, n FROM {Relation} WHERE {isWord} ORDER BY n LIMIT 1", r => new SieveText(r.GetString(0), words, r.GetInt64(1), IsWord: true)).Single());
        }

        return texts.Count > MostTexts ? null : (filled, texts);
    }

    // A text that begins with a plain letter is no number and no date; words for gaps are short and begin with an n, but for those that the declaration has.
    private string IsWord(string value, IReadOnlyList<string> missing) =>
        $"coalesce((({value} >= 'A' AND {value} < 'N') OR ({value} >= 'O' AND {value} < '[') OR ({value} >= 'a' AND {value} < 'n') OR ({value} >= 'o' AND {value} < '{{') OR ((({value} >= 'N' AND {value} < 'O') OR ({value} >= 'n' AND {value} < 'o')) AND regexp_matches({value}, '^[Nn][!-~]{{4}}'))){string.Concat(missing.Select(m => $" AND NOT starts_with({value}, {database.Text(m)})"))}, FALSE)";

    private static bool IsDay(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static BigInteger? Units(string? text, int scale)
    {
        var mark = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        return text is not null && (mark < 0 ? scale == 0 : text.Length - mark - 1 == scale) && BigInteger.TryParse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units) ? units : null;
    }

    [GeneratedRegex(@"^DECIMAL\((\d+),(\d+)\)$")]
    private static partial Regex DecimalType();
}
