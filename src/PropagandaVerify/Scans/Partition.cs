using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>How the rows that a rule brings together are brought into one bucket: by a key that it compares all of its names by.</summary>
/// <param name="Over">The table of its first name.</param>
/// <param name="Key">What a row of that table is looked up by.</param>
/// <param name="Others">The other names over scanned tables, and what their rows are found by.</param>
internal sealed record Partition(ScanTable Over, Bound Key, IReadOnlyList<PartitionName> Others)
{
    /// <summary>The partition of a rule; null where its names have no such key, or where one row of it is no longer judged by what one key brings together.</summary>
    public static Partition? Of(CompiledRule rule, Func<Schema, ScanTable?> tableOf)
    {
        if (rule.IsOfDraft || rule.Derived is not null || rule.Blocks.Count > 0 || (rule.For.Count > 1 && rule.With.Count > 0) || tableOf(rule.For[0].Schema) is not { } over)
        {
            return null;
        }

        var others = rule.For.Skip(1).Select(a => (IsGroup: false, Access: a)).Concat(rule.With.Select(a => (IsGroup: true, Access: a))).Where(o => tableOf(o.Access.Schema) is not null).ToList();
        if (others.Count == 0)
        {
            return null;
        }

        foreach (var key in Keys(others[0].Access))
        {
            var names = others.Select(o => Keys(o.Access).Where(k => k.Text == key.Text).Select(k => new PartitionName(tableOf(o.Access.Schema)!, k.Inner, o.IsGroup, o.Access.Slot)).FirstOrDefault()).OfType<PartitionName>().ToList();
            if (names.Count == others.Count)
            {
                return new Partition(over, key.Outer, names);
            }
        }

        return null;
    }

    /// <summary>What it has in common with the partitions of other rules: the tables and their keys, whatever the rules call their rows.</summary>
    public string Id => string.Join('\n', Others.Select(o => $"{o.Table.Schema.Name} by {Text(o.Key)}").Append($"{Over.Schema.Name} by {Text(Key)}").Distinct().Order(StringComparer.Ordinal));

    private static string Text(Bound key) => ExpressionText.Of(key.Source.Map(e => e is Expression.Column column ? column with { Owner = column.Owner with { Text = "·" } } : null));

    // What the rows of a name are found by, given the first name alone.
    private static IEnumerable<(Bound Inner, Bound Outer, string Text)> Keys(Access access) =>
        access.InnerKey.Zip(access.OuterKey).Where(k => k.Second.Uses == NameSet.Of(isGroup: false, 0)).Select(k => (k.First, k.Second, ExpressionText.Of(k.Second.Source)));
}

/// <summary>A name of a rule beside the first.</summary>
internal sealed record PartitionName(ScanTable Table, Bound Key, bool IsGroup, int Slot);
