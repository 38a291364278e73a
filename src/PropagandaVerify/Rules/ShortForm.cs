using System.Globalization;
using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>One core rule that a short form stands for. The first carries the rule's own words; those behind it look for keys that one side lacks.</summary>
/// <param name="Part">Which part of the form it is; its title and message stand under this name in rules/forms.yaml.</param>
internal sealed record LoweredRule(string Part)
{
    public required IReadOnlyList<Binding> For { get; init; }

    public IReadOnlyList<GroupBinding> With { get; init; } = [];

    public IReadOnlyList<Named> Lets { get; init; } = [];

    public Expression? Where { get; init; }

    public required Expression Check { get; init; }

    public IReadOnlyList<Expression> Marks { get; init; } = [];

    public IReadOnlyList<Expression> Repairs { get; init; } = [];

    /// <summary>What the words in braces of its message stand for, beside expressions.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(string Text, Expression? Expression)>> Words { get; init; } = new Dictionary<string, IReadOnlyList<(string, Expression?)>>();

    /// <summary>Its severity where that is not the rule's.</summary>
    public Severity? Severity { get; init; }
}

/// <summary>A relation that a short form derives for its own rules.</summary>
internal sealed record LoweredDerivation(string Name, IReadOnlyList<Binding> For, IReadOnlyList<GroupBinding> With, Expression? Where, IReadOnlyList<Named> Columns);

/// <summary>A relation, perhaps one column of it, and the condition on its rows: <c>regions.cases where level = 2</c>.</summary>
internal sealed record FormSide(Expression.Name Relation, Expression.Column? Column, Expression? Condition);

