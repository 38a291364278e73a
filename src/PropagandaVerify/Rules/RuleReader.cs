using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads one rule of the file.</summary>
internal sealed class RuleReader(RuleFileReader file, YamlNode.Mapping map)
{
    private const string DraftRow = "document";

    // The words of a short form that name a row: its key, and the item that it lacks.
    private static readonly string[] RowWords = ["key", "item"];

    private readonly int before = file.Mistakes;
    private readonly WordReader words = new(file, new ExpressionReader(file));

    // Mistakes that leave a rule its meaning.
    private int aside;

    /// <summary>Reads the expressions of the rule.</summary>
    public ExpressionReader Expressions { get; } = new(file);

    /// <summary>Reads an entry with <c>derive</c>: its rows become a relation that rules may name.</summary>
    public Rule? ReadDerivation()
    {
        file.OnlyKeys(map, RuleKeys.Derivation);
        var name = map["derive"] as YamlNode.Scalar;
        if (name is null || name.Value.Length == 0 || !name.Value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            file.Report(map["derive"]!.Span, "R001", "`derive` names the relation that it makes, in lower case with underscores", "write `derive: town_amounts`");
        }

        var forNode = Required("for", "names the rows it ranges over, such as `for: {i: items}`");
        if (Required("columns", "names the columns and what each holds, such as `columns: {county: i.name}`") is not (null or YamlNode.Mapping))
        {
            file.Report(map["columns"]!.Span, "R001", $"`columns` is a mapping of names to expressions, not {map["columns"]!.Shape}", "write `columns: {county: i.name, amount: i.value}`");
        }

        words.Worded(map["title"], "title");
        words.Worded(map["why"], "why");
        var rule = Common(name, map["title"], forNode) with { Columns = Pairs("columns").Select(Name).OfType<Named>().ToList() };
        return file.Mistakes == before ? rule : null;
    }

    public Rule? Read()
    {
        file.OnlyKeys(map, RuleKeys.AnyRule);
        var id = Required("id", "names the defect, such as `total-differs-from-parts`") as YamlNode.Scalar;
        file.OnlyShape<YamlNode.Scalar>(map["id"], "id", "a text", "name the defect in lower case with hyphens, such as `part-exceeds-its-total`");
        if (id is not null && !Rule.IsId(id.Value))
        {
            file.Report(id.Span, "R001", $"`{id.Value}` is no rule id", "name the defect in lower case with hyphens, such as `part-exceeds-its-total`");
        }

        var form = map.Entries.Where(e => ShortForms.Find(e.Key.Value) is not null).ToList();
        if (form.Count == 0 && file.Mistakes > before && map["for"] is null && map["check"] is null)
        {
            // A form that is misspelt was told; what is missing beside it would only follow from that.
            return null;
        }

        if (form.Count > 1)
        {
            file.Report(form[1].Key.Span, "R001", $"a rule has one short form, not `{form[0].Key.Value}` and `{form[1].Key.Value}`", "write two rules");
            return null;
        }

        var rule = form.Count == 1 && id is not null ? InShort(id, form[0]) : InFull(id);
        return file.Mistakes - aside == before && rule?.Messages.Count > 0 ? rule : null;
    }

    private Rule InFull(YamlNode.Scalar? id)
    {
        var title = Worded("title", "says in a few words what is wrong");
        var forNode = Required("for", "names the rows the rule ranges over, such as `for: {total: stated_totals}`");
        var checkNode = Required("check", "is the assertion, such as `total.value ~ sum(parts.value)`");
        var message = Worded("message", "tells the reader what is wrong, such as `{en: \"… {total.value} …\"}`");
        var check = checkNode is null ? null : Parse(checkNode);
        var (repairs, repairWords) = Repairs();
        var rule = Described(Common(id, title, forNode)) with
        {
            Check = check!,
            Marks = Listed("mark"),
            Repairs = repairs,
            RepairWords = repairWords,
            Blocks = Listed("blocks"),
            Messages = Aside(() => words.Messages(message)),
            HasOwnMessage = message is not null,
        };
        if (id is null || !Rule.IsId(id.Value) || check is null || (title is not null && message is not null))
        {
            return rule;
        }

        var (titles, messages) = FormTexts.Of(id.Value, check);
        return rule with { Titles = title is null ? titles : rule.Titles, Messages = message is null ? messages : rule.Messages };
    }

