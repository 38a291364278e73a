using PropagandaVerify.Facts;

namespace PropagandaVerify.Scans;

/// <summary>
/// Numbers the different texts of a scan, or of a session, whose changes several threads write while others evaluate: open addressing, in which a text never moves and is never taken
/// out, so that only who adds one has to wait for others.
/// </summary>
internal sealed class TextNumbers
{
    private readonly Lock gate = new();
    private volatile Table table = new(64);
    private int count;

    /// <summary>About how many bytes they take.</summary>
    public long Size { get; private set; }

    public int NumberOf(ReadOnlySpan<char> text) => table.Find(text, string.GetHashCode(text)) is not KeyNumbers.None and var number ? number : Next(text.ToString());

    /// <summary>The same of a text that is an object already, of which no copy is made.</summary>
    public int NumberOf(string text) => Known(text) is not KeyNumbers.None and var number ? number : Next(text);

    /// <summary>The number of a text that has one, else <see cref="KeyNumbers.None"/>.</summary>
    public int Known(string text) => table.Find(text, string.GetHashCode(text.AsSpan()));

    public Value.Text ValueOf(int number) => table.Texts[number];

    private int Next(string text)
    {
        lock (gate)
        {
            var hash = string.GetHashCode(text.AsSpan());
            if (table.Find(text, hash) is not KeyNumbers.None and var known)
            {
                return known;
            }

            if (count == table.Texts.Length)
            {
                table = new Table(table);
            }

            table.Add(count, hash, new Value.Text(text));
            Size += 100 + (2 * text.Length);
            return count++;
        }
    }

    // Half of the places are empty at least. A text is written last, so that who sees it sees its number.
    private sealed class Table(int room)
    {
        private readonly (string? Text, int Hash, int Number)[] places = new (string?, int, int)[2 * room];

        public Table(Table smaller)
            : this(2 * smaller.Texts.Length)
        {
            smaller.Texts.CopyTo(Texts, 0);
            foreach (var (text, hash, number) in smaller.places)
            {
                if (text is not null)
                {
                    Put(text, hash, number);
                }
            }
        }

        public Value.Text[] Texts { get; } = new Value.Text[room];

        public int Find(ReadOnlySpan<char> text, int hash)
        {
            var mask = places.Length - 1;
            for (var at = hash & mask; Volatile.Read(ref places[at].Text) is { } known; at = (at + 1) & mask)
            {
                if (places[at].Hash == hash && text.SequenceEqual(known))
                {
                    return places[at].Number;
                }
            }

            return KeyNumbers.None;
        }

        public void Add(int number, int hash, Value.Text text)
        {
            Texts[number] = text;
            Put(text.Content, hash, number);
        }

        private void Put(string text, int hash, int number)
        {
            var mask = places.Length - 1;
            var at = hash & mask;
            while (places[at].Text is not null)
            {
                at = (at + 1) & mask;
            }

            (places[at].Hash, places[at].Number) = (hash, number);
            Volatile.Write(ref places[at].Text, text);
        }
    }
}
