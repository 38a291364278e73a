using PropagandaVerify.Scans;

namespace PropagandaVerify.DuckDb;

/// <summary>Carries out a plan: groups first, then the rules over rows alone with one scan of their table, then those that look groups up; at last it puts together the rows that are left.</summary>
internal sealed class Sifter
{
    private const int RulesOfWord = 63;

    // So many rows are found in the file by their numbers.
    private const int Few = 1_000;

    private readonly Database database;
    private readonly IReadOnlyList<DatabaseTable> files;
    private readonly SievePlan plan;

    // Groupings by one key of one table are one table of the database.
    private readonly List<(int Table, IReadOnlyList<Term> Key, List<int> Groupings)> keys = [];
    private readonly HashSet<int> withRows = [];
    private readonly HashSet<int> found = [];

    public Sifter(Database database, IReadOnlyList<DatabaseTable> files, SievePlan plan)
    {
        (this.database, this.files, this.plan) = (database, files, plan);
        foreach (var (at, grouping) in plan.Groupings.Index().Where(g => g.Item.Aggregates.Count > 0))
        {
            var known = keys.FindIndex(k => k.Table == grouping.Table && k.Key.SequenceEqual(grouping.Key));
            if (known < 0)
            {
                keys.Add((grouping.Table, grouping.Key, [at]));
            }
            else
            {
                keys[known].Groupings.Add(at);
            }
        }
    }

    public static IEnumerable<(int Row, int First)> Repeated(Database database, DatabaseTable file, SievedTable table, IReadOnlyList<Term> key)
    {
        var sql = new SqlText(database, "r");
        var view = View(database, file, table);
        var (named, on) = (string.Concat(key.Select((k, i) => SqlText.Of($"{sql.Of(k)} AS k{i}, "))), string.Concat(key.Select((k, i) => SqlText.Of($" AND {sql.Of(k)} IS NOT DISTINCT FROM d.k{i}"))));
        return database.Read(
            $"SELECT r.n, d.f FROM {view} AS r JOIN (SELECT {named}min(n) AS f FROM {view} AS r GROUP BY {string.Join(", ", key.Select(sql.Of))} HAVING count(*) > 1) AS d ON r.n <> d.f{on} ORDER BY r.n",
            r => ((int)r.GetInt64(0), (int)r.GetInt64(1)));
    }

    public Sieved Sift()
    {
        for (var i = 0; i < keys.Count; i++)
        {
            Gather(i);
        }

        var settled = new long[plan.Rules.Count];
        for (var table = 0; table < plan.Tables.Count; table++)
        {
            OverRows(table, settled);
        }

        foreach (var (rule, of) in plan.Rules.Index().Where(r => r.Item.IsJoin))
        {
            settled[rule] = OverJoin(rule, of);
        }

        OverGroups(settled);
        Collect();
        return new Sieved(settled, [.. plan.Groupings.Select((g, i) => g.Aggregates.Count == 0 ? 0 : database.Read(SqlText.Of($"SELECT CAST(coalesce(sum(a{i}_0), 0) AS BIGINT) FROM g{KeyOf(i)}"), r => r.GetInt64(0)).Single())]);
    }

    public void Link(IReadOnlyList<IReadOnlyCollection<int>> rows)
    {
        foreach (var (table, numbers) in rows.Index().Where(r => plan.Tables[r.Index] is not null))
        {
            database.Execute(SqlText.Of($"CREATE OR REPLACE TEMP TABLE f{table} (n BIGINT)"));
            using var appender = database.Connection.CreateAppender("temp", "main", SqlText.Of($"f{table}"));
            foreach (var number in numbers)
            {
                appender.CreateRow().AppendValue((long)number).EndRow();
            }
        }

        withRows.Clear();
        found.Clear();
        for (var table = 0; table < plan.Tables.Count; table++)
        {
            LinkRows(table);
        }

        foreach (var (rule, of) in plan.Rules.Index().Where(r => r.Item.Lookups.Count > 0))
        {
            if (of.IsJoin)
            {
                LinkJoin(rule, of);
            }
            else
            {
                LinkGroups(rule, of);
            }
        }

        Collect();
    }