    // A short form gives what the core language would say; the rule's own words go before those of the form.
    private Rule? InShort(YamlNode.Scalar id, YamlNode.Entry entry)
    {
        var definition = ShortForms.Find(entry.Key.Value)!;
        foreach (var key in map.Entries.Select(e => e.Key).Where(k => k.Value is "for" or "with" or "let" or "where" or "check"))
        {
            file.Report(key.Span, "R001", $"`{key.Value}` goes with the core language, not with `{definition.Name}`", $"`pverify explain {id.Value}` shows what `{definition.Name}` stands for; a condition goes behind the relation: `on: regions where level = 2`");
        }

        if (entry.Value is not YamlNode.Mapping inner)
        {
            file.Report(entry.Value.Span, "R001", $"`{definition.Name}` is a mapping with {string.Join(", ", definition.Table.Keys.Select(k => k.Name))}, not {entry.Value.Shape}", null);
            return null;
        }

        var told = file.Mistakes;
        file.OnlyKeys(inner, definition.Table);
        try
        {
            var lowered = definition.Lower(new ShortForm(file, this, entry.Key.Span, entry.Key.Value, inner, definition.Table, id.Value, isWhole: file.Mistakes == told));
            var (repairs, repairWords) = Repairs();
            var common = Common(id, null, null) with { Form = entry.Key.Value };
            var rules = lowered.Rules.Select(l => Lowered(common, l)).ToList();
            var first = Described(rules[0]);
            return first with
            {
                Titles = map["title"] is null ? first.Titles : WordReader.Languages(map["title"]),
                Marks = map["mark"] is null ? first.Marks : Listed("mark"),
                Repairs = map["repair"] is null ? first.Repairs : repairs,
                RepairWords = repairWords,
                Blocks = Listed("blocks"),
                Messages = map["message"] is null ? first.Messages : Aside(() => words.Messages(map["message"])),
                Further = [.. rules.Skip(1).Zip(lowered.Rules.Skip(1), (rule, l) => rule with { Severity = l.Severity ?? first.Severity, HasOwnSeverity = l.Severity is not null, IsBeside = true })],
                Derivations = [.. lowered.Derivations.Select(d => Derived(common, d, entry))],
            };
        }
        catch (RuleError e) when (e.Code == RuleError.Told)
        {
            return null;
        }
    }

    private static Rule Lowered(Rule common, LoweredRule lowered)
    {
        var (titles, messages) = FormTexts.Of(common.Form!, lowered);
        return common with
        {
            Titles = titles,
            Messages = messages,
            For = lowered.For,
            With = lowered.With,
            Lets = lowered.Lets,
            Where = lowered.Where,
            Check = lowered.Check,
            Marks = lowered.Marks,
            Repairs = lowered.Repairs,
            KeyColumns = [.. RowWords.SelectMany(w => lowered.Words.GetValueOrDefault(w) ?? []).Select(k => k.Expression).OfType<Expression.Column>()],
            Labels = [.. lowered.Words.Where(w => FormWords.Labels.Contains(w.Key)).SelectMany(w => w.Value).Select(p => p.Expression).OfType<Expression>()],
        };
    }

    private static Rule Derived(Rule common, LoweredDerivation derivation, YamlNode.Entry entry) => common with
    {
        Id = derivation.Name,
        IdSpan = entry.Key.Span,
        Form = null,
        For = derivation.For,
        With = derivation.With,
        Where = derivation.Where,
        Columns = derivation.Columns,
    };

    // Who reads a shipped rule's findings did not write it, so that it has words of its own.
    private YamlNode? Worded(string key, string meaning) => map[key] is null && !file.IsShipped ? null : Required(key, meaning);

