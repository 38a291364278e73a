using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Scans;

/// <summary>How the rows that a rule brings together are brought into one bucket: by a key that it compares all of its names by.</summary>
/// <param name="Over">The table of its first name, or of what that is derived from.</param>
/// <param name="Key">What a row of its first name is looked up by.</param>
/// <param name="Own">The same of a row of the table.</param>
/// <param name="Others">The other names over scanned tables, and what their rows are found by.</param>
/// <param name="Derivations">What is derived in each bucket, from its rows alone.</param>
internal sealed record Partition(ScanTable Over, Bound Key, PartitionKey Own, IReadOnlyList<PartitionName> Others, IReadOnlyList<CompiledRule> Derivations)
{
    /// <summary>The partition of a rule; null where its names have no such key, or where one row of it is no longer judged by what one key brings together.</summary>
    /// <param name="derivations">The derivations that it reads.</param>
    public static Partition? Of(CompiledRule rule, Func<Schema, ScanTable?> tableOf, IReadOnlyList<CompiledRule> derivations)
    {
        List<CompiledRule> byBucket = [.. derivations.Where(d => d.Relations.Any(r => tableOf(r) is not null))];
        if (rule.IsOfDraft || rule.Derived is not null || rule.Blocks.Count > 0 || (rule.For.Count > 1 && rule.With.Count > 0) || !byBucket.All(d => IsOfRows(d, tableOf)))
        {
            return null;
        }

        CompiledRule? DerivedAs(Schema schema) => byBucket.Find(d => d.Derived!.Value.Schema == schema);
        ScanTable? OriginOf(Schema schema) => tableOf(schema) ?? (DerivedAs(schema) is { } derivation ? tableOf(derivation.For[0].Schema) : null);
        var first = rule.For[0].Schema;
        var others = rule.For.Skip(1).Select(a => (IsGroup: false, Access: a)).Concat(rule.With.Select(a => (IsGroup: true, Access: a))).Where(o => OriginOf(o.Access.Schema) is not null).ToList();
        if (OriginOf(first) is not { } over || others.Count == 0)
        {
            return null;
        }

        foreach (var key in Keys(others[0].Access))
        {
            var names = others.Select(o => Keys(o.Access).Where(k => k.Text == key.Text).Select(k => PartitionKey.Of(k.Inner, o.IsGroup, o.Access.Slot, DerivedAs(o.Access.Schema))).OfType<PartitionKey>().Select(k => new PartitionName(OriginOf(o.Access.Schema)!, k)).FirstOrDefault()).OfType<PartitionName>().ToList();
            if (names.Count == others.Count && PartitionKey.Of(key.Outer, isGroup: false, 0, DerivedAs(first)) is { } own)
            {
                return new Partition(over, key.Outer, own, names, byBucket);
            }
        }

        return null;
    }

    /// <summary>What it has in common with the partitions of other rules: the tables and their keys, whatever the rules call their rows.</summary>
    public string Id => string.Join('\n', Others.Select(o => $"{o.Table.Schema.Name} by {o.Key.Text}").Append($"{Over.Schema.Name} by {Own.Text}").Distinct().Order(StringComparer.Ordinal));

    // Each row of a scanned table gives rows of its own, whatever other rows there are, and these say which row it was.
    private static bool IsOfRows(CompiledRule derivation, Func<Schema, ScanTable?> tableOf) =>
        tableOf(derivation.For[0].Schema) is not null && !derivation.For.Skip(1).Concat(derivation.With).Any(a => tableOf(a.Schema) is not null)
        && derivation.Derived!.Value.Columns.Any(c => c.Source is Expression.Name { Text: var name } && name == derivation.Rule.For[0].Name);

    // What the rows of a name are found by, given the first name alone.
    private static IEnumerable<(Bound Inner, Bound Outer, string Text)> Keys(Access access) =>
        access.InnerKey.Zip(access.OuterKey).Where(k => k.Second.Uses == NameSet.Of(isGroup: false, 0)).Select(k => (k.First, k.Second, ExpressionText.Of(k.Second.Source)));
}

/// <summary>What the rows of a table are brought together by: an expression of a rule over one of its names, or of a derivation over its first.</summary>
/// <param name="Derivation">The derivation; null where the name is one of the table itself.</param>
internal sealed record PartitionKey(Bound Key, bool IsGroup, int Slot, CompiledRule? Derivation)
{
    /// <summary>Null where the name is derived and its key is more than a column passed on.</summary>
    public static PartitionKey? Of(Bound key, bool isGroup, int slot, CompiledRule? derivation) =>
        derivation is null ? new PartitionKey(key, isGroup, slot, null)
        : key.Source is Expression.Column { Path: var path } && derivation.Derived!.Value is var (schema, columns) && schema.IndexOf(path) is >= 0 and var at
            && columns[at].Source is Expression.Column { Owner.Text: var owner } && owner == derivation.Rule.For[0].Name ? new PartitionKey(columns[at], false, 0, derivation)
        : null;

    /// <summary>The expression, whatever its row is called.</summary>
    public string Text => ExpressionText.Of(Key.Source.Map(e => e is Expression.Column column ? column with { Owner = column.Owner with { Text = "·" } } : null));

    /// <summary>The value of a row of the table.</summary>
    /// <param name="frame">A frame of the rule or derivation.</param>
    public Value Of(Row row, Frame frame)
    {
        (IsGroup ? frame.Members : frame.Rows)[Slot] = row;
        Array.Clear(frame.Lets);
        return Key.Run(frame);
    }
}

/// <summary>A name of a rule beside the first, over a table or over what is derived from it.</summary>
internal sealed record PartitionName(ScanTable Table, PartitionKey Key);
