using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>
/// Finds rules that can never look at anything, never fail, or always fail. Orders of numbers ask whether they can hold, so <c>x &gt; 10 and x &lt; 5</c>
/// may be true of a vague figure; it is said all the same, since nobody means it.
/// </summary>
internal sealed class Contradictions
{
    private const string Code = "R023";

    private readonly Rule rule;
    private readonly Claims claims;
    private readonly List<Diagnostic> found = [];

    private Contradictions(Rule rule, Claims claims)
    {
        this.rule = rule;
        this.claims = claims;
    }

    private enum Fate
    {
        Open,
        Always,
        Never,
    }

    public static IReadOnlyList<Diagnostic> Of(Rule rule, IReadOnlyDictionary<Expression, Bound> bound, Scope scope)
    {
        var search = new Contradictions(rule, new Claims(rule, bound, scope));
        search.Search();
        return search.found;
    }

    private void Search()
    {
        var groups = rule.With.Select(g => g.Condition).OfType<Expression>().ToList();
        var all = groups.Concat(rule.Where is null ? [] : [rule.Where]).Concat(rule.Lets.Select(l => l.Expression)).Concat(rule.Columns is null ? [rule.Check] : []).SelectMany(e => e.All()).ToList();
        all.OfType<Expression.Comparison>().ToList().ForEach(WithItself);
        all.OfType<Expression.Within>().ToList().ForEach(EmptyRange);
        if (found.Count > 0)
        {
            return;
        }

        // `check: false` is how a rule says that what `where` describes is the fault itself; `true` finds nothing ever.
        if (rule.Columns is null && rule.Check is Expression.Literal { Value: Value.Judgement { IsTrue: true } })
        {
            Report(rule.Check, "this check can never fail", "say in it what must be so");
            return;
        }

        var where = rule.Where is null ? [] : Parts(rule.Where, "and").ToList();
        Together(where, [], "so the rule looks at nothing");
        foreach (var group in rule.With.Where(g => g.Condition is not null))
        {
            Together([.. Parts(group.Condition!, "and")], where, $"so `{group.Name}` never has a row");
        }

        if (found.Count == 0 && rule.Columns is null)
        {
            Check([.. where.SelectMany(w => claims.Of(w))], where);
        }
    }

    private void WithItself(Expression.Comparison comparison)
    {
        if (IsWritten(comparison.Left) && IsWritten(comparison.Right))
        {
            Report(comparison, "both sides are constants, so this says the same for every row", "compare a column with one of them");
        }
        else if (claims.Unfold(comparison.Left).GetType() == claims.Unfold(comparison.Right).GetType() && claims.Constant(comparison.Left) is null && claims.Term(comparison.Left) == claims.Term(comparison.Right))
        {
            var text = Text(comparison.Left);
            Report(comparison, $"`{text}` is compared with itself", comparison.Left is Expression.Column
                ? $"compare it with a column of another row; whether it is there asks `exists({text})`"
                : "compare it with something else");
        }
    }

    // What `params` names may be a switch, so only what stands here in figures counts.
    private bool IsWritten(Expression expression) => claims.Constant(expression) is not null && !expression.All().OfType<Expression.Name>().Any();

    // Bounds that are parameters are none of a switch.
    private Value? Fixed(Expression bound) => claims.Constant(bound) ?? (bound is Expression.Name { Text: var name } && rule.Params.FirstOrDefault(p => p.Name == name) is { } named ? claims.Constant(named.Expression) : null);

    private void EmptyRange(Expression.Within within)
    {
        if (within.High is { } high && Fixed(within.Low) is { } low && Fixed(high) is { } top && Judgements.Order(low, top, "<=", within) is Value.Judgement { IsTrue: false })
        {
            Report(within, $"nothing lies in {Text(within.Low)}..{Text(high)}", $"the smaller end comes first: `{Text(high)}..{Text(within.Low)}`");
        }
    }

    // Conditions that all must hold, each against those before it, what is known of its term, and what holds around them.
    private void Together(List<Expression> conditions, List<Expression> around, string consequence)
    {
        var before = around.SelectMany(a => claims.Of(a)).ToList();
        foreach (var condition in conditions)
        {
            if (FateOf(condition, before, out var because) == Fate.Never)
            {
                Report(condition, because?.Source is null ? $"this can never hold, {consequence}" : $"this can never hold together with another condition, {consequence}", Help(because), because);
                return;
            }

            before.AddRange(claims.Of(condition));
        }
    }