    // What both a rule in the core language and one in a short form say of themselves.
    private Rule Described(Rule rule)
    {
        foreach (var key in new[] { "title", "why", "remedy", "message" })
        {
            if (key == "title")
            {
                words.Worded(map[key], key);
            }
            else
            {
                Aside(() => words.Worded(map[key], key));
            }
        }

        var (severity, status) = Aside(() => (file.SeverityOf(map["severity"]) ?? Severity.Warning, file.OneOf(map["status"], RuleKeys.Statuses) ?? "stable"));
        var (maxFailures, unknown) = Aside(() => (file.FailuresOf(map["max_failures"]), file.OneOf(map["unknown"], RuleKeys.Unknown)));
        return rule with
        {
            Severity = severity,
            IsEnabled = file.Truth(map["enabled"]) ?? true,
            MaxFailures = maxFailures,
            RefusesUnknown = unknown is null ? null : unknown == RuleKeys.Refused,
            IsSuppressible = file.Truth(map["suppressible"]) ?? true,
            Tags = Texts("tags"),
            Status = status,
            Remedies = WordReader.Languages(map["remedy"]),
            See = Texts("see"),
            Examples = new ExampleReader(file).Read(map["examples"]),
        };
    }

    // How grave and how settled a rule is, and what it says, changes nothing about what it means, so it is read on and all that is wrong with it told at once.
    private T Aside<T>(Func<T> read)
    {
        var told = file.Mistakes;
        var value = read();
        aside += file.Mistakes - told;
        return value;
    }

    private void Aside(Action read) => Aside(() =>
    {
        read();
        return true;
    });

    /// <summary>Whether a bare word in a short form is a parameter of its rule.</summary>
    public bool IsParameter(string name) => (map["params"] as YamlNode.Mapping)?[name] is not null;

    private Rule Common(YamlNode.Scalar? id, YamlNode? title, YamlNode? forNode)
    {
        if (forNode is not null and not YamlNode.Mapping)
        {
            file.Report(forNode.Span, "R001", $"`for` is a mapping of names to relations, not {forNode.Shape}", "write `for: {t: stated_totals}`");
        }
        else if (forNode is YamlNode.Mapping { Entries.Count: 0 })
        {
            file.Report(forNode.Span, "R002", "`for` names no rows", "write `for: {t: stated_totals}`");
        }

        return new Rule
        {
            Id = id?.Value ?? "",
            IdSpan = id?.Span ?? map.Span,
            Severity = Severity.Warning,
            Titles = WordReader.Languages(title),
            Whys = WordReader.Languages(map["why"]),
            Source = file.Source,
            Span = map.Span,
            IsShipped = file.IsShipped,
            MinMatches = LeastMatches(map["min_matches"]),
            For = (forNode as YamlNode.Mapping)?.Entries.Select(Bind).OfType<Binding>().ToList() ?? [],
            With = Pairs("with").Select(Group).OfType<GroupBinding>().ToList(),
            Params = Pairs("params").Select(Local).OfType<Named>().ToList(),
            Lets = Pairs("let").Select(Local).OfType<Named>().ToList(),
            Where = map["where"] is { } where ? Parse(where) : null,
        };
    }

