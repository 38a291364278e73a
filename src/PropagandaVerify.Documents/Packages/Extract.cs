using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Packages;

/// <summary>A paragraph taken out of a file, on its way into a document.</summary>
/// <param name="Origin">Its place in the file.</param>
internal record Extract(BlockKind Kind, string Words, Origin Origin)
{
    public int Depth { get; init; }

    public CellPlace? Cell { get; init; }

    public BlockRole Role { get; init; }

    /// <summary>This and the next paragraph of the same cell as one.</summary>
    public virtual Extract Joined(Extract next) => this with { Words = $"{Words}\n{next.Words}" };
}
