namespace PropagandaVerify.States;

/// <summary>The rows of one bucket of a store.</summary>
internal sealed class BucketRows(IEnumerable<(int Number, string[] Texts)> rows) : NamedRows
{
    private readonly IEnumerator<(int Number, string[] Texts)> at = rows.GetEnumerator();

    public override int Number => at.Current.Number;

    public override ReadOnlySpan<char> Name => at.Current.Texts[0];

    public override ReadOnlySpan<char> Cells => at.Current.Texts[1];

    public override bool Read() => at.MoveNext();

    public override void Dispose() => at.Dispose();
}