    public IEnumerable<SievedRow> Rows(int table)
    {
        var of = plan.Tables[table]!;
        var file = files[of.Table.Id];
        var marks = Words;
        var (cells, first) = (of.Read.Count, marks.Count + 1);
        var texts = string.Concat(of.Read.Select(c => SqlText.Of($", {file.Written(c)}")));
        var named = string.Concat(marks.Select(m => SqlText.Of($", s.m{m}")));
        if (cells == 0)
        {
            return database.Read(SqlText.Of($"SELECT s.n{named} FROM s{table} AS s ORDER BY s.n"), r => new SievedRow((int)r.GetInt64(0), [.. marks.Select(m => r.GetInt64(m + 1))], []));
        }

        var few = database.Read(SqlText.Of($"SELECT n FROM s{table} LIMIT {Few + 1}"), r => r.GetInt64(0)).ToList();
        var where = few.Count is 0 or > Few ? "" : $" WHERE n IN ({string.Join(", ", few)})";
        return few.Count == 0 ? [] : database.Read(
            SqlText.Of($"SELECT s.n{named}{texts} FROM s{table} AS s JOIN (SELECT * FROM {file.Relation}{where}) AS v ON s.n = v.n ORDER BY s.n"),
            r => new SievedRow((int)r.GetInt64(0), [.. marks.Select(m => r.GetInt64(m + 1))], [.. Enumerable.Range(first, cells).Select(c => r.IsDBNull(c) ? "" : r.GetString(c))]));
    }

    // The table with absent texts taken out.
    private string ViewOf(int table) => View(database, files[plan.Tables[table]!.Table.Id], plan.Tables[table]!);

    private static string View(Database database, DatabaseTable file, SievedTable table) =>
        $"(SELECT n{string.Concat(table.Table.Columns.Select((_, i) => SqlText.Of($", {Present(file.Value(i), table.Absent.GetValueOrDefault(i) ?? [], database)} AS c{i}")))} FROM {file.Relation})";

    private static string Present(string value, IReadOnlyList<string> absent, Database database) => absent.Count == 0 ? value : $"CASE WHEN {value} IN ({string.Join(", ", absent.Select(database.Text))}) THEN NULL ELSE {value} END";

    private int KeyOf(int grouping) => keys.FindIndex(k => k.Groupings.Contains(grouping));

    // The words of bits of a row, whatever its table.
    private IReadOnlyList<int> Words => [.. Enumerable.Range(0, (plan.Rules.Count + RulesOfWord - 1) / RulesOfWord)];

    // What is asked of all groupings by one key, gathered in one scan.
    private void Gather(int key)
    {
        var (table, parts, groupings) = keys[key];
        var sql = new SqlText(database, "r");
        var gathered = groupings.SelectMany(g => plan.Groupings[g].Aggregates.Select((a, i) => SqlText.Of($"{Gathered(a, plan.Groupings[g].Condition, sql)} AS a{g}_{i}")));
        var wanted = groupings.Exists(g => plan.Groupings[g].Condition is null) ? "TRUE" : string.Join(" OR ", groupings.Select(g => sql.Where(plan.Groupings[g].Condition)));
        var there = string.Concat(parts.Where(p => p.MayLack).Select(p => $" AND {sql.Of(p)} IS NOT NULL"));
        var by = parts.Count == 0 ? "" : $" GROUP BY {string.Join(", ", parts.Select(sql.Of))}";
        database.Execute(SqlText.Of($"CREATE OR REPLACE TEMP TABLE g{key} AS SELECT {string.Join(", ", parts.Select((p, i) => SqlText.Of($"{sql.Of(p)} AS k{i}")).Concat(gathered))} FROM {ViewOf(table)} AS r WHERE ({wanted}){there}{by}"));
    }

