namespace PropagandaVerify.States;

/// <summary>What is listed of rows: the first of them in their order, in whatever order they come.</summary>
/// <param name="most">How many at most.</param>
internal sealed class FirstRows<T>(int most)
{
    // The last of those kept is at hand.
    private readonly PriorityQueue<T, int> kept = new(Comparer<int>.Create(static (a, b) => b.CompareTo(a)));

    /// <summary>Whether a row would be among the first so far.</summary>
    public bool Takes(int number) => kept.Count < most || (kept.TryPeek(out _, out var last) && number < last);

    public void Add(int number, T told)
    {
        if (kept.Count == most)
        {
            kept.EnqueueDequeue(told, number);
        }
        else
        {
            kept.Enqueue(told, number);
        }
    }

    public IReadOnlyList<T> InOrder() => [.. kept.UnorderedItems.OrderBy(i => i.Priority).Select(i => i.Element)];
}
