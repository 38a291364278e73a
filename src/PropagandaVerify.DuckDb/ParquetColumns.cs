using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using PropagandaVerify.Scans;

namespace PropagandaVerify.DuckDb;

/// <summary>A Parquet file as a relation of a statement: its columns are <c>c0</c>, <c>c1</c> …, and <c>n</c> is the number of the row.</summary>
internal sealed partial class ParquetColumns
{
    // Texts of one column that have to be looked at one by one.
    private const int MostTexts = 100_000;

    private readonly Database database;
    private readonly IReadOnlyList<(string Name, string Type)> columns;

    private ParquetColumns(Database database, string path, IReadOnlyList<(string Name, string Type)> columns)
    {
        this.database = database;
        this.columns = columns;
        Relation = $"read_parquet({Database.Literal(path)}, file_row_number = true) AS t({string.Concat(columns.Select((_, i) => SqlText.Of($"c{i}, ")))}n)";
    }

    /// <summary>The file in a FROM clause.</summary>
    public string Relation { get; }

    /// <summary>The file as a relation and what its columns hold; null where some column is of a type that has no exact counterpart.</summary>
    public static (ParquetColumns Columns, SieveTable Table)? Of(Database database, string path, int id, IReadOnlyList<string> missing)
    {
        var columns = database.Read($"DESCRIBE SELECT * FROM read_parquet({Database.Literal(path)})", null, r => (r.GetString(0), r.GetString(1))).ToList();
        if (!columns.TrueForAll(c => TypeOf(c.Item2) is not null))
        {
            return null;
        }

        var file = new ParquetColumns(database, path, columns);
        var rows = database.Read($"SELECT count(*) FROM {file.Relation}", null, r => r.GetInt64(0)).Single();
        return rows <= int.MaxValue && file.Seen(path, missing) is { } seen ? (file, new SieveTable(id, (int)rows, seen)) : null;
    }

    /// <summary>The cell of a column as it would be written.</summary>
    public string Written(int column) => columns[column].Type switch
    {
        // A decimal without digits before its mark is written without the nought.
        var type when DecimalType().Match(type) is { Success: true } match && match.Groups[1].Value == match.Groups[2].Value => SqlText.Of($"CAST(CAST(c{column} AS DECIMAL(38, {match.Groups[2].Value})) AS VARCHAR)"),
        "VARCHAR" => SqlText.Of($"c{column}"),
        _ => SqlText.Of($"CAST(c{column} AS VARCHAR)"),
    };

    /// <summary>The value of a column.</summary>
    public string Value(int column) => columns[column].Type == "BOOLEAN" ? Written(column) : SqlText.Of($"c{column}");