    private int LeastMatches(YamlNode? node)
    {
        if (node is YamlNode.Scalar min && int.TryParse(min.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return count;
        }

        if (node is not null)
        {
            file.Report(node.Span, "R001", $"`min_matches` is a whole number, not {(node is YamlNode.Scalar text ? $"`{text.Value}`" : node.Shape)}", "write `min_matches: 0` to accept that the rule finds nothing to look at");
        }

        return 1;
    }

    private void OnlyNames(YamlNode.Scalar name)
    {
        if (name.Value == DraftRow || ExpressionParser.Reserved.Contains(name.Value) || !name.Value.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') || !(char.IsLetter(name.Value.FirstOrDefault()) || name.Value.FirstOrDefault() == '_'))
        {
            file.Report(name.Span, "R001", $"`{name.Value}` is no name", name.Value == DraftRow ? "`document` is the draft's own row; choose another name"
                : ExpressionParser.Reserved.Contains(name.Value) ? "the word means something in expressions; choose another name"
                : name.Value.Contains(')') ? RuleFileReader.Comma : "a name is one word that begins with a letter, such as `the_total`");
        }
    }

    private YamlNode? Required(string key, string meaning)
    {
        var node = map[key];
        if (node is null or YamlNode.Scalar { Value: "", Quoted: false })
        {
            var at = map["id"] is YamlNode.Scalar id ? id.Span : new TextSpan(map.Span.Start, map.Span.Start + 1);
            file.Report(at, "R002", $"this rule has no `{key}`", $"`{key}` {meaning}");
            return null;
        }

        return node;
    }

    private IReadOnlyList<YamlNode.Entry> Pairs(string key)
    {
        switch (map[key])
        {
            case null:
                return [];
            case YamlNode.Mapping pairs:
                return [.. WithoutRests(pairs.Entries)];
            case var other:
                file.Report(other.Span, "R001", $"`{key}` is a mapping of names, not {other.Shape}", $"write `{key}: {{name: …}}`");
                return [];
        }
    }

    // What a comma cut off an expression, between its brackets, is told with that expression.
    private static IEnumerable<YamlNode.Entry> WithoutRests(IReadOnlyList<YamlNode.Entry> entries)
    {
        var open = 0;
        foreach (var entry in entries)
        {
            var isRest = open > 0 && entry.Value is YamlNode.Scalar { Value: "" };
            var text = isRest ? entry.Key.Value : (entry.Value as YamlNode.Scalar)?.Value ?? "";
            open = (isRest ? open : 0) + text.Count(c => c == '(') - text.Count(c => c == ')');
            if (!isRest)
            {
                yield return entry;
            }
        }
    }

    private Binding? Bind(YamlNode.Entry entry)
    {
        OnlyNames(entry.Key);
        if (entry.Value is YamlNode.Scalar relation)
        {
            return new Binding(entry.Key.Value, entry.Key.Span, relation.Value.Trim(), relation.Span);
        }

        file.Report(entry.Value.Span, "R001", $"`for` maps a name to a relation, not to {entry.Value.Shape}", null);
        return null;
    }

    private GroupBinding? Group(YamlNode.Entry entry)
    {
        OnlyNames(entry.Key);
        if (entry.Key.Value.Contains(')'))
        {
            return null;
        }

        var parsed = Expressions.Guarded(entry.Value, s => ExpressionParser.ParseGroup(s.Value, s.Place, file.Limits));
        return parsed.Relation is null ? null : new GroupBinding(entry.Key.Value, entry.Key.Span, parsed.Relation, parsed.Condition);
    }

    private Named? Local(YamlNode.Entry entry)
    {
        OnlyNames(entry.Key);
        return entry.Key.Value.Contains(')') ? null : Name(entry);
    }

    private Named? Name(YamlNode.Entry entry) => Parse(entry.Value) is { } expression ? new Named(entry.Key.Value, entry.Key.Span, expression) : null;

    private Expression? Parse(YamlNode node) => Expressions.Parse(node);

    private List<Expression> Listed(string key) =>
        Nodes(key).Select(Parse).OfType<Expression>().ToList();

    private List<string> Texts(string key)
    {
        foreach (var node in Nodes(key).Where(n => n is not YamlNode.Scalar))
        {
            file.Report(node.Span, "R001", $"`{key}` is a list of texts, this is {node.Shape}", $"write `{key}: [one, another]`");
        }

        return Nodes(key).OfType<YamlNode.Scalar>().Select(n => n.Value).ToList();
    }

    private IReadOnlyList<YamlNode> Nodes(string key) => map[key] switch { YamlNode.Sequence s => s.Items, null => [], var one => [one] };

    // Columns, and the words for repairs that are no change of one column.
    private (List<Expression> Columns, HashSet<string> Words) Repairs()
    {
        var columns = new List<Expression>();
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in Nodes("repair"))
        {
            if (node is YamlNode.Scalar { Value: var word, Span: var span } && (word.Contains(' ', StringComparison.Ordinal) || !word.Contains('.', StringComparison.Ordinal)))
            {
                if (RepairWord.All.Contains(word))
                {
                    words.Add(word);
                }
                else
                {
                    var isExpression = word.Contains('.', StringComparison.Ordinal);
                    file.Report(span, "R001", isExpression ? $"`{word}` is no column" : $"`{word}` is no kind of repair", isExpression ? "`repair` lists columns such as `total.value`, not expressions" : word.Contains(' ', StringComparison.Ordinal) ? RuleFileReader.Suggestion(word, RepairWord.All)
                        : $"a row is repaired by its columns, such as `{word}.value`; the words are {string.Join(", ", RepairWord.All)}");
                }
            }
            else if (Parse(node) is { } expression)
            {
                columns.Add(expression);
            }
        }

        return (columns, words);
    }

}
