using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>What a rule made of one row of its first name, where it is not simply one check that holds.</summary>
internal sealed record RootResult(int Evaluated, int Failed, int Unknown, IReadOnlyList<(FindingId Id, SessionFinding Finding)> Findings)
{
    public static RootResult Nothing { get; } = new(0, 0, 0, []);
}

/// <summary>A rule of a session: which rows it has to be asked about, and what it said about each.</summary>
internal sealed class SessionRule
{
    // What is known of a row: nothing or that the rule is not about it, one check that holds, or a result of its own.
    private const byte None = 0;
    private const byte Holds = 1;
    private const byte Other = 2;

    private readonly Pages<byte> marks = new();
    private readonly Dictionary<int, RootResult> results = [];
    private readonly List<int> pending = [];
    private readonly List<int> members = [];
    private readonly Dictionary<string, Reach> byName;
    private RuleCount counts;

    public SessionRule(CompiledRule rule, int order, SessionTable root, IReadOnlyList<Reach> reaches, IReadOnlyDictionary<int, GroupUse>? uses, HeldTable? derived)
    {
        (Rule, Order, Root, Reaches, Uses, Derived) = (rule, order, root, reaches, uses, derived);
        byName = reaches.ToDictionary(r => r.Name, StringComparer.Ordinal);
        OncePer = uses is null ? null : (MemberGrouping?)ScanPlanner.OncePer(rule, rule.Rule.For[0].Name, uses.ToDictionary());
    }

    public CompiledRule Rule { get; }

    /// <summary>Its place among the rules.</summary>
    public int Order { get; }

    public SessionTable Root { get; }

    public IReadOnlyList<Reach> Reaches { get; }

    public IReadOnlyDictionary<int, GroupUse>? Uses { get; }

    /// <summary>The relation that it derives; null for a rule that checks.</summary>
    public HeldTable? Derived { get; }

    /// <summary>The groups that it speaks of once, at their first row; null where it speaks of every row.</summary>
    public MemberGrouping? OncePer { get; }

    public RuleCount Counts => counts;

    /// <summary>Whether it went beyond a bound and says nothing any more.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether all rows wait to be asked about.</summary>
    public bool IsAllPending { get; private set; }

    public int Pending => IsAllPending ? Math.Max(Root.Count, pending.Count) : pending.Count;

    /// <summary>About how many bytes it takes.</summary>
    public long Size => marks.Size + (500L * results.Count);

    /// <summary>Lets the rows wait that the latest changes reach.</summary>
    public void Gather()
    {
        if (IsStopped)
        {
            return;
        }

        // Rows that went are withdrawn one by one, whatever becomes of the others.
        pending.AddRange(Root.Changed);
        foreach (var reach in Reaches)
        {
            var touched = reach.Inner.Touched;
            if (touched.Count == 0)
            {
                continue;
            }

            if (reach.Outer is null)
            {
                IsAllPending = true;
            }

            for (var i = 0; i < touched.Count && !IsAllPending; i++)
            {
                if (reach.Inner == OncePer && reach.From == Rule.Rule.For[0].Name)
                {
                    First(touched[i].First, reach.Inner, touched[i].Group);
                }
                else
                {
                    Up(reach, touched[i].Group);
                }

                IsAllPending = pending.Count > Root.Count + Root.Changed.Count;
            }
        }
    }

    /// <summary>Takes the rows that wait, in the order of their slots; rows that went come first.</summary>
    public int[] Take()
    {
        if (!IsAllPending)
        {
            pending.Sort();
            var distinct = pending.ToArray().AsSpan();
            var count = 0;
            for (var i = 0; i < distinct.Length; i++)
            {
                if (i == 0 || distinct[i] != distinct[i - 1])
                {
                    distinct[count++] = distinct[i];
                }
            }

            pending.Clear();
            return distinct[..count].ToArray();
        }

        IsAllPending = false;
        pending.Clear();
        return [.. Enumerable.Range(0, Root.Slots).Where(s => Root.IsAlive(s) || marks.OrZero(s) != None)];
    }

    /// <summary>Lets rows wait again that were taken.</summary>
    public void PutBack(ReadOnlySpan<int> slots) => pending.AddRange(slots);

    /// <summary>Notes that of a row one check holds, or that the rule is not about it; what was said of it before.</summary>
    public RootResult Settled(int slot, bool holds)
    {
        marks.Reach(slot + 1);
        var before = marks[slot];
        if (before == Other)
        {
            return Replace(slot, holds ? null : RootResult.Nothing, Before(slot));
        }

        counts += new RuleCount((holds ? 1 : 0) - before, 0, 0, 0);
        marks[slot] = holds ? Holds : None;
        return RootResult.Nothing;
    }

    /// <summary>Notes what the rule made of a row; what was said of it before.</summary>
    public RootResult Put(int slot, RootResult result)
    {
        marks.Reach(slot + 1);
        return Replace(slot, result, Before(slot));
    }

    /// <summary>Lets it say nothing any more; the rows of which it said something, which it forgets.</summary>
    public IEnumerable<FindingId> Stop()
    {
        var said = results.Values.SelectMany(r => r.Findings).Select(f => f.Id).ToList();
        results.Clear();
        pending.Clear();
        counts = default;
        (IsStopped, IsAllPending) = (true, false);
        return said;
    }

    /// <summary>How many findings it has, undecided checks included.</summary>
    public int Findings { get; private set; }

    private RootResult Before(int slot) => marks[slot] switch
    {
        None => RootResult.Nothing,
        Holds => new RootResult(1, 0, 0, []),
        _ => results[slot],
    };

    // One check that holds has no result of its own.
    private RootResult Replace(int slot, RootResult? result, RootResult before)
    {
        var after = result ?? new RootResult(1, 0, 0, []);
        counts += new RuleCount(after.Evaluated - before.Evaluated, after.Failed - before.Failed, after.Unknown - before.Unknown, 0);
        Findings += after.Findings.Count - before.Findings.Count;
        results.Remove(slot);
        marks[slot] = after is { Evaluated: 0, Findings.Count: 0 } ? None : after is { Evaluated: 1, Failed: 0, Unknown: 0 } ? Holds : Other;
        if (marks[slot] == Other)
        {
            results.Add(slot, after);
        }

        return before;
    }

    private void First(int before, MemberGrouping grouping, int group)
    {
        if (before >= 0)
        {
            pending.Add(before);
        }

        if (grouping.RowsOf(group) > 0)
        {
            pending.Add(grouping.FirstOf(group));
        }
    }

    // From the rows of a group to those that look it up, and on to the rows of the first name.
    private void Up(Reach reach, int group)
    {
        if (reach.From == Rule.Rule.For[0].Name)
        {
            reach.Outer!.Members(group, pending);
            return;
        }

        var next = byName[reach.From!];
        if (next.Outer is null)
        {
            IsAllPending = true;
            return;
        }

        var from = members.Count;
        reach.Outer!.Members(group, members);
        for (var i = from; i < members.Count && !IsAllPending; i++)
        {
            if (next.Inner.GroupOf(members[i]) is not KeyNumbers.None and var above)
            {
                Up(next, above);
            }
        }

        members.RemoveRange(from, members.Count - from);
    }
}
