using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>The columns of a row of a dataset and their values, by which a waiver names the findings that it accepts.</summary>
/// <param name="columns">Some of the columns of the key, and the values as they stand in the file.</param>
internal sealed class KeyColumns(IReadOnlyList<(string Column, string Value)> columns)
{
    /// <summary>
    /// Whether a finding is about such a row. A row that has all these columns decides; where none has, as in a finding about a row that is missing, several may share them; then come the
    /// rows that derived ones stand for. The rows that a group gathered count only where all of them fit, so that the name of one part does not stand for the whole.
    /// </summary>
    public bool Fit(Finding finding)
    {
        var rows = finding.Rows;
        var within = rows.SelectMany(Within).ToList();
        return columns.Count == 0
            || (rows.Any(HasAll) ? rows.Any(FitsWhole)
                : columns.All(c => rows.Any(r => r.Schema.IndexOf(c.Column) >= 0)) ? columns.All(c => rows.Any(r => Holds(r, c)))
                : within.Exists(HasAll) ? within.Exists(FitsWhole)
                : finding.Groups.Any(g => g.Rows.Count > 0 && g.Rows.All(FitsWhole)));
    }

    /// <summary>What is wrong with the columns, given the findings of the rule: one that none of their rows has; null where each is somebody's, or nothing was found.</summary>
    public string? Trouble(IEnumerable<Finding> findings)
    {
        var known = findings.SelectMany(f => f.Rows.Concat(f.Groups.Where(g => g.Rows.Count > 0).Select(g => g.Rows[0]))).Select(r => r.Schema).Distinct().SelectMany(s => s.Columns).Select(c => c.Name).Distinct().ToList();
        return known.Count > 0 && columns.Select(c => c.Column).FirstOrDefault(c => !known.Contains(c)) is { } wrong
            ? $"the rows of the rule have no column `{wrong}`; {(Spelling.Nearest(wrong, known) is { } near ? $"did you mean `{near}`?" : $"they have {string.Join(", ", known)}")}"
            : null;
    }

    private bool FitsWhole(Row row) => columns.All(c => Holds(row, c));

    private bool HasAll(Row row) => columns.All(c => row.Schema.IndexOf(c.Column) >= 0);

    // A derived row may stand for one that was written.
    private static IEnumerable<Row> Within(Row row) => row.Values.OfType<Value.RowRef>().Select(r => r.Row).Where(r => !r.Schema.IsOfDraft);

    private static bool Holds(Row row, (string Column, string Value) cell) => row.Schema.IndexOf(cell.Column) is >= 0 and var at && row.Values[at] switch
    {
        Value.Text text => text.Content == cell.Value,
        Value.Number number => Datasets.Cell.Number(cell.Value, '.') is { } same && number.Quantity.Value == same.Value,
        Value.Date date => Datasets.Cell.DateOrYear(cell.Value) is { } period && date.Period == period,
        Value.Missing => cell.Value.Length == 0,
        _ => false,
    };
}
