using System.Runtime.InteropServices;

namespace PropagandaVerify.States;

/// <summary>Rows of one state that wait for those of the other of their name; of several of one name the first goes first.</summary>
internal sealed class WaitingRows
{
    // What a row takes beside its characters: two texts, its place in the table of names and in the list.
    private const int Overhead = 120;
    private const int None = -1;

    private readonly Dictionary<string, (int First, int Last)> names;
    private readonly Dictionary<string, (int First, int Last)>.AlternateLookup<ReadOnlySpan<char>> byName;
    private readonly List<(int Number, string Cells, int Next)> rows = [];
    private int free = None;

    public WaitingRows()
    {
        names = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        byName = names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>About how many bytes they take.</summary>
    public long Size { get; private set; }

    public int Count { get; private set; }

    public bool Has(ReadOnlySpan<char> name) => names.Count > 0 && byName.ContainsKey(name);

    /// <summary>About how many bytes a row takes.</summary>
    public static long SizeOf(ReadOnlySpan<char> name, string cells) => (2L * (name.Length + cells.Length)) + Overhead;

    public void Add(NamedRows row)
    {
        var name = row.Name;
        var cells = row.Cells.ToString();
        var at = free;
        if (at == None)
        {
            at = rows.Count;
            rows.Add((row.Number, cells, None));
        }
        else
        {
            free = rows[at].Next;
            rows[at] = (row.Number, cells, None);
        }

        ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(byName, name, out var isThere);
        if (isThere)
        {
            rows[of.Last] = rows[of.Last] with { Next = at };
            of.Last = at;
        }
        else
        {
            of = (at, at);
        }

        (Size, Count) = (Size + SizeOf(name, cells), Count + 1);
    }

    /// <summary>Takes the first row of a name away; null where none waits.</summary>
    public (int Number, string Cells)? Take(ReadOnlySpan<char> name)
    {
        if (names.Count == 0 || !byName.TryGetValue(name, out var of))
        {
            return null;
        }

        var (number, cells, next) = rows[of.First];
        rows[of.First] = (0, "", free);
        free = of.First;
        if (next == None)
        {
            byName.Remove(name);
        }
        else
        {
            byName[name] = (next, of.Last);
        }

        (Size, Count) = (Size - SizeOf(name, cells), Count - 1);
        return (number, cells);
    }

    /// <summary>Takes all rows away, those of a name in their order.</summary>
    public IEnumerable<(string Name, int Number, string Cells)> TakeAll()
    {
        foreach (var (name, (first, _)) in names)
        {
            for (var at = first; at != None; at = rows[at].Next)
            {
                yield return (name, rows[at].Number, rows[at].Cells);
            }
        }

        names.Clear();
        rows.Clear();
        (free, Size, Count) = (None, 0, 0);
    }
}
