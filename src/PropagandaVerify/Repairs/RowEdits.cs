using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Repairs;

/// <summary>Edits of rows, one for each kind of correction: wherever a mention is read, it reads otherwise.</summary>
internal static class RowEdits
{
    private const int NoRow = -1;

    public static RowEdit Number(Mention mention, Rational value) => Where(mention, v => v is Value.Number { Quantity: var q } ? new Value.Number(Moved(q, value)) : v);

    /// <summary>The days of a date move with it: its first, its last, the whole period.</summary>
    public static RowEdit Date(Mention mention, Period written, Period corrected) => new()
    {
        Of = row => !IsRead(mention, row) ? row : row.Edited((_, v) => v is not Value.Date { Period: var p } ? v
            : p == written ? new Value.Date(corrected)
            : p == Period.Day(written.Start) ? new Value.Date(Period.Day(corrected.Start))
            : p == Period.Day(written.End) ? new Value.Date(Period.Day(corrected.End))
            : v),
    };

    public static RowEdit SwappedUnits(Row edited, Unit a, Unit b)
    {
        var (first, second) = (a.ToString(), b.ToString());
        return new()
        {
            Of = row => row.Identity != edited.Identity ? row : row.Edited((_, v) => v switch
            {
                Value.Number { Quantity: var q } when q.Unit == a => new Value.Number(q with { Unit = b }),
                Value.Number { Quantity: var q } when q.Unit == b => new Value.Number(q with { Unit = a }),
                Value.Text { Content: var t } when t == first => new Value.Text(second),
                Value.Text { Content: var t } when t == second => new Value.Text(first),
                _ => v,
            }),
        };
    }

    /// <summary>Two mentions of one row with each other's values.</summary>
    public static RowEdit SwappedValues(Mention first, Mention second) => new()
    {
        Of = row => !IsRead(first, row) && !IsRead(second, row) ? row : row.Edited((column, v) =>
            v is not Value.Number { Quantity: var q } ? v
            : new Mention(row, column).Equals(first) ? new Value.Number(Moved(q, second.Value))
            : new Mention(row, column).Equals(second) ? new Value.Number(Moved(q, first.Value))
            : v),
    };

    public static RowEdit Without(Row left) => new() { Of = row => row.Identity == left.Identity ? null : row };

    /// <summary>One more row like another, with an amount of its own and no place.</summary>
    public static RowEdit With(Row like, int column, Rational value)
    {
        var values = (Value[])like.Values.Clone();
        values[column] = new Value.Number(Moved(((Value.Number)values[column]).Quantity, value));
        var added = new Row { Schema = like.Schema, Identity = NoRow, Values = values, Place = like.Place };
        return new() { Of = row => row, Added = added, Beside = like };
    }

    private static RowEdit Where(Mention mention, Func<Value, Value> change) => new()
    {
        Of = row => !IsRead(mention, row) ? row : row.Edited((column, v) => new Mention(row, column).Equals(mention) ? change(v) : v),
    };

    private static bool IsRead(Mention mention, Row row)
    {
        for (var i = 0; i < row.Values.Length; i++)
        {
            if (row.Schema.Columns[i].Derivation is null && new Mention(row, i).Equals(mention))
            {
                return true;
            }
        }

        return false;
    }

    // The corrected figure is written as precisely as it was; another power of ten moves the last digit too.
    private static Quantity Moved(Quantity quantity, Rational value)
    {
        var by = value - quantity.Value;
        var factor = quantity.Value.Sign == 0 ? 1 : Rational.Abs(value / quantity.Value);
        if (quantity.Origin != WidthOrigin.FinestPlace && (quantity.Scale > 1 || !quantity.Value.IsInteger) && (factor == 10 || factor == 0.1m || factor == 1000 || factor == 0.001m))
        {
            var scaled = quantity * Quantity.Exact(value / quantity.Value);
            return quantity with { Value = value, Strict = scaled.Strict, Loose = scaled.Loose, RoundingUnit = quantity.RoundingUnit * factor, SquaredUnits = quantity.SquaredUnits * factor * factor };
        }

        var point = Interval.Point(by);
        return quantity with { Value = value, Strict = quantity.Strict + point, Loose = quantity.Loose + point };
    }
}
