using System.Globalization;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>What physical units are in each other, by their signs.</summary>
public sealed class PhysicalUnits
{
    private readonly Dictionary<string, (string Dimension, IReadOnlyList<Rational> Factors, Rational Offset)> units = new(StringComparer.Ordinal);

    private PhysicalUnits()
    {
    }

    /// <summary>Whether two units are different ones that measure the same.</summary>
    public bool AreTwoOfOneDimension(string a, string b) => a != b && units.TryGetValue(a, out var first) && units.TryGetValue(b, out var second) && first.Dimension == second.Dimension;

    /// <summary>What a unit measures, such as <c>length</c>; null for an unknown one.</summary>
    public string? DimensionOf(string unit) => units.TryGetValue(unit, out var known) ? known.Dimension : null;

    /// <summary>How many meanings a pair of units has: gallons may be those of two countries, and degrees on two scales a reading or a difference.</summary>
    public int Meanings(string from, string to) => Factors(from, to) * (units[from].Offset == units[to].Offset ? 1 : 2);

    /// <summary>A measure in another unit of its dimension, exactly.</summary>
    /// <param name="measure">The measure, with its intervals.</param>
    /// <param name="from">Its unit.</param>
    /// <param name="to">The other unit.</param>
    /// <param name="meaning">Which of the meanings that the two units have, counted from 0; those of a difference come last.</param>
    public Quantity Convert(Quantity measure, string from, string to, int meaning = 0)
    {
        var (_, factors, offset) = units[from];
        var (_, toFactors, toOffset) = units[to];
        if (meaning >= Factors(from, to))
        {
            (meaning, offset, toOffset) = (meaning - Factors(from, to), 0, 0);
        }

        var factor = factors[meaning / toFactors.Count] / toFactors[meaning % toFactors.Count];
        var product = (measure with { Unit = Unit.None } + Quantity.Exact(offset)) * Quantity.Exact(factor);
        return product - Quantity.Exact(toOffset) with { Unit = Unit.Of(to) };
    }

    internal static PhysicalUnits Read(YamlNode.Mapping root)
    {
        var read = new PhysicalUnits();
        foreach (var dimension in root.Entries)
        {
            foreach (var unit in ((YamlNode.Mapping)dimension.Value).Entries)
            {
                IReadOnlyList<Rational> factors = unit.Value switch
                {
                    YamlNode.Sequence s => [.. s.Items.Select(Number)],
                    YamlNode.Mapping m => [Number(m["factor"]!)],
                    var one => [Number(one)],
                };
                read.units.Add(unit.Key.Value, (dimension.Key.Value, factors, unit.Value is YamlNode.Mapping { } affine && affine["offset"] is { } offset ? Number(offset) : 0));
            }
        }

        return read;
    }

    private int Factors(string from, string to) => units[from].Factors.Count * units[to].Factors.Count;

    private static Rational Number(YamlNode node)
    {
        var parts = ((YamlNode.Scalar)node).Value.Split('/');
        Rational number = decimal.Parse(parts[0], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return parts.Length == 1 ? number : number / decimal.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
