using PropagandaVerify.Extraction;

namespace PropagandaVerify.Facts;

/// <summary>The values of a draft's figures; the rows in which one figure stands share its value.</summary>
internal sealed class FigureValues(Draft draft)
{
    private readonly Value.Number?[] own = new Value.Number?[draft.Figures.Count];

    /// <param name="figure">A figure of the draft, or another reading or an end of one.</param>
    /// <param name="listPlace">The finest place of the list or column that it stands in.</param>
    public Value.Number Of(Figure figure, decimal? listPlace = null) => (listPlace is null || figure.IsPlainCount) && figure.Index >= 0 && ReferenceEquals(draft.Figures[figure.Index], figure)
        ? own[figure.Index] ??= new Value.Number(figure.Quantity())
        : new Value.Number(figure.Read(listPlace));
}