/// <summary>
/// A short form in a rule: its keys, read with their places, and the pieces from which core rules are put together. A key that is wrong is told once, and something stands in for it, so
/// that all mistakes of a form are told at once; the rule is given up afterwards.
/// </summary>
/// <param name="isWhole">Whether a key that is not there is missing; where another is misspelt, it may be that one.</param>
internal sealed class ShortForm(RuleFileReader file, RuleReader reader, TextSpan span, string called, YamlNode.Mapping map, KeyTable table, string id, bool isWhole)
{
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);

    public string Name => called;

    /// <summary>The columns that name a row of a dataset declared in the same file; empty where none are known.</summary>
    public IReadOnlyList<string> DeclaredKey(string relation) => file.KeyOf(relation);

    /// <summary>A name for a relation that this rule alone derives.</summary>
    public string Derived(string what) => $"{id.Replace('-', '_')}_{what}";

    public bool Has(string key) => map[key] is not null;

    // Stands in for what was told already.
    private Expression.Name Nothing => new(span, Name);

    private IReadOnlyList<FormKey> NoKeys => [new FormKey(Name, span, Nothing)];

    /// <summary>Reports a mistake at a key of the form, or at the form, unless it may follow from one that was told.</summary>
    public void Tell(string? key, string code, string message, string? help)
    {
        if (key is null ? broken.Count == 0 : broken.Add(key))
        {
            file.Report(key is not null && map[key] is { } node ? node.Span : span, code, message, help);
        }
    }

    /// <summary>The same where nothing can be read on.</summary>
    public RuleError Wrong(string? key, string code, string message, string? help)
    {
        Tell(key, code, message, help);
        return new RuleError(RuleError.Told, span, message);
    }

    /// <summary>One of some words, or null where the key is left out.</summary>
    public string? Word(string key) => map[key] is null ? null : file.OneOf(map[key], (KeyShape.Choice)Key(key).Shape);

    /// <summary>One of some words, of which one must be there; the help says what they mean.</summary>
    public string? Word(string key, string help)
    {
        if (map[key] is null && isWhole)
        {
            Tell(key, "R002", $"`{Name}` has no `{key}`", help);
        }

        return Word(key);
    }

    public Severity? SeverityOf(string key) => file.SeverityOf(map[key]);

    /// <summary>A mapping inside the form, as a form of its own.</summary>
    public ShortForm? Inner(string key)
    {
        var keys = ((KeyShape.Keyed)Key(key).Shape).Table;
        if (map[key] is null)
        {
            return null;
        }

        if (map[key] is not YamlNode.Mapping inner)
        {
            Tell(key, "R001", $"`{key}` is a mapping with {string.Join(", ", keys.Names)}, not {map[key]!.Shape}", $"write `{key}: {{{keys.Keys[0].Name}: …}}`");
            return Empty(key, keys);
        }

        var before = file.Mistakes;
        file.OnlyKeys(inner, keys);
        return new ShortForm(file, reader, map.Entries.First(e => e.Key.Value == key).Key.Span, key, inner, keys, id, isWhole: file.Mistakes == before);
    }

    /// <summary>A mapping that must be there.</summary>
    public ShortForm Inner(string key, string help)
    {
        if (Inner(key) is { } inner)
        {
            return inner;
        }

        Tell(key, "R002", $"`{Name}` has no `{key}`", help);
        return Empty(key, ((KeyShape.Keyed)Key(key).Shape).Table);
    }

    private ShortForm Empty(string key, KeyTable keys) => new(file, reader, span, key, new YamlNode.Mapping(span, []), keys, id, isWhole: false);

    /// <summary>A relation, perhaps with a condition on its rows.</summary>
    public FormSide Relation(string key)
    {
        if (map[key] is YamlNode.Scalar { Value: var written } && written.Split(" where ")[0].Trim() is var path && path.Split('.') is [{ Length: > 0 } relation, { Length: > 0 }] && !path.Contains(' ', StringComparison.Ordinal))
        {
            Tell(key, "R010", $"`{key}` is a relation, not a column of it", $"write `{key}: {relation}`");
            return new FormSide(Nothing, null, null);
        }

        var (side, condition) = Parsed(key, s => ExpressionParser.ParseGroup(s.Value, s.Place, file.Limits), (Nothing, null));
        return new FormSide(side, null, condition);
    }

    /// <summary>A column of a relation, perhaps with a condition on its rows.</summary>
    public FormSide Side(string key)
    {
        var (side, condition) = Parsed(key, s => ExpressionParser.ParseSide(s.Value, s.Place, file.Limits), (Nothing, null));
        if (side is Expression.Column column)
        {
            return new FormSide(column.Owner, column, condition);
        }

        Tell(key, "R001", $"`{key}` names a column of a relation", side is Expression.Name bare ? $"write `{key}: {bare.Text}.COLUMN`" : $"write `{key}: regions.cases`");
        return new FormSide(Nothing, (Expression.Column)Column(Name, Name, span), null);
    }

    /// <summary>An expression over the columns of one row, which it names bare.</summary>
    public Expression Over(string key, string row) => Parsed(key, s => ExpressionParser.Parse(s.Value, s.Place, file.Limits), Nothing) switch
    {
        // A text alone says nothing of a row: it is the column of that name, whose header is no word.
        Expression.Literal { Value: Value.Text { Content: var header } } quoted => Column(row, header, quoted.Span),
        var parsed => Qualified(parsed, row),
    };

    /// <summary>The same where every text in quotes is a column, since texts are not reckoned with.</summary>
    public Expression Reckoned(string key, string row) => Qualified(
        Parsed(key, s => ExpressionParser.Parse(s.Value, s.Place, file.Limits), Nothing).Map(e => e is Expression.Literal { Value: Value.Text { Content: var header } } quoted ? new Expression.Name(quoted.Span, header) : null), row);

    public Expression? OverIfAny(string key, string row) => Has(key) ? Over(key, row) : null;

    /// <summary>How far two values may lie apart; null unless said.</summary>
    public Expression? Tolerance(string key, string row)
    {
        if (map[key] is YamlNode.Scalar { Value: var written } && written.Trim().Split(' ', 2) is [var amount, var unit] && decimal.TryParse(amount, CultureInfo.InvariantCulture, out _) && unit.All(char.IsLetter))
        {
            Tell(key, "R010", $"`{key}` takes no unit", $"write `{key}: {amount}`, which counts in the unit of the values, or a share such as `{key}: 2 %`");
            return null;
        }

        var tolerance = OverIfAny(key, row);
        if (tolerance is Expression.Unary { Operator: "-" })
        {
            Tell(key, "R015", $"`{key}` is never below zero: nothing would agree", $"write `{key}: {Text(key).Trim().TrimStart('-').TrimStart()}`, which reaches to both sides");
        }

        return tolerance;
    }

    /// <summary>That a value lies within bounds such as <c>0..100</c>.</summary>
    public Expression.Within Within(string key, Expression value, string row)
    {
        if (map[key] is YamlNode.Scalar { Value: var bounds } && bounds.Trim() is var written)
        {
            if (written.Contains("...", StringComparison.Ordinal))
            {
                Tell(key, "R010", $"two dots stand between the bounds of `{key}`", $"write `{key}: {written.Replace("...", "..", StringComparison.Ordinal)}`");
            }
            else if (written.StartsWith("..", StringComparison.Ordinal) || written.EndsWith("..", StringComparison.Ordinal))
            {
                Tell(key, "R010", $"`{key}` has two bounds", $"one bound alone goes into `order`: `check: {(Has("value") ? Text("value") : "value")} {(written[0] == '.' ? "<=" : ">=")} {written.Replace("..", "", StringComparison.Ordinal)}`");
            }
            else if (!written.Contains("..", StringComparison.Ordinal))
            {
                Tell(key, "R010", $"`{key}` has two bounds", $"write `{key}: 0..100`");
            }
        }

        var (low, high) = Parsed(key, s => ExpressionParser.ParseRange(s.Value, s.Place, file.Limits), (Nothing, Nothing));
        return new Expression.Within(map[key]?.Span ?? span, value, Qualified(low, row), Qualified(high, row));
    }

    /// <summary>A plain text.</summary>
    public string Text(string key)
    {
        if (map[key] is YamlNode.Scalar text)
        {
            return text.Value;
        }

        Missing(key);
        return "";
    }

    /// <summary>Columns by which two relations are matched: a list where both call them the same, else a mapping of the names of the one to expressions over the other.</summary>
    public IReadOnlyList<FormKey> Keys(string key)
    {
        switch (map[key])
        {
            case YamlNode.Sequence or YamlNode.Scalar:
                return Columns(key);
            case YamlNode.Mapping { Entries.Count: > 0 } pairs:
                return [.. pairs.Entries.Select(e => new FormKey(e.Key.Value, e.Key.Span, Parsed(key, e.Value, x => ExpressionParser.Parse(x.Value, x.Place, file.Limits), Nothing)))];
            case YamlNode.Mapping:
                NoColumn(key);
                return NoKeys;
            default:
                Missing(key);
                return NoKeys;
        }
    }

    public bool IsEmptyList(string key) => map[key] is YamlNode.Sequence { Items.Count: 0 };

    /// <summary>Columns of one relation: one, or a list.</summary>
    public IReadOnlyList<FormKey> Columns(string key)
    {
        switch (map[key])
        {
            case YamlNode.Scalar one:
                return [.. Same(key, one)];
            case YamlNode.Sequence { Items.Count: > 0 } list:
                return [.. list.Items.SelectMany(i => Same(key, i))];
            case YamlNode.Mapping pairs:
                Tell(key, "R001", $"`{key}` is a list of columns, not {pairs.Shape}", $"write `{key}: [{(pairs.Entries is [var first, ..] ? first.Key.Value : "date")}]`");
                return NoKeys;
            case YamlNode.Sequence:
                NoColumn(key);
                return NoKeys;
            default:
                Missing(key);
                return NoKeys;
        }
    }

    /// <summary>The one column that a key names.</summary>
    public FormKey OnlyColumn(string key)
    {
        var columns = Columns(key);
        if (columns.Count > 1)
        {
            Tell(key, "R001", $"`{key}` is one column, not a list", $"write `{key}: {columns[0].Name}`");
        }

        return columns[0];
    }

    /// <summary>The columns that the dataset's declaration gives as its key, where the form does not say it.</summary>
    public IReadOnlyList<FormKey> DeclaredKeys(string key, FormSide side)
    {
        var declared = DeclaredKey(side.Relation.Text);
        if (declared.Count == 0)
        {
            Tell(null, "R002", $"`{Name}` needs `{key}`, since no dataset `{side.Relation.Text}` with a `key` is declared in this file", file.NearestKeyed(side.Relation.Text) is { } near ? $"did you mean `on: {near}`? Else write `{key}: [date]`" : $"write `{key}: [date]`");
        }

        return declared.Count == 0 ? NoKeys : [.. declared.Select(k => new FormKey(k, side.Relation.Span, new Expression.Name(side.Relation.Span, k)))];
    }

    /// <summary>Puts an expression together from a text in which <c>{0}</c>, <c>{1}</c> … stand for others.</summary>
    public Expression Compose(string text, params IReadOnlyList<Expression> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            text = text.Replace($"{{{i}}}", $"__{i}", StringComparison.Ordinal);
        }

        return ExpressionParser.Parse(text, (_, _) => span, file.Limits)
            .Map(e => e is Expression.Name name && name.Text.StartsWith("__", StringComparison.Ordinal) ? parts[int.Parse(name.Text.AsSpan(2), CultureInfo.InvariantCulture)] : null);
    }

    public Expression Equal(Expression left, Expression right) => Compose("{0} = {1}", left, right);

    /// <summary><c>a ~ b</c>, widened where there is a tolerance.</summary>
    public Expression Compared(Expression left, Expression right, Expression? tolerance) =>
        tolerance is null ? Compose("{0} ~ {1}", left, right) : Compose("{0} ~ {1} ± {2}", left, right, tolerance);

    /// <summary>What a key equals over the row of that name. A key that only names a column means the column, whatever parameters are called.</summary>
    public Expression Of(FormKey key, string row) => key.Other is Expression.Name plain && plain.Text == key.Name ? Column(row, key.Name, key.Span) : Qualified(key.Other, row);

    /// <summary>The equalities between the rows of two names: what the keys name of the one, and what they equal over the other.</summary>
    public IEnumerable<Expression> Match(IReadOnlyList<FormKey> by, string other, string named) => by.Select(k => Equal(Of(k, other), Column(named, k.Name, k.Span)));

    /// <summary>All of some conditions; null for none.</summary>
    public Expression? All(params IEnumerable<Expression?> conditions) =>
        conditions.OfType<Expression>().Aggregate((Expression?)null, (all, next) => all is null ? next : new Expression.Binary(span, "and", all, next));

    /// <summary>That each of some values is there, as those of a key must be: a row whose key has a gap is matched with nothing, and told as that alone.</summary>
    public IEnumerable<Expression> Filled(params IEnumerable<Expression> values) => values.Select(v => Compose("exists({0})", v));

    public Expression Column(string owner, string path, TextSpan at) => new Expression.Column(at, new Expression.Name(span, owner), path, at);

    public Expression Column(string owner, Expression.Column column) => Column(owner, column.Path, column.PathSpan);

    public Binding Row(string name, FormSide side) => new(name, span, side.Relation.Text, side.Relation.Span);

    public Binding Row(string name, string relation) => new(name, span, relation, span);

    public GroupBinding Group(string name, FormSide side, params IEnumerable<Expression?> conditions) =>
        new(name, span, side.Relation, All(conditions.Append(side.Condition is null ? null : Qualified(side.Condition, name))));

    public GroupBinding Group(string name, string relation, params IEnumerable<Expression?> conditions) => new(name, span, new Expression.Name(span, relation), All(conditions));

    /// <summary>A side's condition on the row of that name.</summary>
    public Expression? Condition(FormSide side, string row) => side.Condition is null ? null : Qualified(side.Condition, row);

    public Named Define(string name, Expression expression) => new(name, span, expression);

    /// <summary>Bare words become columns of the row; <c>document.published</c> stays what it is.</summary>
    public Expression Qualified(Expression expression, string row) => Headed(expression).Map(e => e switch
    {
        Expression.Name name when !reader.IsParameter(name.Text) => new Expression.Column(name.Span, new Expression.Name(name.Span, row), name.Text, name.Span) { IsBare = true },
        Expression.Name name => name,
        Expression.Column { Owner.Text: var owner } column when owner != DraftSchemas.Document.Name =>
            new Expression.Column(column.Span, new Expression.Name(column.Owner.Span, row), $"{owner}.{column.Path}", column.Span),
        Expression.Column column => column,
        _ => null,
    });

    // In quotes stands a text, or a column whose header is no word: that which is reckoned with or put in an order, and the left side of an equality.
    private static Expression Headed(Expression expression) => expression switch
    {
        Expression.Binary { Operator: "+" or "-" or "*" or "/" } b => b with { Left = Header(b.Left), Right = Header(b.Right) },
        Expression.Binary b => b with { Left = Headed(b.Left), Right = Headed(b.Right) },
        Expression.Unary { Operator: "-" } u => u with { Operand = Header(u.Operand) },
        Expression.Unary u => u with { Operand = Headed(u.Operand) },
        Expression.Comparison { Operator: "=" or "!=" } c => c with { Left = Header(c.Left), Right = c.Left is Expression.Binary ? Header(c.Right) : Headed(c.Right) },
        Expression.Comparison c => c with { Left = Header(c.Left), Right = Header(c.Right) },
        Expression.Within w => w with { Operand = Header(w.Operand), Low = Header(w.Low), High = w.High is null ? null : Header(w.High) },
        Expression.Call c => c with { Arguments = [.. c.Arguments.Select(Header)] },
        _ => expression,
    };

    private static Expression Header(Expression operand) => operand is Expression.Literal { Value: Value.Text { Content: var header } } quoted ? new Expression.Name(quoted.Span, header) : Headed(operand);

    private IEnumerable<FormKey> Same(string key, YamlNode node)
    {
        if (node is YamlNode.Scalar { Value.Length: > 0 } column)
        {
            return [new FormKey(column.Value, column.Span, new Expression.Name(column.Span, column.Value))];
        }

        broken.Add(key);
        file.Report(node.Span, "R001", $"a column was expected, not {node.Shape}", null);
        return NoKeys;
    }

    private T Parsed<T>(string key, Func<YamlNode.Scalar, T> parse, T otherwise)
    {
        if (map[key] is { } node)
        {
            return broken.Contains(key) ? otherwise : Parsed(key, node, parse, otherwise);
        }

        Missing(key);
        return otherwise;
    }

    private T Parsed<T>(string key, YamlNode node, Func<YamlNode.Scalar, T> parse, T otherwise)
    {
        var before = file.Mistakes;
        var parsed = reader.Expressions.Guarded(node, parse);
        if (file.Mistakes == before)
        {
            return parsed!;
        }

        broken.Add(key);
        return otherwise;
    }

    private void NoColumn(string key) => Tell(key, "R001", $"`{key}` names no column", $"write `{key}: [date]`");

    private void Missing(string key)
    {
        if (isWhole)
        {
            Tell(key, "R002", $"`{Name}` has no `{key}`", Key(key) is { Sample: { } sample } ? $"write `{key}: {sample}`" : Key(key).Meaning);
        }

        broken.Add(key);
    }

    private RuleKey Key(string name) => table.Keys.First(k => k.Name == name);
}

/// <summary>A column of one relation and what it equals in the other.</summary>
internal sealed record FormKey(string Name, TextSpan Span, Expression Other);
