using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PropagandaVerify.Datasets;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>Writes what datasets turned out to hold: as a table for people, or as the declaration that a rules file wants.</summary>
public static class DescriptionReport
{
    private const int MostShown = 24;

    /// <summary>One line a column.</summary>
    public static void Write(TableDescription table, TextWriter output)
    {
        var parted = table.Delimiter is { } sign ? $", fields parted by {(sign == '\t' ? "a tab" : $"`{sign}`")}" : "";
        output.WriteLine($"{Printable(table.Path)}: {Count(table.Rows)} rows, {table.Columns.Count} columns ({table.Encoding}{parted}, decimal mark `{table.DecimalMark}`)");
        List<string[]> lines =
        [
            ["column", "type", "decimals", "missing", "different", "from", "to", "first"],
            .. table.Columns.Select(c => new[] { c.Name, c.Type, c.Type == "number" ? Count(c.Decimals) : "", Count(c.Missing), Count(c.Different), Short(c.Least), Short(c.Greatest), Short(c.First) }),
        ];
        var widths = Enumerable.Range(0, lines[0].Length).Select(i => lines.Max(l => Columns(Printable(l[i])))).ToList();
        foreach (var line in lines)
        {
            output.WriteLine($"  {string.Join("  ", line.Select((cell, i) => Printable(cell) + new string(' ', widths[i] - Columns(Printable(cell)))))}".TrimEnd());
        }

        foreach (var column in table.Columns.Where(c => c.Obstacle is not null || c.Stray > 0))
        {
            output.WriteLine(Printable(column.Obstacle is { } cell ? $"  `{column.Name}` is text, because one cell holds `{cell}`" : $"  `{column.Name}`: {Count(column.Stray)} cells are no {column.Type}"));
        }
    }

    /// <summary>The table as an entry of <c>datasets</c> in a rules file.</summary>
    public static void WriteDeclaration(TableDescription table, string name, TextWriter output)
    {
        output.WriteLine($"  {name}:");
        output.WriteLine($"    path: {Quoted(table.Path)}");
        output.WriteLine("    columns:");
        foreach (var column in table.Columns)
        {
            output.WriteLine($"      {Quoted(column.Name)}: {column.Type}");
        }
    }

    private static string Short(string? value) => value is null ? "" : value.Length <= MostShown ? value : value[..(MostShown - 1)] + "…";

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    // What JSON writes in quotes YAML reads in the same way.
    private static string Quoted(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '/') && value.Length > 0 && !char.IsAsciiDigit(value[0]) ? value : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
