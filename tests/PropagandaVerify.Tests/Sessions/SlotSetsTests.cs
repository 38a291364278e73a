using CsCheck;
using PropagandaVerify.Sessions;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>What is kept of slots together is what would be kept of each.</summary>
public class SlotSetsTests
{
    private const int Most = 5_000;

    private static readonly Gen<(int From, int Count, int Choice)[]> Steps = Gen.Select(Gen.Int[0, Most - 1], Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 2_500]), Gen.Int[0, 9]).Array[0, 25];

    [Fact]
    public void Bits_are_set_and_cleared() => Steps.Sample(steps =>
    {
        var (bits, known) = (new SlotBits(), new bool[2 * Most]);
        foreach (var (from, count, choice) in steps)
        {
            if (choice < 7)
            {
                bits.Set(from, from + count);
                known.AsSpan(from, count).Fill(true);
            }
            else if (known[from])
            {
                bits.Clear(from);
                known[from] = false;
            }
        }

        return Enumerable.Range(0, known.Length).All(i => bits[i] == known[i]);
    });

    [Fact]
    public void Runs_are_the_slots_in_their_order() => Steps.Sample(steps =>
    {
        var (runs, known) = (new SlotRuns(), new List<int>());
        foreach (var (from, count, choice) in steps)
        {
            if (choice == 0)
            {
                runs.Clear();
                known.Clear();
            }
            else if (choice < 6)
            {
                runs.Add(from, count);
                known.AddRange(Enumerable.Range(from, count));
            }
            else
            {
                runs.Add([from, from + 1, from]);
                known.AddRange([from, from + 1, from]);
            }
        }

        var copied = new List<int>();
        runs.CopyTo(copied);
        return runs.Count == known.Count && copied.SequenceEqual(known);
    });

    [Fact]
    public void Marks_are_those_of_each_slot() => Steps.Sample(steps =>
    {
        var (marks, known) = (new RowMarks(), new List<RowMark>());
        foreach (var (from, count, choice) in steps)
        {
            if (choice < 3)
            {
                marks.Reach(known.Count + count);
                known.AddRange(Enumerable.Repeat(RowMark.None, count));
                continue;
            }

            if (known.Count == 0)
            {
                continue;
            }

            var (first, mark) = (from % known.Count, (RowMark)(choice % 3));
            first = choice < 8 ? first & ~1023 : first;
            var slots = Enumerable.Range(first, Math.Min(1024, known.Count - first)).ToArray();
            var chunk = marks.ChunkOf(slots);
            if (chunk < 0)
            {
                marks[first] = mark;
                known[first] = mark;
                continue;
            }

            marks.Fill(chunk, mark);
            slots.ToList().ForEach(s => known[s] = mark);
            if (choice == 7)
            {
                marks.Each(chunk)[slots.Length / 2] = RowMark.Other;
                known[slots[slots.Length / 2]] = RowMark.Other;
                if (marks.AllOf(chunk) is not null)
                {
                    return false;
                }
            }
        }

        return Enumerable.Range(0, known.Count).All(i => marks[i] == known[i]);
    });
}
