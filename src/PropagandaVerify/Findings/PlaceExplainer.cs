using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>Gathers the rows on the line of a place and what the rules of each evaluation made of those that stand at it.</summary>
/// <param name="asked">A line or several, or an empty span for one column of it.</param>
internal sealed class PlaceExplainer(Place asked)
{
    private const int MostNearest = 3;
    private readonly Dictionary<int, (Row Row, ValueFormat Format, List<ExplainedRule> Rules)> hits = [];
    private readonly Dictionary<int, (Row Row, ValueFormat Format)> besides = [];
    private readonly TextSpan line = LineOf(asked).Through(asked.Span);

    /// <summary>Asks the rules of one evaluation, after all of them have been evaluated.</summary>
    public void Ask(FactBase facts, Evaluator evaluator, IReadOnlyList<CompiledRule> rules, FindingBuilder findings, ValueFormat words)
    {
        // The draft as a whole stands nowhere in particular.
        var tracers = new Dictionary<CompiledRule, Tracer>(ReferenceEqualityComparer.Instance);
        foreach (var row in facts.Relations.Where(r => r.Schema != DraftSchemas.Document).SelectMany(r => r.Rows).Where(r => SpansOf(r).Any(Touches)))
        {
            if (!SpansOf(row).Any(IsAsked))
            {
                besides.TryAdd(row.Identity, (row, words));
                continue;
            }

            if (!hits.TryGetValue(row.Identity, out var hit))
            {
                hits.Add(row.Identity, hit = (row, words, []));
            }

            foreach (var rule in rules.Where(r => r.Relations.Any(s => s.Name == row.Schema.Name)))
            {
                if (!tracers.TryGetValue(rule, out var tracer))
                {
                    tracers.Add(rule, tracer = evaluator.Tracer(rule));
                }

                var trace = tracer.Of(row);
                if (trace.Nearest.Count > 0 || trace.Trouble is not null)
                {
                    hit.Rules.Add(new RuleExplainer(trace.Rule, findings, words).Explained(trace));
                }
            }
        }
    }

    /// <summary>All that was gathered.</summary>
    /// <param name="ledger">The ledger of the file that holds the place.</param>
    /// <param name="figures">Its numbers of the figures of that file.</param>
    /// <param name="unasked">Rules that were not evaluated, with the reason.</param>
    public PlaceExplanation Result(Ledger ledger, IEnumerable<int> figures, IReadOnlyList<(CompiledRule Rule, string Why)> unasked)
    {
        var facts = hits.Values.OrderBy(h => SpanOf(h.Row).Length).ThenBy(h => SpanOf(h.Row).Start).ThenBy(h => h.Row.Identity).Select(h => Fact(h.Row, h.Format, [.. h.Rules, .. NotAsked(h.Row, unasked)]));
        var nearest = hits.Count > 0 ? [] : besides.Values.OrderBy(b => SpansOf(b.Row).Min(Distance)).ThenBy(b => b.Row.Identity).Take(MostNearest).Select(b => Fact(b.Row, b.Format, []));
        return new PlaceExplanation(asked, [.. facts], [.. nearest], [.. Figures(ledger, figures).Select(f => new ExplainedFigure(ledger.PlaceOf(f)!.Value, ledger.StateOf(f), ledger.RulesOf(f), ledger.ReasonOf(f)))]);
    }

    // The figures at the place; where there are none, those that the rows there have elsewhere in the file.
    private IEnumerable<int> Figures(Ledger ledger, IEnumerable<int> figures)
    {
        var placed = figures.Where(f => ledger.PlaceOf(f) is not null).ToList();
        var here = placed.Where(f => IsAsked(ledger.PlaceOf(f)!.Value.Span)).ToList();
        return here.Count > 0 ? here : placed.Intersect(hits.Values.SelectMany(h => h.Row.Figures ?? [])).Order();
    }

    private static IEnumerable<ExplainedRule> NotAsked(Row row, IReadOnlyList<(CompiledRule Rule, string Why)> unasked) =>
        unasked.Where(u => u.Rule.Relations.Any(s => s.Name == row.Schema.Name)).Select(u => new ExplainedRule(u.Rule.Rule.Id, [], 0, u.Why));

    private ExplainedFact Fact(Row row, ValueFormat format, IEnumerable<ExplainedRule> rules)
    {
        var columns = row.Schema.Columns;
        var span = SpanOf(row);
        var at = hits.Count == 0 || IsAsked(span) ? -1 : Enumerable.Range(0, columns.Count).First(i => row.Places![i] is { } p && IsHere(p) && IsAsked(p.Span));
        return new ExplainedFact(
            row.Schema.Name, new Place(asked.Source, span),
            [.. row.Values.Select((v, i) => new ExplainedValue(columns[i].Name, v is Value.Missing ? "–" : ConditionOperands.Written(v, columns[i], format)))],
            [.. rules.OrderBy(r => r.Answer).ThenBy(r => r.Rule, StringComparer.Ordinal)]) { Column = at < 0 ? null : columns[at].Name };
    }

    private TextSpan SpanOf(Row row) => row.Place is { } place && IsHere(place) ? place.Span : SpansOf(row).First(s => hits.Count == 0 || IsAsked(s));

    private IEnumerable<TextSpan> SpansOf(Row row)
    {
        if (row.Place is { } whole && IsHere(whole))
        {
            yield return whole.Span;
        }

        foreach (var place in row.Places ?? [])
        {
            if (place is { } part && IsHere(part))
            {
                yield return part.Span;
            }
        }
    }

    private bool IsHere(Place place) => ReferenceEquals(place.Source, asked.Source) || place.Source.Path == asked.Source.Path;

    private bool IsAsked(TextSpan span) => asked.Span.IsEmpty ? span.Start <= asked.Span.Start && asked.Span.Start < span.End : span.Overlaps(asked.Span);

    private bool Touches(TextSpan span) => span.Overlaps(line);

    private int Distance(TextSpan span) => Math.Max(0, Math.Max(span.Start - asked.Span.Start, asked.Span.Start - span.End + 1));

    private static TextSpan LineOf(Place place)
    {
        var number = place.Source.PositionOf(place.Span.Start).Line;
        var start = place.Source.OffsetOf(number, 1);
        return new TextSpan(start, start + place.Source.LineText(number).Length);
    }
}
