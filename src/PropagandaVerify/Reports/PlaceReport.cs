using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>Writes what stands at a place and why each rule did or did not fire there.</summary>
public sealed class PlaceReport(TextWriter output, bool color)
{
    private const int MostColumns = 12;
    private const string Indent = "                 ";

    private Source? asked;

    public void Write(PlaceExplanation explanation)
    {
        asked = explanation.Place.Source;
        if (explanation.Place.Span.IsEmpty)
        {
            new TextReport(output, color).WritePlace(explanation.Place, null);
        }
        else
        {
            output.WriteLine($"  --> {Printable(explanation.Place.Source.Path)}:{explanation.Place.Source.PositionOf(explanation.Place.Span.Start).Line}");
        }

        output.WriteLine();
        if (explanation.Facts.Count == 0)
        {
            output.WriteLine($"no fact stands here{(explanation.Nearest.Count == 0 ? ", nor elsewhere on this line" : "; the nearest on this line:")}");
        }

        foreach (var fact in explanation.Nearest)
        {
            output.WriteLine(Head(fact));
        }

        // What no rule reads would only stand in the way of what is asked about.
        foreach (var fact in explanation.Facts.OrderBy(f => f.Rules.Count == 0))
        {
            Write(fact);
        }

        foreach (var figure in explanation.Figures)
        {
            output.WriteLine($"figure {At(figure.Place)} {Quoted(figure.Place)}: {(figure.State == FigureState.Checked ? $"checked by {string.Join(", ", figure.Rules)}" : $"unchecked, {Printable(figure.Reason)}")}");
        }

        if (explanation.Facts.Count > 0 && explanation.Figures.Count == 0)
        {
            output.WriteLine("no figure of the ledger stands here");
        }
    }

    private void Write(ExplainedFact fact)
    {
        if (fact.Rules.Count == 0)
        {
            output.WriteLine($"{Head(fact)}: no rule reads it");
            output.WriteLine();
            return;
        }

        output.WriteLine(Head(fact));
        var columns = fact.Values.Where(v => v.Value != "–").ToList();
        var empty = fact.Values.Where(v => v.Value == "–").Select(v => v.Name).ToList();
        output.WriteLine($"  {Pairs(columns.Take(MostColumns), ", ")}{(columns.Count > MostColumns ? $", and {columns.Count - MostColumns} more columns" : "")}{(empty.Count > 0 ? $"; nothing for {string.Join(", ", empty.Take(MostColumns))}" : "")}");
        foreach (var rule in fact.Rules)
        {
            Write(rule);
        }

        output.WriteLine();
    }

    private void Write(ExplainedRule rule)
    {
        foreach (var tuple in rule.Tuples)
        {
            Write(rule.Rule, tuple);
        }

        if (rule.Others > 0)
        {
            output.WriteLine($"{Indent}and {rule.Others} more, none nearer to a finding");
        }

        if (rule.Trouble is not null)
        {
            output.WriteLine(rule.Tuples.Count == 0 ? $"  {"not asked",-15}{rule.Rule}: {Printable(rule.Trouble)}" : $"{Indent}not all were looked at: {Printable(rule.Trouble)}");
        }
    }

    private void Write(string rule, ExplainedTuple tuple)
    {
        var role = tuple.IsMember ? $"in `{tuple.Role}`" : $"as `{tuple.Role}`";
        var partners = tuple.Partners.Count == 0 ? "" : $", with {string.Join(", ", tuple.Partners.Select(p => $"`{p.Note}` {At(p.Place)} {Quoted(p.Place)}"))}";
        var head = $"  {Paint(tuple.Answer, $"{Word(tuple),-15}")}{rule} {role}{partners}";
        switch (tuple.Answer)
        {
            case Answer.Fired:
                output.WriteLine($"{head}: {tuple.Severity.ToString()!.ToLowerInvariant()}, {Name(tuple.Verdict!.Value)}");
                output.WriteLine($"{Indent}{Printable(tuple.Message!)}");
                break;
            case Answer.Undecided:
                output.WriteLine($"{head}: {Printable(tuple.Why ?? "an operand is missing")}");
                break;
            case Answer.LeftOut:
                output.WriteLine($"{head}: `{Printable(tuple.Condition!)}` {(tuple.IsOpen ? "cannot be decided" : "is false")}");
                break;
            case Answer.Unjoined:
                output.WriteLine($"{head}: {tuple.Relation} has {(tuple.Condition is null ? "no rows" : $"no row with `{Printable(tuple.Condition)}`")}");
                break;
            default:
                output.WriteLine($"{head}{(tuple.Condition is null ? "" : $": `{Printable(tuple.Condition)}`")}");
                break;
        }

        foreach (var step in tuple.Steps)
        {
            output.WriteLine($"{Indent}= {Printable(step)}");
        }

        var operands = tuple.Operands.Where(o => o.Name != tuple.Condition).ToList();
        if (operands.Count > 0 && tuple.Answer is not Answer.Fired)
        {
            output.WriteLine($"{Indent}{Pairs(operands, "; ")}");
        }
    }

    private static string Word(ExplainedTuple tuple) => tuple.Answer switch
    {
        Answer.Fired => "fired",
        Answer.Undecided => "undecided",
        Answer.Holds => tuple.Verdict == Verdict.Display ? "holds, rounded" : "holds",
        Answer.Derived => "derived",
        Answer.LeftOut => "not looked at",
        _ => "no partner",
    };

    private static string Name(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private string Head(ExplainedFact fact) => $"{fact.Relation} {At(fact.Place)} {Quoted(fact.Place)}{(fact.Column is null ? "" : $", whose `{fact.Column}` stands here")}";

    private static string Pairs(IEnumerable<ExplainedValue> values, string between) => string.Join(between, values.Select(v => Printable(TextReport.Shortened($"{v.Name}: {v.Value}"))));

    private static string Quoted(Place place) => $"« {Printable(TextReport.Shortened(place.Text))} »";

    // Most places are in the file that is asked about, which need not be named again.
    private string At(Place place) => place.Source.Path == asked!.Path ? place.Where : Printable(place.Located);

    private string Paint(Answer answer, string text) => color ? $"\u001b[{(answer switch { Answer.Fired => "1;31", Answer.Undecided => "1;33", _ => "1;36" })}m{text}\u001b[0m" : text;
}