    private static string Gathered(SievedAggregate aggregate, Condition? condition, SqlText sql)
    {
        var only = condition is null ? "" : $" FILTER (WHERE {sql.Where(condition)})";

        // Over no rows there is nothing, and nothing is lacking in them either.
        string Whole(string gathered) => !aggregate.Term!.MayLack ? gathered + only : $"CASE WHEN count({sql.Of(aggregate.Term!)}){only} = count(*){only} THEN {gathered}{only} END";
        return aggregate.Gathering switch
        {
            SievedGathering.Count => $"count(*){only}",
            SievedGathering.FirstRow => $"min(r.n){only}",
            SievedGathering.Sum => Whole($"sum({sql.Of(aggregate.Term!)})"),
            SievedGathering.Least => Whole($"min({sql.Of(aggregate.Term!)})"),
            SievedGathering.Greatest => Whole($"max({sql.Of(aggregate.Term!)})"),
            SievedGathering.First => Whole($"arg_min({sql.Of(aggregate.Term!)}, r.n)"),
            SievedGathering.Filled => $"count({sql.Of(aggregate.Term!)}){only}",
            SievedGathering.Meeting => $"count(*) FILTER (WHERE {SqlText.And(sql.Where(condition), sql.Where(aggregate.If))})",
            SievedGathering.Distinct => Whole($"count(DISTINCT {sql.Of(aggregate.Term!)})"),
            var other => throw new InvalidOperationException($"there is no SQL for {other}"),
        };
    }

    // All rules over the rows of one table, in one scan; another counts what they are about.
    private void OverRows(int table, long[] settled)
    {
        var rules = plan.Rules.Index().Where(r => r.Item.Table == table && r.Item.Lookups.Count == 0).ToList();
        if (rules.Count == 0)
        {
            return;
        }

        var sql = new SqlText(database, "r");

        // Expressions that rules have in common are worked out once, below the grouping; the numbers of the rows are at hand where they are few.
        var marks = Words;
        var names = string.Join(", ", marks.Select(m => SqlText.Of($"m{m}")));
        var isLeft = $"({string.Join(" OR ", marks.Select(m => SqlText.Of($"m{m} <> 0")))})";
        var marked = $"(SELECT n{Marks(table, rules.Select(r => (r.Index, Left(r.Item, sql))))} FROM {ViewOf(table)} AS r)";
        database.Execute(SqlText.Of($"CREATE OR REPLACE TEMP TABLE t{table} AS SELECT {names}, count(*) AS counted, min(n, {Few}) FILTER (WHERE {isLeft}) AS numbers FROM {marked} GROUP BY {names}"));
        var isFew = database.Read(SqlText.Of($"SELECT coalesce(max(counted), 0) FROM t{table} WHERE {isLeft}"), r => r.GetInt64(0)).Single() <= Few;
        database.Execute(isFew ? SqlText.Of($"CREATE OR REPLACE TEMP TABLE u{table} AS SELECT unnest(numbers) AS n, {names} FROM t{table} WHERE {isLeft}") : SqlText.Of($"CREATE OR REPLACE TEMP TABLE u{table} AS SELECT n, {names} FROM {marked} WHERE {isLeft}"));
        withRows.Add(table);

        var about = rules.Select(r => r.Item.Condition?.IsExact == false ? Settled(r.Item, sql) : sql.Where(r.Item.Condition)).ToList();
        var counts = Counted(about, $"{ViewOf(table)} AS r");
        var found = Counted([.. rules.Select(r => SqlText.Of($"(m{r.Index / RulesOfWord} & {Bit(r.Index)}) <> 0"))], SqlText.Of($"u{table}"));
        foreach (var (at, (rule, of)) in rules.Index())
        {
            settled[rule] = of.Condition?.IsExact == false ? counts[at] : counts[at] - found[at];
        }
    }

    // How many rows meet each of some conditions.
    private List<long> Counted(IReadOnlyList<string> conditions, string rows)
    {
        var different = conditions.Distinct().ToList();
        var counts = database.Read($"SELECT {string.Join(", ", different.Select(c => $"count(*) FILTER (WHERE {c})"))} FROM {rows}", r => different.Select((_, i) => r.GetInt64(i)).ToList()).Single();
        return [.. conditions.Select(c => counts[different.IndexOf(c)])];
    }

    // The first row of a group meets the condition of a rule that is about groups, since it is that of the group.
    private static Condition? ConditionOf(SievedRule rule) => rule.OncePer is null ? rule.Condition : null;

    private static string Settled(SievedRule rule, SqlText sql) => SqlText.And(sql.Where(ConditionOf(rule)), sql.Where(rule.Late), sql.Where(rule.Check));

