using System.Globalization;

namespace PropagandaVerify.Reports;

/// <summary>A line of CSV after RFC 4180. A cell of words that a spreadsheet would take for a formula is kept from it by a leading apostrophe.</summary>
internal static class CsvLine
{
    public static string Of(IEnumerable<string> cells) => string.Join(',', cells.Select(c => Quoted(Guarded(c)))) + "\r\n";

    // "-12.5" is a number and stays one; "-sum(A1)", "+33 1 42" and "=1+1" are words. A spreadsheet also skips a tab or a line break at the head.
    private static string Guarded(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' && !decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? "'" + cell
            : cell;

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
