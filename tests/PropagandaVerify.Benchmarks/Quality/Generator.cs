using System.Globalization;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>Fills templates. The same seed gives the same text, and a change of one template changes no text of another.</summary>
internal sealed class Generator(Corpus corpus)
{
    private const int Seed = 20_201_026;
    private const int SeedStep = 1_000_003;

    // Values drawn at random may make a difference negative, which the words of the template do not mean.
    private const int Tries = 50;

    public IEnumerable<Instance> Instances(int perTemplate) => corpus.Templates.SelectMany(t => Enumerable.Range(0, perTemplate).Select(n => Fill(t, n))).OfType<Instance>();

    /// <summary>Templates whose values come out wrong, such as a negative rest, more often than drawing anew helps.</summary>
    public IEnumerable<string> Unfillable(int perTemplate) => corpus.Templates.Where(t => Enumerable.Range(0, perTemplate).Any(n => Fill(t, n) is null)).Select(t => $"{corpus.Language}.yaml: {t.Id}: its values do not come out right");

    /// <summary>The template filled for the nth time; null when its values never come out right.</summary>
    public Instance? Fill(Template template, int n)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var random = new Random(unchecked(Hash(template.Id) + Seed + (((n * Tries) + attempt) * SeedStep)));
            if (new Filling(corpus, template, random).Fill() is { } instance)
            {
                return instance;
            }
        }

        return null;
    }

    // The framework's own hash of a text differs from run to run.
    private static int Hash(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));

    private sealed class Filling(Corpus corpus, Template template, Random random)
    {
        private readonly Dictionary<string, Stated> values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> words = new(StringComparer.Ordinal);
        private readonly HashSet<string> names = new(StringComparer.Ordinal);

        // One writer keeps to one typography, but calls euros now by word and now by sign.
        private readonly Typography typography = new(Any(random, [.. corpus.GroupMarks.Where(m => m != corpus.DecimalMark).DefaultIfEmpty("")]), corpus.DecimalMark, random.Next(2) == 0, random.Next(2) == 0);
        private readonly string percentForm = Any(random, corpus.PercentForms);
        private readonly string dateForm = Any(random, corpus.DateForms);
        private readonly string dayForm = Any(random, corpus.DayForms);

        public Instance? Fill()
        {
            try
            {
                foreach (var slot in template.Slots)
                {
                    Value(slot.Name);
                }
            }
            catch (Exception e) when (e is ArithmeticException or ArgumentOutOfRangeException)
            {
                return null;
            }

            return values.Values.Any(v => v is Stated.Number { Value: < 0 }) || words.Values.Any(w => w.Length == 0) ? null
                : new Instance(template, corpus.Language, Filled(template.Text), [.. template.Rows.Select(r => new StatedRow(r.Relation, [.. r.Cells.Select(c => (c.Column, Cell(r, c.Column, c.Cell)))]))]);
        }

        private string Filled(string text) => TemplateCheck.Gap().Replace(text, m => words.GetValueOrDefault(m.Groups[1].Value, m.Value));

        // "unit: t" is the ton although a slot may be named t, and "kind: city, name: city" says what the name of a city is called.
        private Stated Cell(RowPattern row, string column, string cell)
        {
            var isWords = TemplateCheck.IsWords(column);
            var isSlot = values.TryGetValue(cell, out var value) && (!isWords || (value is Stated.Words && (column != "kind" || !row.Cells.Contains(("name", cell)))));
            return (isSlot ? value : null) switch
            {
                // A filler may be a year.
                Stated.Words w when !isWords && SlotReader.Decimal(w.Value) is { } year => new Stated.Number(year),
                { } stated => stated,
                _ when isWords => new Stated.Words(Filled(cell)),
                _ when SlotReader.Decimal(cell) is { } number => new Stated.Number(number),
                _ when SlotReader.Date(cell) is { } day => new Stated.Day(day),
                _ when Formula.Parse(cell) is { } formula && formula.Names.All(values.ContainsKey) => new Stated.Number(formula.Evaluate(Number)),
                _ => new Stated.Words(Filled(cell)),
            };
        }

        private decimal Number(string name) => Value(name) is Stated.Number number ? number.Value : 0;

        private DateOnly Day(string name) => Value(name) is Stated.Day day ? day.Value : default;

        private Stated Value(string name)
        {
            if (!values.TryGetValue(name, out var value))
            {
                (value, words[name]) = Of(template.Slots.First(s => s.Name == name));
                values.Add(name, value);
            }

            return value;
        }

        private (Stated Value, string Words) Of(Slot slot)
        {
            switch (slot)
            {
                case Slot.Number n:
                    return Of(n);
                case Slot.Drawn d:
                    return Of(d.From.AddDays(random.Next(d.To.DayNumber - d.From.DayNumber + 1)), d.HasYear);
                case Slot.Moved m:
                    var by = (int)m.By.Evaluate(Number);
                    var day = Day(m.Of);
                    return Of(m.Unit switch { "week" => day.AddDays(7 * by), "month" => day.AddMonths(by), "year" => day.AddYears(by), _ => day.AddDays(by) }, m.HasYear);
                case Slot.Weekday w:
                    var weekday = ((int)Day(w.Of).DayOfWeek + 6) % 7;
                    return (new Stated.Number(weekday + 1), corpus.Weekdays[weekday]);
                default:
                    // Two cities of one sentence are two.
                    var kind = corpus.Fill[((Slot.Filler)slot).Kind];
                    var name = Any(random, [.. kind.Where(k => !names.Contains(k)).DefaultIfEmpty(kind[0])]);
                    names.Add(name);
                    return (new Stated.Words(name), name);
            }
        }

        private (Stated Value, string Words) Of(DateOnly day, bool hasYear)
        {
            // French writes the first of a month with letters; the month may have a form of its own behind it.
            var number = day.Day == 1 && corpus.Language == "fr" ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture);
            var text = (hasYear ? dateForm : dayForm)
                .Replace("{day}", number, StringComparison.Ordinal)
                .Replace("{day_number}", day.Day.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{month}", corpus.Months[day.Month - 1], StringComparison.Ordinal)
                .Replace("{month_number}", day.Month.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{year}", day.Year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal);
            return (new Stated.Day(day), text);
        }

        private (Stated Value, string Words) Of(Slot.Number slot)
        {
            var step = slot.Scale;
            for (var i = 0; i < slot.Decimals; i++)
            {
                step /= 10;
            }

            if (slot is { Form: NumberForm.Words, Value: null })
            {
                var (value, word) = Any(random, [.. corpus.NumberWords.Where(w => slot.Low <= w.Key && w.Key <= slot.High).OrderBy(w => w.Key)]);
                return (new Stated.Number(value), word);
            }

            var units = slot.Value is { } formula ? decimal.Round(formula.Evaluate(Number) / step, MidpointRounding.AwayFromZero) : Drawn(slot.Low * slot.Scale / step, slot.High * slot.Scale / step);
            var written = typography.Write(units * step / slot.Scale, slot.Decimals);
            return (new Stated.Number(units * step), slot.Form switch
            {
                NumberForm.Words => corpus.NumberWords.GetValueOrDefault(units, ""),
                NumberForm.Percent => In(percentForm),
                NumberForm.Money => In(Any(random, corpus.MoneyForms[slot.Sign][slot.Scale])),
                NumberForm.Scaled => In(Any(random, corpus.ScaledForms[slot.Scale])),
                NumberForm.Unit => In(Any(random, corpus.UnitForms[slot.Sign])),
                _ => written,
            });

            string In(string form) => form.Replace("{n}", written, StringComparison.Ordinal);
        }

        private decimal Drawn(decimal low, decimal high) => Math.Ceiling(low) + random.NextInt64((long)(Math.Floor(high) - Math.Ceiling(low)) + 1);

        private static T Any<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
    }
}