    private static string Left(SievedRule rule, SqlText sql) => SqlText.And(sql.Perhaps(ConditionOf(rule)), sql.Perhaps(rule.Late), $"({Known(rule, sql)} IS NOT TRUE)");

    // What has to hold of a row that the rule may be about, so that it holds for certain.
    private static string Known(SievedRule rule, SqlText sql) => ConditionOf(rule) is null or { IsExact: true } && rule.Late is null or { IsExact: true } ? sql.Where(rule.Check) : Settled(rule, sql);

    // The words of bits of the rules of a table.
    private string Marks(int table, IEnumerable<(int Rule, string IsLeft)> rules)
    {
        var all = rules.ToList();
        return string.Concat(Words.Select(m => SqlText.Of($", {string.Join(" + ", all.Where(r => r.Rule / RulesOfWord == m).Select(r => SqlText.Of($"CASE WHEN {r.IsLeft} THEN {Bit(r.Rule)} ELSE 0 END")).Prepend("0::BIGINT"))} AS m{m}")));
    }

    private static long Bit(int rule) => 1L << (rule % RulesOfWord);

    // Rules that look the same groups up for the same rows share one join.
    private void OverGroups(long[] settled)
    {
        foreach (var rules in plan.Rules.Index().Where(r => r.Item.Lookups.Count > 0 && !r.Item.IsJoin).Select(r => (Number: r.Index, Rule: r.Item, Joined: Joined(r.Item, isLinked: false))).GroupBy(r => r.Joined.Rows, StringComparer.Ordinal).Select(g => g.ToList()))
        {
            var counts = Counted([.. rules.Select(r => Settled(r.Rule, r.Joined.Sql)), .. rules.Select(r => Left(r.Rule, r.Joined.Sql))], rules[0].Joined.Rows);
            foreach (var (at, (rule, of, (sql, rows, _))) in rules.Index())
            {
                settled[rule] = counts[at];
                if (counts[rules.Count + at] > 0)
                {
                    Find(rule, of, sql, $"{rows} WHERE {Left(of, sql)}");
                }
            }
        }
    }

    // A row is left to the rule with all that it joins to it, where it does not surely hold for one of these.
    private long OverJoin(int rule, SievedRule of)
    {
        var sql = new SqlText(database, "a");
        var counts = Counted([Settled(of, sql), Left(of, sql)], JoinedOneByOne(of, ""));
        if (counts[1] == 0)
        {
            return counts[0];
        }

        FindJoined(rule, of, Left(of, sql));
        return counts[0] - Counted([Settled(of, sql)], JoinedOneByOne(of, OnlyOf(rule)))[0];
    }

    private void LinkJoin(int rule, SievedRule of) =>
        FindJoined(rule, of, string.Join(" OR ", of.Lookups.Select((l, i) => SqlText.Of($"{SqlText.Joined(i + 1)}.n IN (SELECT n FROM f{plan.Groupings[l.Grouping].Table})")).Prepend(SqlText.Of($"a.n IN (SELECT n FROM f{of.Table})"))));

    private void FindJoined(int rule, SievedRule of, string wanted)
    {
        database.Execute(SqlText.Of($"CREATE OR REPLACE TEMP TABLE q{rule} AS SELECT DISTINCT a.n FROM {JoinedOneByOne(of, "")} WHERE {wanted}"));
        Find(rule, of, new SqlText(database, "a"), JoinedOneByOne(of, OnlyOf(rule)));
    }

    private static string OnlyOf(int rule) => SqlText.Of($" AND a.n IN (SELECT n FROM q{rule})");

    // Each row of a rule with each that it joins to it.
    private string JoinedOneByOne(SievedRule rule, string only)
    {
        var sql = new SqlText(database, "a");
        var joins = rule.Lookups.Select((l, i) =>
        {
            var (name, grouping) = (SqlText.Joined(i + 1), plan.Groupings[l.Grouping]);
            var inner = new SqlText(database, name);
            return $" JOIN {ViewOf(grouping.Table)} AS {name} ON {string.Join(" AND ", l.Key.Zip(grouping.Key, (a, b) => SqlText.Same(a, sql.Of(a), b, inner.Of(b))))}";
        });
        return $"(SELECT * FROM {ViewOf(rule.Table)} AS a WHERE {sql.Perhaps(rule.Condition)}{only}) AS a{string.Concat(joins)}";
    }

