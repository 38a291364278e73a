using PropagandaVerify.Facts;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Checks a rule against the relations of a run and turns it into a plan. All errors of a rule are reported, not only the first.</summary>
internal sealed class RuleCompiler
{
    // What comes behind so many mistakes of one rule helps nobody.
    private const int MostMistakes = 20;

    // From here on it pays to wake other threads. The shipped rules are fewer: while they are compiled, the other processor reads a draft.
    private const int Many = 250;

    private readonly Rule rule;
    private readonly Catalog catalog;
    private readonly Scope scope;
    private readonly Binder binder;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly Dictionary<string, (bool IsGroup, int Slot, Schema Schema)> names = new(StringComparer.Ordinal);

    private readonly Limits limits;

    private RuleCompiler(Rule rule, Catalog catalog, ReferenceData reference, Limits limits)
    {
        this.rule = rule;
        this.limits = limits;
        this.catalog = catalog;
        scope = new Scope(reference, rule.Source);
        binder = new Binder(scope);
    }

    public static (CompiledRule? Compiled, IReadOnlyList<Diagnostic> Diagnostics) Compile(Rule rule, Catalog catalog, ReferenceData reference, Limits? limits = null)
    {
        var compiler = new RuleCompiler(rule, catalog, reference, limits ?? Limits.Default);
        var compiled = compiler.Compile();
        return compiler.diagnostics.Count == 0 ? (compiled, []) : (null, compiler.diagnostics);
    }

    /// <summary>Compiles rules, many of them side by side; the results are in the order of the rules.</summary>
    public static IEnumerable<(CompiledRule? Compiled, IReadOnlyList<Diagnostic> Diagnostics)> Compile(IReadOnlyList<Rule> rules, Catalog catalog, ReferenceData reference, Limits limits) =>
        rules.Count < Many
            ? rules.Select(r => Compile(r, catalog, reference, limits))
            : rules.AsParallel().AsOrdered().Select(r => Compile(r, catalog, reference, limits));

    private CompiledRule? Compile()
    {
        foreach (var binding in rule.For)
        {
            Declare(binding.Name, binding.NameSpan, binding.Relation, binding.RelationSpan, isGroup: false);
        }

        foreach (var group in rule.With)
        {
            Declare(group.Name, group.NameSpan, group.Relation.Text, group.Relation.Span, isGroup: true);
        }

        // Columns of an unknown relation would only repeat the first complaint.
        if (diagnostics.Count > 0)
        {
            return null;
        }

        foreach (var parameter in rule.Params)
        {
            if (IsFree(parameter) && Attempt(() => binder.Bind(parameter.Expression)) is { } constant)
            {
                // What is reckoned is reckoned once a tuple, however often it is named.
                if (constant.Source is Expression.Literal)
                {
                    scope.AddConstant(parameter.Name, constant);
                }
                else
                {
                    scope.AddLet(parameter.Name, constant);
                }
            }
            else
            {
                scope.AddBroken(parameter.Name);
            }
        }

        var with = rule.With.Select((g, slot) => Attempt(() => Group(g, slot))).ToList();
        foreach (var let in rule.Lets)
        {
            if (IsFree(let) && Attempt(() => binder.Bind(let.Expression)) is { } bound)
            {
                scope.AddLet(let.Name, bound);
            }
            else
            {
                scope.AddBroken(let.Name);
            }
        }

        var conjuncts = (rule.Where is null ? [] : Conjuncts(rule.Where)).Select(c => Attempt(() => binder.Truth(c, "a condition"))).OfType<Bound>().ToList();
        var columns = rule.Columns?.Select(c => Attempt(() => Column(c))).OfType<Bound>().ToList();
        var check = columns is not null ? Always : Attempt(() => binder.Truth(rule.Check, "`check`"));
        foreach (var mark in rule.Marks)
        {
            Attempt(() => Marked(mark));
        }

        var repairs = rule.Repairs.Select(r => Attempt(() => Use(r, "repair"))).OfType<FigureUse>().ToList();
        var blocks = rule.Blocks.Select(b => Attempt(() => Use(b, "blocks"))).OfType<FigureUse>().ToList();

        foreach (var expression in rule.Messages.Values.SelectMany(m => m.Parts).Select(p => p.Expression).OfType<Expression>())
        {
            Attempt(() => BindOfMember(expression));
        }

        if (diagnostics.Count > 0 || check is null)
        {
            return null;
        }

        var (access, late) = Joins(conjuncts);
        diagnostics.AddRange(Contradictions.Of(rule, binder.All, scope));
        var (tuples, excess) = CostEstimate.Of(rule, access, [.. with.OfType<Access>()], catalog, limits);
        diagnostics.AddRange(diagnostics.Count == 0 ? excess : []);
        var isOfDraft = names.Values.Any(n => n.Schema.IsOfDraft) || binder.All.Keys.OfType<Expression.Column>().Any(c => c.Owner.Text == DraftSchemas.Document.Name);
        return new CompiledRule
        {
            Rule = rule,
            For = access,
            With = [.. with.OfType<Access>()],
            Conditions = late,
            Check = check,
            Tuples = (long)Math.Min(tuples, limits.MaxDerivedRows),
            LetCount = scope.LetCount,
            Bound = binder.All,
            Names = names,
            Figures = UsesOf(rule.Lets.Select(l => l.Expression).Concat(rule.Columns?.Select(c => c.Expression) ?? [rule.Check]).SelectMany(e => e.All())),
            Reads = UsesOf(binder.All.Keys),
            Blocks = blocks,
            Repairs = repairs,
            Derived = columns is null ? null : (SchemaOf(columns, isOfDraft), columns),
            IsOfDraft = isOfDraft,
        };
    }

