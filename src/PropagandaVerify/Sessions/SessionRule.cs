using System.Runtime.InteropServices;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Sessions;

/// <summary>What a rule made of one row of its first name, where it is not simply one check that holds.</summary>
internal sealed record RootResult(int Evaluated, int Failed, int Unknown, IReadOnlyList<(FindingId Id, SessionFinding Finding)> Findings)
{
    public string Words => $"evaluated {Evaluated}, failed {Failed}, undecided {Unknown}";

    public static RootResult Nothing { get; } = new(0, 0, 0, []);

    public static RootResult OneHolds { get; } = new(1, 0, 0, []);
}

/// <summary>A rule of a session: which rows it has to be asked about, and what it said about each.</summary>
internal sealed class SessionRule
{
    private readonly Dictionary<int, RootResult> results = [];
    private List<int> pending = [];
    private List<int> taken = [];
    private readonly List<int> members = [];
    private readonly Dictionary<string, Reach> byName;
    private RuleCount counts;

    public SessionRule(CompiledRule rule, int order, SessionTable root, IReadOnlyList<Reach> reaches, IReadOnlyDictionary<int, GroupUse>? uses, HeldTable? derived)
    {
        (Rule, Order, Root, Reaches, Uses, Derived) = (rule, order, root, reaches, uses, derived);
        Alone = [this];
        byName = reaches.ToDictionary(r => r.Name, StringComparer.Ordinal);
        foreach (var reach in reaches)
        {
            reach.Inner.IsWatched = true;
        }

        OncePer = uses is null ? null : (MemberGrouping?)ScanPlanner.OncePer(rule, rule.Rule.For[0].Name, uses.ToDictionary());
        if (OncePer is not null)
        {
            OncePer.TellsFirst = true;
        }
    }

    public CompiledRule Rule { get; }

    /// <summary>Its place among the rules.</summary>
    public int Order { get; }

    public SessionTable Root { get; }

    /// <summary>Itself, as all rules that are evaluated together.</summary>
    public SessionRule[] Alone { get; }

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

    public int Pending => IsAllPending ? Root.Slots : pending.Count;

    /// <summary>About how many bytes it takes.</summary>
    public long Size => Marks.Size + (500L * results.Count);

    /// <summary>Lets the rows wait that the latest changes reach.</summary>
    public void Gather()
    {
        if (IsStopped)
        {
            return;
        }

        // Where most of a table changed at once, such as at first, all of it is asked about.
        if (IsAllPending || Root.Changed.Count >= Math.Max(Root.Count, 2))
        {
            IsAllPending = true;
            return;
        }

        Root.Changed.CopyTo(pending);
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

    /// <summary>Takes the rows that wait, in the order of their slots and until the next are taken; null for all slots, of which some may have no row any more.</summary>
    public List<int>? Take()
    {
        Told = 0;
        taken.Clear();
        var isAll = IsAllPending;
        IsAllPending = false;
        Marks.Reach(Root.Slots);
        if (isAll)
        {
            pending.Clear();
            return null;
        }

        (taken, pending) = (pending, taken);
        if (taken.Count > 1)
        {
            taken.Sort();
            var count = 1;
            for (var i = 1; i < taken.Count; i++)
            {
                if (taken[i] != taken[count - 1])
                {
                    taken[count++] = taken[i];
                }
            }

            taken.RemoveRange(count, taken.Count - count);
        }

        return taken;
    }

    /// <summary>Lets rows wait again that were taken; null for all of them.</summary>
    public void PutBack(List<int>? slots, int from)
    {
        if (IsStopped)
        {
            return;
        }

        if (slots is null)
        {
            IsAllPending = true;
        }
        else
        {
            pending.AddRange(CollectionsMarshal.AsSpan(slots)[from..]);
        }
    }

    /// <summary>What is known of each row.</summary>
    public RowMarks Marks { get; } = new();

    /// <summary>Takes what came of some rows.</summary>
    /// <param name="changed">Told what was said of each and what is said now, where either is more than that a check holds.</param>
    public void Put(SessionWork work, FindingChanges changed)
    {
        counts += new RuleCount(work.Holding, 0, 0, 0);
        foreach (var (slot, mark, said) in work.Others)
        {
            Replace(slot, mark, said, changed);
        }
    }

    /// <summary>Lets it say nothing any more; the rows of which it said something, which it forgets.</summary>
    public IEnumerable<FindingId> Stop()
    {
        var said = results.Values.SelectMany(r => r.Findings).Select(f => f.Id).ToList();
        results.Clear();
        pending.Clear();
        counts = default;
        (IsStopped, IsAllPending, Findings) = (true, false, 0);
        return said;
    }

    /// <summary>How many findings it has, undecided checks included.</summary>
    public int Findings { get; private set; }

    /// <summary>How many findings, or derived rows, the rows have that were evaluated since rows were last taken.</summary>
    public int Told { get; set; }

    private void Replace(int slot, RowMark mark, RootResult? said, FindingChanges changed)
    {
        var before = Marks[slot] switch
        {
            RowMark.None => RootResult.Nothing,
            RowMark.Holds => RootResult.OneHolds,
            _ => results[slot],
        };
        var after = mark switch
        {
            RowMark.None => RootResult.Nothing,
            RowMark.Holds => RootResult.OneHolds,
            _ => said!,
        };
        counts += new RuleCount(after.Evaluated - before.Evaluated, after.Failed - before.Failed, after.Unknown - before.Unknown, 0);
        Findings += after.Findings.Count - before.Findings.Count;
        Told += Derived is null ? after.Findings.Count : 0;
        changed.Note(before.Findings, after.Findings);
        results.Remove(slot);

        // What is simply one check that holds, or nothing, has no result of its own.
        var simply = after is { Evaluated: 0, Findings.Count: 0 } ? RowMark.None : after is { Evaluated: 1, Failed: 0, Unknown: 0 } ? RowMark.Holds : RowMark.Other;
        Marks[slot] = simply;
        if (simply == RowMark.Other)
        {
            results.Add(slot, after);
        }
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
