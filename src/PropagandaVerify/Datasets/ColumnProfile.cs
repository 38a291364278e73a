namespace PropagandaVerify.Datasets;

/// <summary>Counts what the cells of a column look like, which tells its type.</summary>
internal sealed class ColumnProfile(char decimalMark, DatasetDeclaration declaration)
{
    private long numbers;
    private long dates;
    private long filled;
    private int decimals;
    private string? stray;

    public void Add(ReadOnlySpan<char> text)
    {
        if (!declaration.IsAbsent(text))
        {
            AddPresent(text);
        }
    }

    /// <summary>The same for a cell that is known to hold something.</summary>
    /// <param name="times">How many cells hold it.</param>
    public void AddPresent(ReadOnlySpan<char> text, long times = 1)
    {
        // Neither a number nor a date begins with a letter.
        if (char.IsAsciiLetter(text[0]))
        {
            filled += times;
            stray ??= text.ToString();
            return;
        }

        if (Cell.Number(text, decimalMark) is { } number)
        {
            AddNumber(number.Decimals, times);
            return;
        }

        filled += times;
        stray ??= text.ToString();
        dates += Cell.Date(text) is not null ? times : 0;
    }

    /// <summary>The same for a cell that is known to be a number.</summary>
    public void AddNumber(int places, long times = 1)
    {
        filled += times;
        numbers += times;
        decimals = Math.Max(decimals, places);
    }

    /// <summary>The same for a cell that is known to be a month or a day.</summary>
    public void AddDate(ReadOnlySpan<char> text, long times = 1)
    {
        filled += times;
        dates += times;
        stray ??= text.ToString();
    }

    /// <summary>The column that the cells make. One stray cell among numbers or dates is a bad cell, not a column of text.</summary>
    public TableColumn Column(string name)
    {
        var declared = declaration.Columns.GetValueOrDefault(name);
        var type = declared?.Type switch
        {
            "number" or "integer" => CellType.Number,
            "date" => CellType.Date,
            "text" => CellType.Text,
            _ => filled > 0 && numbers * 5 >= filled * 4 ? CellType.Number : filled > 0 && dates * 5 >= filled * 4 ? CellType.Date : filled == 0 ? CellType.Number : CellType.Text,
        };
        return new TableColumn(name, type, declared?.Type == "integer" ? 0 : decimals, declared?.Unit, type == CellType.Text && numbers + dates > 0 ? stray : null) { IsWhole = declared?.Type == "integer" };
    }
}
