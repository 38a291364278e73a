using CsCheck;
using PropagandaVerify.Scans;
using PropagandaVerify.Sessions;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>Words are what was written, in however few bytes pages keep them.</summary>
public class WordPagesTests
{
    private static readonly Gen<long> Hole = Gen.OneOf(Gen.Const(Cells.Missing), Gen.Const(Cells.Unreadable), Gen.Const(Cells.Large));

    // What the words of a page may look like: a first word, how far they lie apart at most, and how many of a thousand are holes.
    private static readonly Gen<(long From, long Span, int Holes)> Shape = Gen.Select(
        Gen.OneOf(Gen.Const(0L), Gen.Const(-7L), Gen.Const(Cells.Large + 1), Gen.Const(long.MaxValue - ushort.MaxValue), Gen.Long[-Cells.Most, Cells.Most]),
        Gen.OneOf(Gen.Const(0L), Gen.Const(1L), Gen.Const(300L), Gen.Const(ushort.MaxValue - 3L), Gen.Const(ushort.MaxValue - 2L), Gen.Const((long)ushort.MaxValue), Gen.Const(uint.MaxValue - 3L), Gen.Const(uint.MaxValue - 2L), Gen.Const((long)uint.MaxValue), Gen.Const(long.MaxValue)),
        Gen.OneOf(Gen.Const(0), Gen.Const(0), Gen.Const(1), Gen.Const(500), Gen.Const(1000)));

    [Fact]
    public void A_page_gives_back_its_words_whatever_is_written_later() => Gen.Select(Shape, Gen.Bool, Gen.Int[0, 1 << 20], Gen.Select(Gen.Int[0, WordPage.Size - 1], Gen.OneOf(Hole, Gen.Long, Gen.Long[-5, 70_000])).Array[0, 12]).Sample((shape, follows, seed, writes) =>
    {
        var words = Words(shape, follows, seed);
        var page = WordPage.Of(words);
        foreach (var (at, word) in writes)
        {
            // Among them words that lie near those that are there.
            var near = (at & 1) == 0 || word <= Cells.Large ? word : unchecked(words[(at * 7) & (WordPage.Size - 1)] + (word % 70_000));
            words[at] = near;
            page.Set(at, near);
        }

        var read = new long[WordPage.Size];
        page.Read(0, read);
        return words.SequenceEqual(read) && Enumerable.Range(0, WordPage.Size).All(i => page[i] == words[i]);
    }, iter: 150);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(40_000, 0, 2)]
    [InlineData(ushort.MaxValue, 0, 4)]
    [InlineData(3_000_000_000, 5, 4)]
    [InlineData(5_000_000_000, 0, 8)]
    public void A_page_takes_as_few_bytes_as_its_words_need(long span, int holes, int bytes) =>
        WordPage.Of([.. Enumerable.Range(0, WordPage.Size).Select(i => i < holes ? Cells.Missing : 1_000_000_000_000 + (i % 2 * span))]).Bytes.ShouldBe(bytes * WordPage.Size);

    [Fact]
    public void Words_that_follow_each_other_take_none() => WordPage.Of([.. Enumerable.Range(0, WordPage.Size).Select(i => i - 5L)]).Bytes.ShouldBe(0);

    [Fact]
    public void A_column_gives_back_its_words_one_by_one_and_together() => Gen.Select(Gen.Select(Shape, Gen.Bool, Gen.Bool).Array[1, 4], Gen.Int[0, 3_000], Gen.Int[0, 1 << 20]).Sample((parts, more, seed) =>
    {
        var (column, known) = (new WordPages(), new List<long>());
        foreach (var (shape, follows, isAdopted) in parts)
        {
            var words = Words(shape, follows, seed);
            if (isAdopted && column.IsFull(known.Count))
            {
                column.Adopt(WordPage.Of(words));
                known.AddRange(words);
                continue;
            }

            foreach (var word in words.Take(isAdopted ? WordPage.Size : 5_000))
            {
                column.Reach(known.Count + 1);
                column[known.Count] = word;
                known.Add(word);
            }
        }

        var random = new Random(seed);
        for (var i = 0; i < 50; i++)
        {
            var at = random.Next(known.Count);
            column[at] = known[at] = random.NextInt64(-100, 100_000);
        }

        var read = new long[Math.Min(more + 1, known.Count)];
        column.Read(known.Count - read.Length, read);
        return read.SequenceEqual(known[^read.Length..]) && Enumerable.Range(0, known.Count).All(i => column[i] == known[i]);
    }, iter: 40);

    private static long[] Words((long From, long Span, int Holes) shape, bool follows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, WordPage.Size).Select(i => random.Next(1000) < shape.Holes ? Cells.Missing + random.Next(3) : Value(i))];

        long Value(int i) => follows ? unchecked(shape.From + i) : Math.Max(Cells.Large + 1, unchecked(shape.From + (shape.Span == 0 ? 0 : random.NextInt64(shape.Span) + (i & 1))));
    }
}
