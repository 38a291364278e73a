using System.Globalization;
using System.Text;
using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Repairs;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>Turns the outcomes of a rule into findings: severity, message, places, working, repairs.</summary>
internal sealed class FindingBuilder(Func<string, ValueFormat> formats, string language, string draftLanguage, Diagnosis diagnosis, int firstGroup)
{
    public Finding Finding(Outcome outcome)
    {
        var rule = outcome.Rule.Rule;
        var (words, template) = Message(rule);
        var format = formats(words);
        var places = Places(outcome).ToList();
        var place = places.Count > 0 ? places[0].Place : new Place(rule.Source, rule.IdSpan);
        return new Finding
        {
            Rule = rule.Id,
            Severity = SeverityOf(rule.Severity, outcome),
            Verdict = outcome.Verdict,
            Message = Written(template, outcome, format),
            Language = words,
            Place = place,
            Related = [.. places.Skip(1).Where(p => p.Place != place)],
            Working = new WorkingBuilder(outcome, format).Build(),
            Repairs = new RepairWriter(format, formats(draftLanguage)).Written(diagnosis.CorrectionsOf(outcome), diagnosis.CulpritOf(outcome)?.Failing.Count ?? 1),
            Culprit = Shared(outcome, format),
            Row = RowKey.Of(outcome),
            Rows = [.. outcome.Frame.Rows.Where(r => r is { Schema.IsOfDraft: false, Place: not null })],
            Groups = [.. outcome.Frame.Groups.Zip(outcome.Rule.With, (g, a) => new GatheredRows(a.Schema.Name, g.Rows, g.Count))],
        };
    }

    /// <summary>An outcome in words, without places and repairs.</summary>
    public (Severity Severity, string Message, IReadOnlyList<string> Steps) Told(Outcome outcome)
    {
        var (words, template) = Message(outcome.Rule.Rule);
        var format = formats(words);
        var isFailure = outcome.Verdict.Fails();
        return (SeverityOf(outcome.Rule.Rule.Severity, outcome), isFailure ? Written(template, outcome, format) : "", isFailure || outcome.Judgement is not null ? new WorkingBuilder(outcome, format).Build().Steps : []);
    }

    public Checked Checked(Outcome outcome)
    {
        var format = formats(Message(outcome.Rule.Rule).Language);
        var places = Places(outcome).ToList();
        var steps = outcome.Judgement is null ? [] : new WorkingBuilder(outcome, format).Build().Steps;
        return new Checked(outcome.Rule.Rule.Id, outcome.Verdict, places.Count > 0 ? places[0].Place : null, steps, outcome.Why) { Row = RowKey.Of(outcome) };
    }

    private SharedCulprit? Shared(Outcome outcome, ValueFormat format)
    {
        if (diagnosis.CulpritOf(outcome) is not { } culprit)
        {
            return null;
        }

        var words = string.Join(", ", culprit.Places.Select(p => $"{format.Phrase("quoted", p.Text)} ({p.Where})"));
        var note = format.Phrase(culprit.Places.Count == 1 ? "culprit" : "culprits", words).Replace("{1}", culprit.Failing.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return new SharedCulprit(firstGroup + culprit.Number, culprit.Failing.Count, culprit.Places, note, format.Phrase("same_culprit", words));
    }

    // What rounding could explain is never more than a warning.
    private static Severity SeverityOf(Severity severity, Outcome outcome) => outcome.Verdict switch
    {
        Verdict.Improbable when IsHedged(outcome.Judgement?.Left) || IsHedged(outcome.Judgement?.Right) => Severity.Info,
        Verdict.Edge or Verdict.Precision or Verdict.Improbable => severity == Severity.Info ? Severity.Info : Severity.Warning,
        _ => severity,
    };

    private static bool IsHedged(Value? side) => side is Value.Number { Quantity.Hedged: true };

    private (string Language, MessageTemplate Template) Message(Rule rule) =>
        rule.Messages.TryGetValue(language, out var own) ? (language, own)
        : rule.Messages.TryGetValue("en", out var english) ? ("en", english)
        : rule.Messages.Select(m => (m.Key, m.Value)).First();

    private static string Written(MessageTemplate template, Outcome outcome, ValueFormat format)
    {
        var text = new StringBuilder();
        foreach (var (fixedText, expression) in template.Parts)
        {
            text.Append(expression is null ? fixedText : Value(expression, outcome, format));
        }

        return text.ToString();
    }

    private static bool IsLabel(Rule rule, Expression expression) =>
        rule.Labels.Any(l => ReferenceEquals(l, expression) || (l is Expression.Column a && expression is Expression.Column b && (a.Owner.Text, a.Path) == (b.Owner.Text, b.Path)));

    private static string Value(Expression expression, Outcome outcome, ValueFormat format)
    {
        if (expression is Expression.Column column && outcome.Rule.Names.TryGetValue(column.Owner.Text, out var name) && name.IsGroup)
        {
            var at = name.Schema.IndexOf(column.Path);
            return string.Join(" / ", outcome.Frame.Groups[name.Slot].Rows.Select(r => format.Of(r.Values[at])).Distinct().Take(6));
        }

        try
        {
            var value = outcome.Rule.Bound[expression].Run(outcome.Frame);
            return IsLabel(outcome.Rule.Rule, expression) ? format.Label(value) : format.Of(value);
        }
        catch (OverflowException)
        {
            return "?";
        }
    }

    // Of a group of thousands a report points at the first.
    private const int MostMarked = 100;

    // The marks of the rule in their order; without marks, the rows of `for`.
    private static IEnumerable<RelatedPlace> Places(Outcome outcome)
    {
        var marks = outcome.Rule.Rule.Marks;
        var names = marks.Count > 0 ? marks : [.. outcome.Rule.Rule.For.Select(b => new Expression.Name(b.NameSpan, b.Name))];
        foreach (var mark in names)
        {
            var (owner, path) = mark is Expression.Column c ? (c.Owner.Text, c.Path) : (((Expression.Name)mark).Text, null);
            var name = outcome.Rule.Names[owner];
            var column = path is null ? -1 : name.Schema.IndexOf(path);
            var rows = name.IsGroup ? outcome.Frame.Groups[name.Slot].Rows : [outcome.Frame.Rows[name.Slot]];
            foreach (var row in rows.Take(MostMarked))
            {
                if ((column < 0 ? row.Place : row.PlaceOf(column)) is { } place)
                {
                    yield return new RelatedPlace(place, owner);
                }
            }
        }
    }
}
