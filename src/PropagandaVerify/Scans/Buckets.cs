using PropagandaVerify.Datasets;
using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Scans;

/// <summary>
/// The rows of rules that compare their names by one key, in buckets by that key. The rules are evaluated over one bucket after the other in the usual way, so that they say what they
/// would say of tables that are held.
/// </summary>
/// <param name="areSifted">Whether a database found the rows that are left to the rules, so that these alone are kept, with what they are compared with.</param>
/// <param name="keepsHolding">Whether rows are kept for which rules hold.</param>
internal sealed class Buckets(IReadOnlyList<StoredRule> rules, IReadOnlyList<Relation> held, RowStore store, Limits limits, bool areSifted, bool keepsHolding)
{
    private static readonly Value Unread = new Value.Missing("the cell was not read, or cannot be");

    // Stands in the last text of a row for each rule that it is left to.
    private const char Left = '+';

    // Numbers of derived rows are none of rows in tables.
    private const int FirstDerived = int.MaxValue / 2;

    private readonly Dictionary<ScanTable, (StoredRows Rows, int[] Columns)> stored = [];
    private readonly IReadOnlyList<CompiledRule> derivations = [.. rules.SelectMany(r => r.Plan.Derivations).Distinct()];
    private int count = 1;

    public IReadOnlyList<StoredRule> Rules => rules;

    /// <summary>Puts the rows into their buckets.</summary>
    /// <param name="scanOf">The scans of the tables.</param>
    public void Load(Func<ScanTable, TableScan> scanOf)
    {
        var tables = rules.SelectMany(r => r.Plan.Others.Select(o => o.Table).Append(r.Plan.Over)).Distinct().ToList();
        count = 1 + (tables.Max(t => scanOf(t).Rows) / store.RowsAtATime);
        var (hashes, into) = (new HashSet<int>(), new HashSet<int>());
        foreach (var table in tables)
        {
            int[] columns = [.. ScanPlanner.ColumnsOf(rules.Select(r => r.Rule).Concat(derivations), table.Schema).Select(table.Schema.IndexOf).Where(c => c >= 0).Order()];
            var keys = KeyColumns(table);
            var kept = store.Begin(columns.Length + 1);
            foreach (var (number, marks, texts) in scanOf(table).Records(columns, areSifted))
            {
                hashes.Clear();
                into.Clear();
                var row = RowOf(table, columns, number, texts, keys);
                foreach (var rule in rules)
                {
                    rule.HashesOf(table, row, hashes);
                }

                into.UnionWith(hashes.Select(Of));
                var left = areSifted ? string.Concat(rules.Select(r => r.Plan.Over == table && r.Mark is var (word, bit) && (marks![word] & bit) != 0 ? Left : '-')) : "";
                foreach (var bucket in into)
                {
                    kept.Add(bucket, number, [.. texts, left]);
                }
            }

            kept.End();
            stored.Add(table, (kept, columns));
        }
    }

    /// <summary>Evaluates the rules over all buckets.</summary>
    public void Evaluate()
    {
        for (var bucket = 0; bucket < count; bucket++)
        {
            var (facts, evaluator, left) = FactsOf(bucket, mostHeld: keepsHolding ? limits.MaxFindingsPerRule : 0);
            foreach (var rule in rules)
            {
                rule.Take(evaluator, Own(rule, facts, left, bucket), limits.MaxFindingsPerRule);
            }
        }
    }

    /// <summary>The rows for which a rule reads one of some rows, and the rows that it reads with these.</summary>
    /// <param name="rule">One of the rules.</param>
    /// <param name="fetched">The rows in question.</param>
    /// <param name="most">How many are enough.</param>
    public IReadOnlyList<ScanTuple> Reading(StoredRule rule, IReadOnlyDictionary<string, FetchedTable> fetched, int most)
    {
        var hashes = new HashSet<int>();
        foreach (var table in stored.Keys)
        {
            foreach (var row in fetched[table.Schema.Name].Relation.Rows)
            {
                rule.HashesOf(table, row, hashes);
            }
        }

        var reading = new SortedDictionary<int, ScanTuple>();
        foreach (var bucket in hashes.Select(Of).Distinct().Order().TakeWhile(_ => reading.Count < most))
        {
            var (facts, evaluator, left) = FactsOf(bucket, mostHeld: int.MaxValue);
            rule.Reading(evaluator, Own(rule, facts, left, bucket), fetched, reading);
        }

        return [.. reading.Values];
    }

