namespace PropagandaVerify.States;

/// <summary>The rows of a state that does not have the dataset.</summary>
internal sealed class NoRows : NamedRows
{
    public override int Number => -1;

    public override ReadOnlySpan<char> Name => [];

    public override ReadOnlySpan<char> Cells => [];

    public override bool Read() => false;

    public override void Dispose()
    {
    }
}
