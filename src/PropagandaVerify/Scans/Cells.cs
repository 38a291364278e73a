using PropagandaVerify.Datasets;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Scans;

/// <summary>The cells of one column in a batch of records, each in one word: a number at the scale of its column, the number of a text, or two days.</summary>
internal abstract class Cells(TableColumn column)
{
    /// <summary>The word of a cell that is empty, and of one that does not fit its column. What stands for a value is larger.</summary>
    public const long Missing = long.MinValue;

    public const long Unreadable = long.MinValue + 1;

    /// <summary>The word of a number that has more digits than a word; its value is kept beside it.</summary>
    public const long Large = long.MinValue + 2;

    /// <summary>Numbers in words lie between this and its negative, so that two of them can be added.</summary>
    public const long Most = 4_000_000_000_000_000_000;

    public TableColumn Column => column;

    public long[] Words { get; } = new long[Batch.Size];

    /// <summary>Whether a word stands for a value that it holds.</summary>
    public static bool IsHeld(long word) => word > Large;

    /// <summary>Reads the cell of a record; false where it does not fit its column.</summary>
    public abstract bool Read(int row, ReadOnlySpan<char> text);

    /// <summary>Forgets what is kept beside the words.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>The value of a row.</summary>
    public Value ValueOf(int row) => Words[row] == Large ? Held(row) : ValueOfWord(Words[row]);

    /// <summary>The value that a word stands for; for no word of a number that fits none.</summary>
    public Value ValueOfWord(long word) => word switch
    {
        Missing => new Value.Missing($"the cell `{column.Name}` is empty"),
        Unreadable => new Value.Missing($"the cell `{column.Name}` is no {TableFacts.Wanted(column)}"),
        _ => Of(word),
    };

    protected virtual Value Held(int row) => Of(Words[row]);

    /// <summary>The value that a word stands for that holds it.</summary>
    public abstract Value Of(long word);
}

/// <summary>The cells of a column of numbers.</summary>
internal sealed class NumberCells(TableColumn column, char decimalMark, bool isLabel) : Cells(column)
{
    private const int MostDigits = 18;

    private static readonly long[] Powers = [.. Enumerable.Range(0, 19).Select(n => (long)Math.Pow(10, n))];

    private readonly Dictionary<int, CellNumber> large = [];

    /// <summary>Digits behind the decimal mark of the number read last.</summary>
    public int Decimals { get; private set; }

    public override bool Read(int row, ReadOnlySpan<char> text)
    {
        if (!Short(text, decimalMark, out var digits, out var decimals))
        {
            if (Cell.Number(text, decimalMark) is not { } number)
            {
                Words[row] = Unreadable;
                return false;
            }

            (digits, decimals) = (0, number.Decimals);
            if (number.Digits < -Most || number.Digits > Most || decimals > MostDigits)
            {
                Decimals = decimals;
                return Keep(row, number);
            }

            digits = (long)number.Digits;
        }

        Decimals = decimals;
        if (Column.IsWhole && decimals > 0)
        {
            Words[row] = Unreadable;
            return false;
        }

        var shift = Column.Decimals - decimals;
        if (shift is < 0 or > MostDigits)
        {
            return Keep(row, new CellNumber(digits, decimals));
        }

        if (Scaled(digits, shift) is not { } scaled)
        {
            return Keep(row, new CellNumber(digits, decimals));
        }

        Words[row] = scaled;
        return true;
    }

    /// <summary>Digits with so many zeros behind them; null where they fit no word.</summary>
    public static long? Scaled(long digits, int zeros)
    {
        var high = Math.BigMul(digits, Powers[zeros], out var low);
        return high != low >> 63 || low is < -Most or > Most ? null : low;
    }

    public override void Begin() => large.Clear();

    /// <summary>What a word of a row that is <see cref="Cells.Large"/> stands for.</summary>
    public CellNumber LargeOf(int row) => large[row];

    /// <summary>Puts a number that fits no word back.</summary>
    public void Put(int row, CellNumber number) => Keep(row, number);

    /// <summary>The value of a cell that has one.</summary>
    public Rational Number(int row) => Words[row] == Large ? large[row].Value : Rational.Scaled(Words[row], Column.Decimals);

    protected override Value Held(int row) => Of(Number(row));

    public override Value Of(long word) => Of(Rational.Scaled(word, Column.Decimals));