    private static Bound Always { get; } = new(new Expression.Name(default, "true"), FactType.Truth, _ => Value.True, NameSet.None);

    private Bound Column(Named column)
    {
        var first = rule.Columns!.First(c => c.Name == column.Name);
        return ReferenceEquals(first, column)
            ? binder.Bind(column.Expression)
            : throw new RuleError("R018", column.NameSpan, $"the column `{column.Name}` stands twice", "choose another name");
    }

    private Schema SchemaOf(List<Bound> columns, bool isOfDraft) => new(
        rule.Id, rule.Titles.GetValueOrDefault("en") ?? $"Derived in {rule.Source.Path}.",
        [.. columns.Select((c, i) => new Column(rule.Columns![i].Name, c.Type, ExpressionText.Of(c.Source)))], isOfDraft);

    private string OwnRelations() =>
        string.Join(", ", catalog.Names.Except(DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference).Select(s => s.Name)).Order(StringComparer.Ordinal)) is { Length: > 0 } names ? $"tables and derivations: {names}; " : "";

    private void Declare(string name, TextSpan nameSpan, string relation, TextSpan relationSpan, bool isGroup)
    {
        if (catalog[relation] is not { } schema)
        {
            var near = Spelling.Nearest(relation, catalog.Names);
            Report(new RuleError("R012", relationSpan, $"unknown relation `{relation}`", relation.Contains(' ') ? "a relation is one word; conditions on its rows stand below, under `where:`"
                : near is not null ? $"did you mean `{near}`?" : $"{OwnRelations()}`datasets:` adds one, and `pverify facts DRAFT` shows those of a draft"));
        }
        else if (scope.IsTaken(name))
        {
            Report(Taken(name, nameSpan));
        }
        else if (isGroup)
        {
            names.Add(name, (true, scope.GroupCount, schema));
            scope.AddGroup(name, schema);
        }
        else
        {
            names.Add(name, (false, scope.RowCount, schema));
            scope.AddRow(name, schema);
        }
    }

    private RuleError Taken(string name, TextSpan span)
    {
        var first = rule.For.Select(b => (b.Name, b.NameSpan)).Concat(rule.With.Select(g => (g.Name, g.NameSpan))).Concat(rule.Params.Concat(rule.Lets).Select(n => (n.Name, n.NameSpan))).First(n => n.Name == name).NameSpan;
        return new RuleError("R018", span, $"the name `{name}` stands for something else already", "choose another name", (first, "the first one"));
    }

    private bool IsFree(Named named)
    {
        if (scope.IsTaken(named.Name))
        {
            Report(Taken(named.Name, named.NameSpan));
        }

        return !scope.IsTaken(named.Name);
    }

    private Access Group(GroupBinding group, int slot)
    {
        scope.Member = group.Name;
        try
        {
            var conjuncts = (group.Condition is null ? [] : Conjuncts(group.Condition)).ToLookup(c => PreviousIn(c) is not null);
            var access = Split(names[group.Name].Schema, slot, group.Name, conjuncts[false].Select(c => binder.Truth(c, "a condition")).ToList());
            var self = NameSet.Of(isGroup: true, slot);
            var previous = conjuncts[true].Select(c => Previous((Expression.Comparison)c, self)).ToList();
            return previous.Count > 1
                ? throw new RuleError("R020", conjuncts[true].Last().Span, "a group has one `previous`", "make a second group for another order")
                : access with { FiltersRowsAlone = access.Filters.All(f => self.Covers(f.Uses)), Previous = previous.Count > 0 ? previous[0] : null };
        }
        finally
        {
            scope.Member = null;
        }
    }

    private static Expression.Call? PreviousIn(Expression condition) => condition is Expression.Comparison { Operator: "=", Tolerance: null } equality
        ? new[] { equality.Left, equality.Right }.OfType<Expression.Call>().FirstOrDefault(c => c.Function == FunctionBinder.Previous) : null;

    // `before.date = previous(row.date)`: what the rows of the group have, and what theirs must lie next below.
    private (Bound Inner, Bound Outer) Previous(Expression.Comparison equality, NameSet self)
    {
        var call = PreviousIn(equality)!;
        if (call.Arguments.Count != 1 || call.Named.Count > 0)
        {
            throw new RuleError("R016", call.Span, $"`{call.Function}` takes one value, not {call.Arguments.Count}", FunctionBinder.PreviousForm);
        }

        var (inner, outer) = binder.Both(() => binder.Bind(ReferenceEquals(equality.Left, call) ? equality.Right : equality.Left), () => binder.Bind(call.Arguments[0]));
        if (inner.Uses != self || outer.Uses.Meets(self))
        {
            throw new RuleError("R020", equality.Span, $"`{call.Function}` compares the rows of the group with another row", FunctionBinder.PreviousForm);
        }

        return inner.Type == outer.Type && inner.Type is FactType.Quantity or FactType.Share or FactType.Date
            ? (inner, outer)
            : throw new RuleError("R015", call.Arguments[0].Span, $"`{call.Function}` goes along numbers or dates, these are {Binder.Words(inner.Type)} and {Binder.Words(outer.Type)}", "a column of a dataset becomes a date with `type: date`, a number with `type: number`");
    }

    // Equalities between a row of the relation and what is bound already become the hash key.
    private Access Split(Schema schema, int slot, string name, IEnumerable<Bound> conjuncts)
    {
        var inner = new List<Bound>();
        var outer = new List<Bound>();
        var filters = new List<Bound>();
        var self = NameSet.Of(names[name].IsGroup, slot);
        foreach (var conjunct in conjuncts)
        {
            if (conjunct.Source is Expression.Comparison { Operator: "=", Tolerance: null } equality && SidesOf(equality) is var (left, right))
            {
                var own = left.Uses == self && !right.Uses.Meets(self) ? left : right.Uses == self && !left.Uses.Meets(self) ? right : null;
                if (own is { Type: not FactType.Row })
                {
                    inner.Add(own);
                    outer.Add(own == left ? right : left);
                    continue;
                }
            }

            filters.Add(conjunct);
        }

        return new Access(schema, slot, inner, outer, filters);
    }

    // A symbol such as `reported` is bound on the spot and is in no table; such an equality stays a filter.
    private (Bound Left, Bound Right)? SidesOf(Expression.Comparison equality) =>
        binder.All.TryGetValue(equality.Left, out var left) && binder.All.TryGetValue(equality.Right, out var right) ? (left, right) : null;

    private (List<Access> For, List<Bound> Late) Joins(List<Bound> conjuncts)
    {
        var early = conjuncts.Where(c => !c.Uses.HasGroups).ToList();
        var access = new List<Access>();
        var bound = NameSet.None;
        foreach (var binding in rule.For)
        {
            bound |= NameSet.Of(isGroup: false, access.Count);
            var ready = early.FindAll(c => bound.Covers(c.Uses));
            early.RemoveAll(ready.Contains);
            access.Add(Split(names[binding.Name].Schema, access.Count, binding.Name, ready));
        }

        return (access, [.. conjuncts.Where(c => c.Uses.HasGroups)]);
    }

    private static IEnumerable<Expression> Conjuncts(Expression expression) =>
        expression is Expression.Binary { Operator: "and" } and ? Conjuncts(and.Left).Concat(Conjuncts(and.Right)) : [expression];

    private Bound Marked(Expression mark) => mark switch
    {
        Expression.Name name when names.ContainsKey(name.Text) => new Bound(name, FactType.Row, _ => Value.True, NameSet.None),
        Expression.Name name => throw new RuleError("R011", name.Span, $"unknown name `{name.Text}`", Spelling.Nearest(name.Text, names.Keys) is { } near ? $"did you mean `{near}`?" : $"`mark` lists names of `for` and `with`, or their columns: {string.Join(", ", names.Keys)}"),
        Expression.Column => BindOfMember(mark),
        _ => throw new RuleError("R015", mark.Span, "`mark` lists rows or columns, not reckoning", "write `mark: [total, parts]`"),
    };

    // `repair` and `blocks` name columns, since a whole row cannot be corrected or doubted.
    private FigureUse Use(Expression column, string key)
    {
        if (column is not Expression.Column { Owner.Text: var owner } named || !names.TryGetValue(owner, out var name))
        {
            var (row, schema) = column is Expression.Name bare && names.TryGetValue(bare.Text, out var known) ? (bare.Text, known.Schema) : (rule.For[0].Name, names[rule.For[0].Name].Schema);
            var number = schema.Columns.FirstOrDefault(c => c.Type == FactType.Quantity) ?? schema.Columns[0];
            throw new RuleError("R015", column.Span, $"`{key}` lists columns of `for` and `with`", $"write `{key}: [{row}.{number.Name}]`");
        }

        BindOfMember(column);
        return new FigureUse(name.IsGroup, name.Slot, name.Schema.IndexOf(named.Path));
    }

    // In messages, marks and repairs a column of a group stands for the values of all its rows.
    private Bound BindOfMember(Expression expression)
    {
        scope.Member = expression is Expression.Column { Owner.Text: var owner } && names.TryGetValue(owner, out var name) && name.IsGroup ? owner : null;
        try
        {
            return binder.Bind(expression);
        }
        finally
        {
            scope.Member = null;
        }
    }

    private List<FigureUse> UsesOf(IEnumerable<Expression> expressions)
    {
        var uses = new List<FigureUse>();
        foreach (var expression in expressions)
        {
            if (expression is Expression.Column column && names.TryGetValue(column.Owner.Text, out var name) && name.Schema.IndexOf(column.Path) is var at and >= 0
                && new FigureUse(name.IsGroup, name.Slot, at) is var use && !uses.Contains(use))
            {
                uses.Add(use);
            }
        }

        return uses;
    }

    private T? Attempt<T>(Func<T> attempt)
        where T : class
    {
        try
        {
            return attempt();
        }
        catch (RuleError e)
        {
            scope.Member = null;
            foreach (var error in binder.Further.Append(e).OrderBy(x => x.Span.Start))
            {
                Report(error);
            }

            binder.Further.Clear();
            return null;
        }
    }

    private void Report(RuleError e)
    {
        if (e.Code != RuleError.Told && diagnostics.Count < MostMistakes)
        {
            var diagnostic = Diagnostic.At(rule.Source, e.Span, e.Code, DiagnosticKind.Configuration, e.Message, e.Help);
            diagnostic = e.Related is var (span, note) ? diagnostic with { Related = Diagnostic.At(rule.Source, span, e.Code, DiagnosticKind.Note, note) } : diagnostic;
            if (!diagnostics.Contains(diagnostic))
            {
                diagnostics.Add(diagnostic);
            }
        }
    }
}
