using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Engine;

/// <summary>A change of rows to try out: some read otherwise, one left out, or one more beside another.</summary>
internal sealed record RowEdit
{
    /// <summary>The row as edited; null when the edit leaves it out.</summary>
    public required Func<Row, Row?> Of { get; init; }

    /// <summary>A row to add to every group that holds <see cref="Beside"/>.</summary>
    public Row? Added { get; init; }

    public Row? Beside { get; init; }

    /// <summary>A group as edited; null when the edit does not touch it.</summary>
    public RowGroup? Over(RowGroup group)
    {
        var isLarger = Added is not null && group.Rows.Any(r => r.Identity == Beside!.Identity);
        List<Row>? edited = null;
        for (var i = 0; i < group.Rows.Count; i++)
        {
            var row = Of(group.Rows[i]);
            if (!ReferenceEquals(row, group.Rows[i]))
            {
                edited ??= [.. group.Rows.Take(i)];
            }

            if (row is not null)
            {
                edited?.Add(row);
            }
        }

        return isLarger ? new RowGroup([.. edited ?? [.. group.Rows], Added!]) : edited is null ? null : new RowGroup(edited);
    }
}