    // The rows found for a rule, with what they look groups up by.
    private void Find(int rule, SievedRule of, SqlText sql, string from)
    {
        var outer = of.Lookups.SelectMany((l, i) => l.Key.Select((k, p) => SqlText.Of($", {sql.Of(k)} AS k{i}_{p}")));
        database.Execute(SqlText.Of($"CREATE OR REPLACE TEMP TABLE r{rule} AS SELECT {(of.IsJoin ? "DISTINCT " : "")}a.n{string.Concat(outer)} FROM {from}"));
        found.Add(rule);
    }

    // The rows of a rule beside the groups that they look up.
    private (SqlText Sql, string Rows, IReadOnlyList<string> Aliases) Joined(SievedRule rule, bool isLinked)
    {
        var joins = new List<(string Table, string On, string Alias)>();
        var aliases = new List<string>();
        var sql = new SqlText(database, "a", (lookup, aggregate) => SqlText.Of($"{aliases[lookup]}.a{rule.Lookups[lookup].Grouping}_{aggregate}"));
        foreach (var lookup in rule.Lookups)
        {
            var alias = SqlText.Of($"j{joins.Count}");
            var key = KeyOf(lookup.Grouping);
            string On(string name) => lookup.Key.Count == 0 ? "TRUE" : string.Join(" AND ", lookup.Key.Zip(keys[key].Key).Select((k, i) => SqlText.Same(k.First, sql.Of(k.First), k.Second, SqlText.Of($"{name}.k{i}"))));
            var table = isLinked ? SqlText.Of($"l{lookup.Grouping}") : SqlText.Of($"g{key}");
            var known = joins.Find(j => j.Table == table && j.On == On(j.Alias));
            if (known.Alias is null)
            {
                joins.Add((table, On(alias), alias));
            }

            aliases.Add(known.Alias ?? alias);
        }

        return (sql, $"{RowsOf(rule, sql, isLinked)} AS a{string.Concat(joins.Select(j => $" LEFT JOIN {j.Table} AS {j.Alias} ON {j.On}"))}", aliases);
    }

    // A rule that is about groups needs their first rows alone, and of these often no more than the key.
    private string RowsOf(SievedRule rule, SqlText sql, bool isLinked)
    {
        if (isLinked || rule.OncePer is not { } once)
        {
            return rule.Condition is null ? ViewOf(rule.Table) : $"(SELECT * FROM {ViewOf(rule.Table)} AS a WHERE {sql.Perhaps(rule.Condition)})";
        }

        var (lookup, grouping) = (rule.Lookups[once], plan.Groupings[rule.Lookups[once].Grouping]);
        var first = grouping.Aggregates.Index().First(a => a.Item.Gathering == SievedGathering.FirstRow).Index;
        var groups = SqlText.Of($"g{KeyOf(lookup.Grouping)} WHERE a{lookup.Grouping}_0 > 0");
        var named = lookup.Key.SelectMany(SqlText.ColumnsOf).ToList();
        return SqlText.ColumnsOf(rule).All(named.Contains)
            ? SqlText.Of($"(SELECT a{lookup.Grouping}_{first} AS n{string.Concat(named.Select((c, i) => SqlText.Of($", k{i} AS c{c}")))} FROM {groups})")
            : SqlText.Of($"(SELECT v.* FROM {ViewOf(rule.Table)} AS v JOIN (SELECT a{lookup.Grouping}_{first} AS f FROM {groups}) AS o ON v.n = o.f)");
    }

    // The rows of a table that were fetched, for the rules over rows.
    private void LinkRows(int table)
    {
        var rules = plan.Rules.Index().Where(r => r.Item.Table == table && r.Item.Lookups.Count == 0).ToList();
        if (rules.Count > 0)
        {
            var sql = new SqlText(database, "r");
            database.Execute(SqlText.Of($"CREATE OR REPLACE TEMP TABLE u{table} AS SELECT n{Marks(table, rules.Select(r => (r.Index, sql.Perhaps(r.Item.Condition))))} FROM {ViewOf(table)} AS r WHERE n IN (SELECT n FROM f{table})"));
            withRows.Add(table);
        }
    }