    /// <summary>A number of this column as a value.</summary>
    public Value.Number Of(Rational number) => new(TableFacts.Quantity(number, Column) is var quantity && isLabel ? quantity with { IsLabel = true } : quantity);

    private bool Keep(int row, CellNumber number)
    {
        Words[row] = Large;
        large[row] = number;
        return true;
    }

    // Plain digits with at most one mark, which nearly all cells are; false leaves the others to the careful way.
    private static bool Short(ReadOnlySpan<char> text, char mark, out long digits, out int decimals)
    {
        (digits, decimals) = (0, 0);
        var at = text.Length > 1 && text[0] == '-' ? 1 : 0;
        var first = at;
        if (text.Length - at is 0 or > MostDigits)
        {
            return false;
        }

        var markAt = -1;
        for (; at < text.Length; at++)
        {
            var digit = text[at] - '0';
            if (digit is >= 0 and <= 9)
            {
                digits = unchecked((digits * 10) + digit);
            }
            else if (text[at] == mark && markAt < 0 && at > first)
            {
                markAt = at;
            }
            else
            {
                return false;
            }
        }

        decimals = markAt < 0 ? 0 : text.Length - markAt - 1;
        var whole = (markAt < 0 ? text.Length : markAt) - first;
        digits = first == 1 ? -digits : digits;

        // A code with leading zeros is no number, nor is one that ends with its mark.
        return (markAt < 0 || decimals > 0) && (whole == 1 || text[first] != '0');
    }
}

/// <summary>The cells of a column of texts; equal texts of a scan have one number.</summary>
internal sealed class TextCells(TableColumn column, TextNumbers texts) : Cells(column)
{
    private readonly RecentWords recent = new();

    public override bool Read(int row, ReadOnlySpan<char> text)
    {
        if (!recent.TryGet(text, out var word))
        {
            recent.Put(text, word = texts.NumberOf(text));
        }

        Words[row] = word;
        return true;
    }

    public override Value Of(long word) => texts.ValueOf((int)word);
}

/// <summary>The cells of a column of dates; a word holds the first and the last day.</summary>
internal sealed class DateCells(TableColumn column) : Cells(column)
{
    // The first day in the last bits and how many follow it in the others: words of single days are small, and near each other.
    private const int DayBits = 22;

    private readonly RecentWords recent = new();

    public override bool Read(int row, ReadOnlySpan<char> text)
    {
        if (!recent.TryGet(text, out var word))
        {
            recent.Put(text, word = Cell.DateOrYear(text) is { } period ? WordOf(period) : Unreadable);
        }

        Words[row] = word;
        return word != Unreadable;
    }

    public static long WordOf(Period period) => ((long)(period.End.DayNumber - period.Start.DayNumber) << DayBits) | (uint)period.Start.DayNumber;

    /// <summary>The number of the first day of a word.</summary>
    public static long FirstOf(long word) => word & ((1 << DayBits) - 1);

    /// <summary>The number of the last day of a word.</summary>
    public static long LastOf(long word) => FirstOf(word) + (word >> DayBits);

    public static Period PeriodOf(long word) => new(DateOnly.FromDayNumber((int)FirstOf(word)), DateOnly.FromDayNumber((int)LastOf(word)));

    public override Value Of(long word) => new Value.Date(PeriodOf(word));
}

/// <summary>The words of texts that were read lately: columns repeat themselves.</summary>
internal sealed class RecentWords
{
    private const int Size = 1024;
    private const int Longest = 32;

    private readonly string?[] texts = new string?[Size];
    private readonly long[] words = new long[Size];

    public bool TryGet(ReadOnlySpan<char> text, out long word)
    {
        var at = Place(text);
        word = words[at];
        return texts[at] is { } known && text.SequenceEqual(known);
    }

    public void Put(ReadOnlySpan<char> text, long word)
    {
        if (text.Length <= Longest)
        {
            var at = Place(text);
            (texts[at], words[at]) = (text.ToString(), word);
        }
    }

    // What texts of a column differ in is mostly at their end.
    private static int Place(ReadOnlySpan<char> text) => text.Length switch
    {
        0 => 0,
        1 => text[0] & (Size - 1),
        _ => ((text[^1] * 31) + (text[^2] * 7) + (text[text.Length / 2] * 131) + text.Length) & (Size - 1),
    };
}