    private (FactBase Facts, Evaluator Evaluator, IReadOnlyDictionary<(Schema Table, int Row), string> Left) FactsOf(int bucket, int mostHeld)
    {
        var left = new Dictionary<(Schema, int), string>();
        var relations = new List<Relation>(held);
        foreach (var (table, (kept, columns)) in stored)
        {
            var own = new List<Row>();
            foreach (var (number, texts) in kept.Of(bucket))
            {
                own.Add(RowOf(table, columns, number, texts, null));
                if (areSifted && texts[^1].Contains(Left, StringComparison.Ordinal))
                {
                    left.Add((table.Schema, number), texts[^1]);
                }
            }

            relations.Add(new Relation(table.Schema, own));
        }

        var facts = new FactBase(relations);
        var ledger = new Ledger();
        var evaluator = new Evaluator(facts, ledger, limits with { MaxHeldOutcomes = mostHeld, MaxFindingsPerRule = int.MaxValue, MaxTuplesPerRule = long.MaxValue });
        var rows = new RowFactory(ledger, FirstDerived);
        foreach (var derivation in derivations)
        {
            if (evaluator.Derive(derivation, rows).Trouble is { } trouble)
            {
                foreach (var rule in rules.Where(r => r.Plan.Derivations.Contains(derivation)))
                {
                    rule.Lack(trouble);
                }
            }
        }

        return (facts, evaluator, left);
    }

    // A row that is here for another name is judged in the bucket that holds what it is compared with.
    private HashSet<int> Own(StoredRule rule, FactBase facts, IReadOnlyDictionary<(Schema Table, int Row), string> left, int bucket)
    {
        var (schema, at) = (rule.Rule.For[0].Schema, rules.ToList().IndexOf(rule));
        return [.. facts[schema.Name]!.Rows.Where(r => (!areSifted || (left.TryGetValue((schema, r.Identity), out var of) && of[at] == Left)) && Of(rule.OwnHash(r)) == bucket).Select(r => r.Identity)];
    }

    private int Of(int hash) => (int)(unchecked((uint)HashCode.Combine(hash)) % (uint)count);

    private HashSet<int> KeyColumns(ScanTable table) =>
    [
        .. rules.SelectMany(r => r.Plan.Others.Where(o => o.Table == table).Select(o => o.Key).Concat(r.Plan.Over == table ? [r.Plan.Own] : Array.Empty<PartitionKey>()).SelectMany(k => ScanPlanner.ReadBy(k.Derivation ?? r.Rule, k.Key)))
            .Select(table.Schema.IndexOf).Where(c => c >= 0),
    ];

    // Of the columns some, where only the keys are asked for.
    private static Row RowOf(ScanTable table, int[] columns, int number, string[] texts, HashSet<int>? wanted)
    {
        var values = new Value[table.Columns.Count];
        Array.Fill(values, Unread);
        for (var i = 0; i < columns.Length; i++)
        {
            if (wanted?.Contains(columns[i]) == false)
            {
                continue;
            }

            var column = table.Columns[columns[i]];
            var value = TableFacts.ValueOf(texts[i], column, table.Declaration, table.DecimalMark) ?? Unread;
            values[columns[i]] = value is Value.Number figure && table.Declaration.Key.Contains(column.Name) ? new Value.Number(figure.Quantity with { IsLabel = true }) : value;
        }

        return new Row { Schema = table.Schema, Identity = number, Values = values };
    }
}