    // The rows for which a rule reads a row that was fetched, itself or in a group.
    private void LinkGroups(int rule, SievedRule of)
    {
        foreach (var grouping in of.Lookups.Select(l => l.Grouping))
        {
            var row = new SqlText(database, "r");
            var (table, key, condition) = (plan.Groupings[grouping].Table, plan.Groupings[grouping].Key, plan.Groupings[grouping].Condition);
            database.Execute(SqlText.Of($"CREATE OR REPLACE TEMP TABLE l{grouping} AS SELECT DISTINCT {string.Concat(key.Select((k, i) => SqlText.Of($"{row.Of(k)} AS k{i}, ")))}TRUE AS h FROM {ViewOf(table)} AS r WHERE n IN (SELECT n FROM f{table}) AND {row.Where(condition)}"));
        }

        var (sql, rows, groups) = Joined(of, isLinked: true);
        var touched = string.Concat(groups.Select(g => $" OR {g}.h"));
        Find(rule, of, sql, SqlText.Of($"{rows} WHERE (a.n IN (SELECT n FROM f{of.Table}){touched})"));
    }

    // The rows found, with the members of the groups that they look up.
    private void Collect()
    {
        for (var table = 0; table < plan.Tables.Count; table++)
        {
            if (plan.Tables[table] is null)
            {
                continue;
            }

            var marks = Words;
            var parts = new List<string>();
            if (withRows.Contains(table))
            {
                parts.Add(SqlText.Of($"SELECT * FROM u{table}"));
            }

            parts.AddRange(found.Where(r => plan.Rules[r].Table == table).Select(r => SqlText.Of($"SELECT n{string.Concat(marks.Select(m => SqlText.Of($", {(r / RulesOfWord == m ? Bit(r) : 0)}::BIGINT AS m{m}")))} FROM r{r}")));
            parts.AddRange(plan.Groupings.Index().Where(g => g.Item.Table == table).Select(g => Members(g.Index, marks)).OfType<string>());
            var rows = parts.Count > 0 ? string.Join(" UNION ALL ", parts) : SqlText.Of($"SELECT 0::BIGINT AS n{string.Concat(marks.Select(m => SqlText.Of($", 0::BIGINT AS m{m}")))} LIMIT 0");
            database.Execute(SqlText.Of($"CREATE OR REPLACE TEMP TABLE s{table} AS SELECT n{string.Concat(marks.Select(m => SqlText.Of($", bit_or(m{m}) AS m{m}")))} FROM ({rows}) GROUP BY n"));
        }
    }

    // Null where no row that was found looks the grouping up. A key that is rounded on its way finds more groups, and does no harm.
    private string? Members(int grouping, IReadOnlyList<int> marks)
    {
        var of = plan.Groupings[grouping];
        var lookups = found.Where(r => !plan.Rules[r].IsOfRowsAlone).SelectMany(r => plan.Rules[r].Lookups.Index().Where(l => l.Item.Grouping == grouping).Select(l => (Rule: r, Lookup: l.Index))).ToList();
        if (lookups.Count == 0)
        {
            return null;
        }

        var sql = new SqlText(database, "r");
        var keys = string.Join(" UNION ", lookups.Select(l => SqlText.Of($"SELECT {string.Concat(of.Key.Select((k, i) => SqlText.Of($"{SqlText.Like(SqlText.Of($"k{l.Lookup}_{i}"), k)} AS k{i}, ")))}TRUE AS h FROM r{l.Rule}")));
        var on = string.Concat(of.Key.Select((k, i) => SqlText.Of($" AND {sql.Of(k)} = w.k{i}")));
        return SqlText.Of($"SELECT r.n{string.Concat(marks.Select(m => SqlText.Of($", 0::BIGINT AS m{m}")))} FROM {ViewOf(of.Table)} AS r JOIN ({keys}) AS w ON w.h{on} WHERE {sql.Where(of.Condition)}");
    }
}
