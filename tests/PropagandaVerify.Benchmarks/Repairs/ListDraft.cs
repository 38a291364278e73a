using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>An item or the total (whose name is empty), with its counterpart in another currency where one is written.</summary>
internal sealed record Entry(string Name, Figure Amount, Figure? Counterpart);

/// <summary>Which figure of a draft.</summary>
/// <param name="Item">The item's position; <see cref="Total"/> for the total.</param>
internal readonly record struct Slot(int Item, bool IsCounterpart)
{
    public const int Total = -1;
}

/// <summary>A draft that holds one list, its total and its conversions, before it is put into words.</summary>
/// <param name="Count">How many items the sentences say there are, whatever becomes of them.</param>
/// <param name="Rate">Of the month of publication; null without conversions.</param>
/// <param name="Space">The blank used inside figures.</param>
internal sealed record ListDraft(Template Template, IReadOnlyList<Entry> Items, Entry Total, DateOnly Published, RateBand? Rate, int Count, char Space)
{
    private static readonly string[] Counts = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];

    public IEnumerable<Slot> Slots =>
        Enumerable.Range(Slot.Total, Items.Count + 1).SelectMany(i => Of(i).Counterpart is null ? (IEnumerable<Slot>)[new(i, false)] : [new(i, false), new(i, true)]);

    public Figure this[Slot slot] => slot.IsCounterpart ? Of(slot.Item).Counterpart! : Of(slot.Item).Amount;

    public Entry Of(int item) => item == Slot.Total ? Total : Items[item];

    public ListDraft With(Slot slot, Figure figure)
    {
        var entry = slot.IsCounterpart ? Of(slot.Item) with { Counterpart = figure } : Of(slot.Item) with { Amount = figure };
        return slot.Item == Slot.Total ? this with { Total = entry } : this with { Items = [.. Items.Select((e, i) => i == slot.Item ? entry : e)] };
    }

    public ListDraft Without(int item) => this with { Items = [.. Items.Where((_, i) => i != item)] };

    public ListDraft WithCopy(int item, int at) => this with { Items = [.. Items.Take(at), Items[item], .. Items.Skip(at)] };

    /// <summary>The text, and where each figure stands in it.</summary>
    public (string Text, IReadOnlyDictionary<Slot, TextSpan> Places) Render()
    {
        var text = new StringBuilder();
        var places = new Dictionary<Slot, TextSpan>();
        Append(Template.Head, Slot.Total);
        for (var i = 0; i < Items.Count; i++)
        {
            Append(i == 0 ? Template.First : i == Items.Count - 1 ? Template.Last : Template.Item, i);
        }

        Append(Template.Closing, Slot.Total);
        return (text.ToString(), places);

        void Append(string pattern, int item)
        {
            for (var at = 0; at < pattern.Length; at++)
            {
                if (pattern[at] != '{')
                {
                    text.Append(pattern[at]);
                    continue;
                }

                var end = pattern.IndexOf('}', at);
                switch (pattern[(at + 1)..end])
                {
                    case "name": text.Append(Of(item).Name); break;
                    case "count": text.Append(Counts[Count]); break;
                    default: AppendEntry(item); break;
                }

                at = end;
            }
        }

        void AppendEntry(int item)
        {
            var entry = Of(item);
            AppendFigure(new Slot(item, false), entry.Amount.Text(Space, isBare: Template.IsElliptic && item > 0 && entry.Counterpart is null));
            if (entry.Counterpart is { } counterpart)
            {
                text.Append(" (");
                AppendFigure(new Slot(item, true), counterpart.Text(Space));
                text.Append(')');
            }
        }

        void AppendFigure(Slot slot, string words)
        {
            places[slot] = new TextSpan(text.Length, text.Length + words.Length);
            text.Append(words);
        }
    }
}
