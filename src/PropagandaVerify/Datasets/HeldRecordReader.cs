using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>The records of a table that is held, one after the other.</summary>
internal sealed class HeldRecordReader(Table table) : RecordReader
{
    private int at = -1;

    public override IReadOnlyList<string> Header { get; } = [.. table.Columns.Select(c => c.Name)];

    public override char? Delimiter => table.Delimiter;

    public override char? DecimalMark => table.DecimalMark;

    public override int FieldCount => Record.Fields.Count;

    public override long Line => table.Source.PositionOf(Record.Span.Start).Line;

    public override long Start => table.Source.Origins.Count > 0 ? Line : Record.Span.Start;

    private TableRecord Record => table.Records[at];

    public override bool Read() => ++at < table.Records.Count;

    public override ReadOnlySpan<char> Field(int index) => Record.Fields[index];

    public override RecordText Text()
    {
        var start = Record.Span.Start;
        return new RecordText(table.Source.TextOf(Record.Span), Line, start, [.. Record.Spans.Select(s => new TextSpan(s.Start - start, s.End - start))], table.Source.OriginOf(start)?.Name)
        {
            Before = table.Source.PositionOf(start).Column - 1,
            Byte = table.Source.ByteOffset(start),
        };
    }

    public override void Dispose()
    {
    }
}