    private void Check(List<Claim> known, List<Expression> where)
    {
        var fate = FateOf(rule.Check, known, out var because);
        if (fate == Fate.Open && where.Find(w => claims.Unfold(w).GetType() == claims.Unfold(rule.Check).GetType() && claims.Term(w) == claims.Term(rule.Check)) is { } repeated)
        {
            (fate, because) = (Fate.Always, new Claim("", repeated, default));
        }

        // Where `where` describes the fault itself, a check that denies it always fails, and is meant to.
        var isOutside = because?.Source is not null && !rule.Check.All().Contains(because.Source, ReferenceEqualityComparer.Instance);
        if (fate == Fate.Never && isOutside)
        {
            fate = FateOf(rule.Check, [], out because);
            isOutside = false;
        }

        if (fate == Fate.Open)
        {
            return;
        }

        var (message, help) = (fate, isOutside) switch
        {
            (Fate.Always, true) => ("this check can never fail, since `where` asks as much already", "`where` says which rows the rule is about, `check` what must be true of them"),
            (Fate.Always, false) => ("this check can never fail", Help(because)),
            _ => ("this check always fails", Help(because)),
        };
        Report(rule.Check, message, help, because);
    }

    // Whether a condition is always or never true, given claims that hold; and the claim that says so.
    private Fate FateOf(Expression condition, IReadOnlyList<Claim> given, out Claim? because)
    {
        because = null;
        var unfolded = claims.Unfold(condition);
        if (unfolded is Expression.Binary { Operator: "and" or "or" } both)
        {
            // All parts must be certain for one fate, a single one decides the other. Parts of `and` hold beside each other, so they may exclude each other.
            var (one, all) = both.Operator == "and" ? (Fate.Never, Fate.Always) : (Fate.Always, Fate.Never);
            var beside = new List<Claim>();
            var isAll = true;
            foreach (var part in Parts(unfolded, both.Operator))
            {
                var fate = FateOf(part, given, out var reason);
                because = reason ?? because;
                if (fate == one)
                {
                    return one;
                }

                var own = both.Operator == "and" ? claims.Of(part) : [];
                if (beside.Find(b => own.Any(b.Excludes)) is { } excluded)
                {
                    because = excluded;
                    return Fate.Never;
                }

                isAll &= fate == all;
                beside.AddRange(own);
            }

            return isAll ? all : Fate.Open;
        }

        if (unfolded is Expression.Unary { Operator: "not" } not && claims.Unfold(not.Operand) is Expression.Binary)
        {
            return FateOf(not.Operand, given, out because) switch { Fate.Always => Fate.Never, Fate.Never => Fate.Always, _ => Fate.Open };
        }

        return FateOf(claims.Of(condition), given, out because);
    }

    private static Fate FateOf(IReadOnlyList<Claim> own, IReadOnlyList<Claim> given, out Claim? because)
    {
        because = null;
        foreach (var claim in own)
        {
            IEnumerable<Claim> known = Claims.Known(claim.Term) is { } k ? given.Append(k) : given;
            if (known.FirstOrDefault(claim.Excludes) is { } against)
            {
                because = against;
                return Fate.Never;
            }

            if (claim.Range is { Low: { } low, High: { } high } && low > high)
            {
                return Fate.Never;
            }
        }

        var support = own.Select(c => (Claims.Known(c.Term) is { } k ? given.Append(k) : given).FirstOrDefault(g => g.Implies(c))).ToList();
        if (own.Count == 0 || support.Contains(null) || own.Any(c => c.IsDenied && c.Value is null))
        {
            return Fate.Open;
        }

        because = support.Find(s => s!.Source is not null) ?? support[0];
        return Fate.Always;
    }

    private static string? Help(Claim? because) => because switch
    {
        null => null,
        { Source: null, Range: { Low: { } low, High: null } } => $"`{because.Term}` is never below {low}",
        { Source: null, Range: { Low: { } low, High: { } high } } => $"`{because.Term}` lies between {low} and {high}",
        { Value: not null } => "a value is only one of the two: write `or`, or leave one out",
        _ => "write `or`, or correct one of the two",
    };

    private IEnumerable<Expression> Parts(Expression expression, string op) =>
        claims.Unfold(expression) is Expression.Binary binary && binary.Operator == op ? Parts(binary.Left, op).Concat(Parts(binary.Right, op)) : [expression];

    private string Text(Expression expression) => rule.Source.TextOf(expression.Span);

    private void Report(Expression at, string message, string? help, Claim? because = null)
    {
        var diagnostic = Diagnostic.At(rule.Source, at.Span, Code, DiagnosticKind.Configuration, message, help);
        found.Add(because?.Source is { } other && other.Span != at.Span
            ? diagnostic with { Related = Diagnostic.At(rule.Source, other.Span, Code, DiagnosticKind.Note, "the other condition") }
            : diagnostic);
    }
}
