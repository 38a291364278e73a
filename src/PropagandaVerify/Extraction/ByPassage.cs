namespace PropagandaVerify.Extraction;

/// <summary>What was found in each passage of a draft, in the order of the text.</summary>
internal sealed class ByPassage<T>
{
    private readonly IReadOnlyList<T>[] lists;

    /// <param name="found">What was found, passage after passage.</param>
    /// <param name="passageOf">The passage of one of it.</param>
    /// <param name="passages">How many passages the draft has.</param>
    public ByPassage(List<T> found, Func<T, int> passageOf, int passages)
    {
        lists = new IReadOnlyList<T>[passages];
        Array.Fill(lists, []);
        for (var start = 0; start < found.Count;)
        {
            var passage = passageOf(found[start]);
            var end = start + 1;
            while (end < found.Count && passageOf(found[end]) == passage)
            {
                end++;
            }

            lists[passage] = found.GetRange(start, end - start);
            start = end;
        }
    }

    public IReadOnlyList<T> this[int passage] => lists[passage];
}
