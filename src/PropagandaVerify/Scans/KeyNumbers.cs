using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Scans;

/// <summary>Numbers the values that keys are made of, and the keys, so that a key of any length is one number. Values are equal as <c>=</c> has it.</summary>
internal sealed class KeyNumbers(TextNumbers texts)
{
    public const int None = -1;

    private readonly Dictionary<long, int> whole = [];
    private readonly Dictionary<Rational, int> fractions = [];
    private readonly Dictionary<long, int> dates = [];
    private readonly Dictionary<Value.Duration, int> durations = [];
    private readonly RecentNumbers lately = new();
    private readonly Dictionary<string, int> strays = new(StringComparer.Ordinal);

    /// <summary>About how many bytes they take.</summary>
    public long Size => (24L * whole.Count) + (64L * fractions.Count) + (32L * dates.Count) + (100L * strays.Count);

    /// <summary>The number of a value; <see cref="None"/> for one that is missing, which joins nothing.</summary>
    public int Of(Value value) => value switch
    {
        Value.Text text => texts.NumberOf(text.Content),
        Value.Number number => Of(number.Quantity.Value),
        Value.Date date => OfDate(DateCells.WordOf(date.Period)),
        Value.Judgement judgement => judgement.IsTrue ? 1 : 0,
        Value.Kind kind => texts.NumberOf(kind.Name),
        Value.Duration duration => durations.TryGetValue(duration, out var known) ? known : Next(durations, duration),
        Value.RowRef row => row.Row.Identity,
        _ => None,
    };

    /// <summary>The number of a value that has one; <see cref="None"/> for one that is missing or was never numbered. It changes nothing, so that several threads may ask.</summary>
    public int Known(Value value) => value switch
    {
        Value.Text text => texts.Known(text.Content),
        Value.Kind kind => texts.Known(kind.Name),
        Value.Number { Quantity.Value: var number } => number.Whole is { } small ? Known(whole, small) : Known(fractions, number),
        Value.Date date => Known(dates, DateCells.WordOf(date.Period)),
        Value.Duration duration => Known(durations, duration),
        _ => Of(value),
    };

    /// <summary>The same of a cell in a batch.</summary>
    public int Of(Cells cells, int row)
    {
        var word = cells.Words[row];
        return word is Cells.Missing or Cells.Unreadable ? None
            : cells is TextCells ? (int)word
            : cells is NumberCells numbers ? numbers.Column.Decimals == 0 && word != Cells.Large ? Of(word) : Of(numbers.Number(row))
            : OfDate(word);
    }

    /// <summary>The same of the cells of a whole batch.</summary>
    public void Put(Cells cells, Span<int> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = cells is not TextCells ? Of(cells, i) : Cells.IsHeld(cells.Words[i]) ? (int)cells.Words[i] : None;
        }
    }

    /// <summary>The number of a cell that does not fit its column, by which two of them can be told apart.</summary>
    public int OfStray(ReadOnlySpan<char> text) => strays.TryGetValue(text.ToString(), out var known) ? known : Next(strays, text.ToString());

    private int Of(long number) => lately.TryGet(number, isDate: false, out var known) ? known
        : lately.Put(number, isDate: false, whole.TryGetValue(number, out known) ? known : Next(whole, number));

    private int Of(Rational number) => number.Whole is { } small ? Of(small) : fractions.TryGetValue(number, out var known) ? known : Next(fractions, number);

    private int OfDate(long word) => lately.TryGet(word, isDate: true, out var known) ? known
        : lately.Put(word, isDate: true, dates.TryGetValue(word, out known) ? known : Next(dates, word));

    private static int Known<T>(Dictionary<T, int> numbers, T value)
        where T : notnull => numbers.TryGetValue(value, out var known) ? known : None;

    // Columns of one type are compared with each other alone, but whole numbers and fractions are of one.
    private int Next<T>(Dictionary<T, int> numbers, T value)
        where T : notnull
    {
        var next = whole.Count + fractions.Count + dates.Count + durations.Count + strays.Count;
        numbers.Add(value, next);
        return next;
    }
}

/// <summary>The numbers of words that were looked up lately: keys repeat themselves.</summary>
internal sealed class RecentNumbers
{
    private const int Bits = 12;

    // A number is kept as its successor, so that zero is an empty place.
    private readonly (long Word, bool IsDate, int Next)[] known = new (long, bool, int)[1 << Bits];

    public bool TryGet(long word, bool isDate, out int number)
    {
        ref var place = ref known[Place(word)];
        number = place.Next - 1;
        return place.Next != 0 && place.Word == word && place.IsDate == isDate;
    }

    public int Put(long word, bool isDate, int number)
    {
        known[Place(word)] = (word, isDate, number + 1);
        return number;
    }

    private static int Place(long word) => (int)(unchecked((ulong)word * 0x9E37_79B9_7F4A_7C15) >> (64 - Bits));
}
