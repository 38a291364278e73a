using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>A rule whose rows a store keeps, and what became of it.</summary>
/// <param name="beside">The small tables that it reads besides.</param>
internal sealed class StoredRule(CompiledRule rule, Partition plan, IReadOnlyList<Schema> beside)
{
    private readonly Frame frame = rule.NewFrame(null);
    private readonly Dictionary<CompiledRule, Frame> frames = plan.Derivations.ToDictionary(d => d, d => d.NewFrame(null));
    private readonly HashSet<Schema> schemas = [.. plan.Others.Select(o => o.Table.Schema), plan.Over.Schema, .. beside];

    public CompiledRule Rule => rule;

    public Partition Plan => plan;

    /// <summary>The small tables that it reads besides, of which every bucket has all rows.</summary>
    public IReadOnlyList<Schema> Beside => beside;

    /// <summary>What marks the rows of its first name that a database leaves to it; null where none looked through them.</summary>
    public (int Word, long Bit)? Mark { get; set; }

    public int Evaluated { get; private set; }

    public int Failed { get; private set; }

    public int Decided { get; private set; }

    /// <summary>Why it did not finish; null where it did.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The first rows for which it failed.</summary>
    public SortedDictionary<int, ScanTuple> Failures { get; } = [];

    /// <summary>The first rows about which it could not decide.</summary>
    public SortedDictionary<int, ScanTuple> Undecided { get; } = [];

    /// <summary>The first rows for which it holds, of those that the evaluation kept.</summary>
    public SortedDictionary<int, ScanTuple> Holding { get; } = [];

    /// <summary>Evaluates the rule over the rows of one bucket.</summary>
    /// <param name="only">The rows of its first name that are judged in this bucket.</param>
    /// <param name="most">Most rows to keep of each kind.</param>
    public void Take(Evaluator evaluator, IReadOnlySet<int> only, int most)
    {
        var result = evaluator.Evaluate(rule, only);
        (Evaluated, Failed, Decided, Trouble) = (Evaluated + result.Evaluated, Failed + result.Failed, Decided + result.Decided, Trouble ?? result.Trouble);
        foreach (var (rows, outcomes) in new[] { (Failures, result.Outcomes.Where(o => o.Verdict.Fails())), (Undecided, result.Outcomes.Where(o => o.Verdict == Verdict.Undecidable)), (Holding, result.Outcomes.Where(o => o.Verdict != Verdict.Undecidable && !o.Verdict.Fails())) })
        {
            Add(rows, outcomes);
            while (rows.Count > most)
            {
                rows.Remove(rows.Keys.Last());
            }
        }
    }

    /// <summary>The rows of one bucket for which it reads one of some rows, and what it reads with these.</summary>
    public void Reading(Evaluator evaluator, IReadOnlySet<int> only, IReadOnlyDictionary<string, FetchedTable> fetched, SortedDictionary<int, ScanTuple> reading) =>
        Add(reading, evaluator.Evaluate(rule, only).Outcomes.Where(o => Members(o).Any(m => fetched[m.Table].ByNumber.ContainsKey(m.Number))));

    /// <summary>Adds the hashes of what the rule looks a row up by, or looks others up by for it; a missing key joins nothing, but a row of its first name is judged all the same.</summary>
    public void HashesOf(ScanTable table, Row row, HashSet<int> into)
    {
        if (table == plan.Over)
        {
            into.Add(Hash(Of(plan.Own, row)));
        }

        foreach (var name in plan.Others.Where(o => o.Table == table))
        {
            if (Of(name.Key, row) is not Value.Missing and var value)
            {
                into.Add(value.KeyHash());
            }
        }
    }

    /// <summary>Tells that what it reads could not be derived.</summary>
    public void Lack(string trouble) => Trouble ??= trouble;

    /// <summary>The hash of what a row of its first name looks others up by.</summary>
    public int OwnHash(Row row)
    {
        frame.Rows[0] = row;
        Array.Clear(frame.Lets);
        return Hash(plan.Key.Run(frame));
    }

    private static int Hash(Value value) => value is not Value.Missing ? value.KeyHash() : 0;

    private Value Of(PartitionKey key, Row row) => key.Of(row, key.Derivation is { } derivation ? frames[derivation] : frame);

    private void Add(SortedDictionary<int, ScanTuple> failures, IEnumerable<Outcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            var row = Origins(outcome.Frame.Rows[0]).First().Identity;
            var before = failures.GetValueOrDefault(row)?.Members ?? [];
            failures[row] = new ScanTuple(row, []) { Members = [.. before, .. Members(outcome)] };
        }
    }

    private IEnumerable<(string Table, int Number)> Members(Outcome outcome) =>
        outcome.Frame.Rows.Concat(outcome.Frame.Groups.SelectMany(g => g.Rows)).SelectMany(Origins).Select(r => (r.Schema.Name, r.Identity));

    // The rows of tables that a row is, or that it was derived from; none for one that is held.
    private IEnumerable<Row> Origins(Row row) => schemas.Contains(row.Schema) ? [row] : row.Values.OfType<Value.RowRef>().Select(r => r.Row).Where(r => schemas.Contains(r.Schema));
}