    private static SieveType? TypeOf(string type) => type switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" => SieveType.Number,
        "DATE" => SieveType.Day,
        "VARCHAR" or "BOOLEAN" => SieveType.Text,
        _ => DecimalType().Match(type) is { Success: true } match && ScaleOf(match) < Figure.MostDigits ? SieveType.Number : null,
    };

    private static int ScaleOf(Match type) => int.Parse(type.Groups[2].Value, CultureInfo.InvariantCulture);

    private IReadOnlyList<SieveColumn>? Seen(string path, IReadOnlyList<string> missing)
    {
        var bounds = Bounds(path);
        var words = Words(missing);
        var seen = new List<SieveColumn>();
        foreach (var (i, (name, type)) in columns.Index())
        {
            var kind = TypeOf(type)!.Value;
            if (kind == SieveType.Text)
            {
                if (TextsOf(i, words[i], missing) is not { } texts)
                {
                    return null;
                }

                seen.Add(new SieveColumn(name, kind, 0, words[i].Filled, 0, texts));
                continue;
            }

            var (filled, least, greatest) = bounds[i];
            var scale = DecimalType().Match(type) is { Success: true } match ? ScaleOf(match) : 0;
            if (kind == SieveType.Day)
            {
                if (filled > 0 && !(IsDay(least) && IsDay(greatest)))
                {
                    return null;
                }

                seen.Add(new SieveColumn(name, kind, 0, filled, 0, []));
                continue;
            }

            if (filled > 0 && (Units(least, scale) is null || Units(greatest, scale) is null))
            {
                return null;
            }

            seen.Add(new SieveColumn(name, kind, scale, filled, filled == 0 ? 0 : BigInteger.Max(BigInteger.Abs(Units(least, scale)!.Value), BigInteger.Abs(Units(greatest, scale)!.Value)), []));
        }

        return seen;
    }

    // How many cells of each column hold something, and the least and the greatest of them: what the file says of its groups of rows, or else a look at all.
    private List<(long Filled, string? Least, string? Greatest)> Bounds(string path)
    {
        var groups = database.Read(
            $"SELECT path_in_schema, num_values, stats_null_count, stats_min_value, stats_max_value FROM parquet_metadata({Database.Literal(path)})", null,
            r => (Name: r.GetString(0), Count: r.GetInt64(1), Nulls: r.IsDBNull(2) ? (long?)null : r.GetInt64(2), Least: r.IsDBNull(3) ? null : r.GetString(3), Greatest: r.IsDBNull(4) ? null : r.GetString(4))).ToList();
        var bounds = new List<(long, string?, string?)>();
        foreach (var (i, (name, type)) in columns.Index())
        {
            var own = groups.FindAll(g => g.Name == name);
            var scale = DecimalType().Match(type) is { Success: true } match ? ScaleOf(match) : 0;
            var isNumber = TypeOf(type) == SieveType.Number;
            if (isNumber && own.TrueForAll(g => g.Nulls is { } nulls && (nulls == g.Count || (Units(g.Least, scale) is not null && Units(g.Greatest, scale) is not null))))
            {
                var held = own.FindAll(g => g.Nulls < g.Count);
                bounds.Add((own.Sum(g => g.Count - g.Nulls!.Value), held.MinBy(g => Units(g.Least, scale)).Least, held.MaxBy(g => Units(g.Greatest, scale)).Greatest));
            }
            else if (TypeOf(type) == SieveType.Day && own.TrueForAll(g => g.Nulls is { } nulls && (nulls == g.Count || (IsDay(g.Least) && IsDay(g.Greatest)))))
            {
                var held = own.FindAll(g => g.Nulls < g.Count);
                bounds.Add((own.Sum(g => g.Count - g.Nulls!.Value), held.Min(g => g.Least), held.Max(g => g.Greatest)));
            }
            else
            {
                bounds.Add(TypeOf(type) == SieveType.Text ? default : database.Read(SqlText.Of($"SELECT count(c{i}), CAST(min(c{i}) AS VARCHAR), CAST(max(c{i}) AS VARCHAR) FROM {Relation}"), null, r => (r.GetInt64(0), r.IsDBNull(1) ? null : r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2))).Single());
            }
        }

        return bounds;
    }

    // How many cells of each column of texts hold something, and how many hold a word that is nothing else.
    private List<(long Filled, long Words)> Words(IReadOnlyList<string> missing)
    {
        var texts = new List<string>();
        var sql = new SqlText("t", texts);
        var of = Enumerable.Range(0, columns.Count).Where(i => TypeOf(columns[i].Type) == SieveType.Text).ToList();
        var counts = of.Count == 0 ? [] : database.Read(
            $"SELECT {string.Join(", ", of.Select(i => $"count({Value(i)}), count(*) FILTER (WHERE {IsWord(Value(i), sql, missing)})"))} FROM {Relation}", texts,
            r => of.Select((_, at) => (r.GetInt64(2 * at), r.GetInt64((2 * at) + 1))).ToList()).Single();
        return [.. Enumerable.Range(0, columns.Count).Select(i => of.IndexOf(i) is >= 0 and var at ? counts[at] : default)];
    }

    private List<SieveText>? TextsOf(int column, (long Filled, long Words) counts, IReadOnlyList<string> missing)
    {
        var parameters = new List<string>();
        var (value, isWord) = (Value(column), IsWord(Value(column), new SqlText("t", parameters), missing));
        var texts = counts.Words == counts.Filled ? [] : database.Read(
            SqlText.Of($"SELECT {value}, count(*), min(n) FROM {Relation} WHERE {value} IS NOT NULL AND NOT {isWord} GROUP BY 1 LIMIT {MostTexts + 1}"), parameters,
            r => new SieveText(r.GetString(0), r.GetInt64(1), r.GetInt64(2), IsWord: false)).ToList();
        if (counts.Words > 0)
        {
            // Which of the words is the first matters only where there are other texts.
            texts.Add(texts.Count == 0 ? new SieveText("a", counts.Words, 0, IsWord: true)
                : database.Read($"SELECT {value}, n FROM {Relation} WHERE {isWord} ORDER BY n LIMIT 1", parameters, r => new SieveText(r.GetString(0), counts.Words, r.GetInt64(1), IsWord: true)).Single());
        }

        return texts.Count > MostTexts ? null : texts;
    }

    // A text that begins with a plain letter is no number and no date; words for gaps are short and begin with an n, but for those that the declaration has.
    private static string IsWord(string value, SqlText sql, IReadOnlyList<string> missing) =>
        $"coalesce((({value} >= 'A' AND {value} < 'N') OR ({value} >= 'O' AND {value} < '[') OR ({value} >= 'a' AND {value} < 'n') OR ({value} >= 'o' AND {value} < '{{') OR regexp_matches({value}, '^[Nn][!-~]{{4}}')){string.Concat(missing.Select(m => $" AND NOT starts_with({value}, {sql.Text(m)})"))}, FALSE)";

    private static bool IsDay(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static BigInteger? Units(string? text, int scale)
    {
        var mark = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        return text is not null && (mark < 0 ? scale == 0 : text.Length - mark - 1 == scale) && BigInteger.TryParse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units) ? units : null;
    }

    [GeneratedRegex(@"^DECIMAL\((\d+),(\d+)\)$")]
    private static partial Regex DecimalType();
}
