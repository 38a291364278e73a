using System.Globalization;
using PropagandaVerify.Datasets;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads constants: numbers, shares, durations, dates and texts.</summary>
internal static class Literals
{
    private const int MostDays = 1_000_000;

    private static readonly Dictionary<string, (int Days, int Months)> Durations = new(StringComparer.Ordinal)
    {
        ["day"] = (1, 0), ["days"] = (1, 0), ["week"] = (7, 0), ["weeks"] = (7, 0), ["month"] = (0, 1), ["months"] = (0, 1), ["year"] = (0, 12), ["years"] = (0, 12),
    };

    /// <summary>The constant that a lexeme begins, and how many lexemes it takes: <c>5 %</c> and <c>7 days</c> are two.</summary>
    public static (Expression.Literal Literal, int Taken) Read(Lexeme token, Lexeme next, Func<Lexeme, TextSpan> place) => token.Kind switch
    {
        LexemeKind.Text => (new Expression.Literal(place(token), new Value.Text(token.Text), FactType.Text), 1),
        LexemeKind.Date => (new Expression.Literal(place(token), new Value.Date(Cell.Date(token.Text)!.Value), FactType.Date), 1),
        _ => Number(token, next, place),
    };

    private static (Expression.Literal Literal, int Taken) Number(Lexeme token, Lexeme next, Func<Lexeme, TextSpan> place)
    {
        var value = decimal.Parse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        if (next.Is("%"))
        {
            return (new Expression.Literal(place(token), new Value.Number(Quantity.Exact(value, Unit.Percent)), FactType.Share), 2);
        }

        if (next.Kind != LexemeKind.Name || !Durations.TryGetValue(next.Text, out var unit))
        {
            return (new Expression.Literal(place(token), new Value.Number(Quantity.Exact(value)), FactType.Quantity), 1);
        }

        return value == decimal.Truncate(value) && value <= MostDays && value * (unit.Days + (unit.Months * 31)) <= MostDays
            ? (new Expression.Literal(place(token).Through(place(next)), new Value.Duration((int)value * unit.Days, (int)value * unit.Months), FactType.Duration), 2)
            : throw new ExpressionError("R010", token.Start, next.End, $"a duration is a whole number of {next.Text}, not more than 1 000 000 days", value == decimal.Truncate(value) ? null : "write it in smaller units, such as `36 days`");
    }
}
