using System.Globalization;
using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads a rules file. Every mistake in it is a diagnostic with its place; what is sound is kept.</summary>
public sealed class RuleFileReader
{
    private static readonly string[] FileKeys = ["ruleset", "datasets", "rules"];
    private static readonly string[] RuleKeys = ["id", "title", "why", "severity", "for", "with", "let", "where", "check", "mark", "message", "repair", "blocks", "params", "examples", "min_matches"];
    private static readonly string[] DatasetKeys = ["path", "key", "columns"];
    private static readonly string[] ColumnKeys = ["type", "unit"];
    private static readonly string[] ColumnTypes = ["number", "text", "date"];

    private const string Comma = "a comma parts the entries of a `{…}` mapping: write the mapping as a block, one entry a line, or quote the expression";

    private readonly Source source;
    private readonly Limits limits;
    private readonly bool isShipped;
    private readonly List<Diagnostic> diagnostics = [];

    private RuleFileReader(Source source, Limits limits, bool isShipped)
    {
        this.source = source;
        this.limits = limits;
        this.isShipped = isShipped;
    }

    public static RuleFile Read(Source source, Limits limits, bool isShipped = false) => new RuleFileReader(source, limits, isShipped).Read();

    private RuleFile Read()
    {
        var (root, trouble) = YamlReader.Read(source, limits);
        if (trouble is not null)
        {
            return new RuleFile(source, source.Path, [], [], [trouble]);
        }

        if (root is not YamlNode.Mapping map)
        {
            return new RuleFile(source, source.Path, [], [], [Diagnostic.OfFile(source.Path, "R001", DiagnosticKind.Configuration, "a rules file is a mapping with `rules:`", "see rules/README.md for a first rule")]);
        }

        OnlyKeys(map, FileKeys, "a rules file");
        var datasets = (map["datasets"] as YamlNode.Mapping)?.Entries.Select(Dataset).OfType<DatasetDeclaration>().ToList() ?? [];
        var rules = new List<Rule>();
        if (map["rules"] is YamlNode.Sequence sequence)
        {
            foreach (var item in sequence.Items)
            {
                if (item is not YamlNode.Mapping rule)
                {
                    Report(item.Span, "R001", $"a rule is a mapping, not {item.Shape}", "begin it with `- id: names-the-defect`");
                }
                else if (new RuleReader(this, rule).Read() is { } read)
                {
                    rules.Add(read);
                }
            }
        }
        else if (map["rules"] is { } other)
        {
            Report(other.Span, "R001", $"`rules` is a list, not {other.Shape}", "begin each rule with `- id:`");
        }
        else if (datasets.Count == 0)
        {
            Report(map.Span with { End = map.Span.Start }, "R002", "the file has neither `rules` nor `datasets`", "add `rules:` with one rule at least");
        }

        return new RuleFile(source, map.Text("ruleset") ?? Path.GetFileNameWithoutExtension(source.Path), datasets, rules, diagnostics);
    }

    private DatasetDeclaration? Dataset(YamlNode.Entry entry)
    {
        if (entry.Value is not YamlNode.Mapping map)
        {
            Report(entry.Value.Span, "R001", "a dataset is a mapping with `path`", $"write `{entry.Key.Value}: {{path: {entry.Key.Value}.csv}}`");
            return null;
        }

        OnlyKeys(map, DatasetKeys, "a dataset");
        if (map["path"] is not YamlNode.Scalar path)
        {
            Report(entry.Key.Span, "R002", $"the dataset `{entry.Key.Value}` has no `path`", $"add `path: {entry.Key.Value}.csv`, relative to this file");
            return null;
        }

        var spans = new Dictionary<string, TextSpan>(StringComparer.Ordinal);
        var key = new List<string>();
        foreach (var node in (map["key"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>() ?? [])
        {
            key.Add(node.Value);
            spans[node.Value] = node.Span;
        }

        var columns = new Dictionary<string, ColumnDeclaration>(StringComparer.Ordinal);
        foreach (var column in (map["columns"] as YamlNode.Mapping)?.Entries ?? [])
        {
            spans[column.Key.Value] = column.Key.Span;
            if (column.Value is YamlNode.Mapping facets)
            {
                OnlyKeys(facets, ColumnKeys, "a column");
                columns[column.Key.Value] = new ColumnDeclaration(OneOf(facets["type"], ColumnTypes), facets.Text("unit"));
            }
            else
            {
                columns[column.Key.Value] = new ColumnDeclaration(OneOf(column.Value, ColumnTypes), null);
            }
        }

        return new DatasetDeclaration { Name = entry.Key.Value, Path = path.Value, Key = key, Columns = columns, Declared = (source, path.Span), Spans = spans };
    }

    private string? OneOf(YamlNode? node, string[] allowed)
    {
        if (node is YamlNode.Scalar scalar && !allowed.Contains(scalar.Value))
        {
            Report(scalar.Span, "R001", $"`{scalar.Value}` is none of {string.Join(", ", allowed)}", Suggestion(scalar.Value, allowed));
            return null;
        }

        return (node as YamlNode.Scalar)?.Value;
    }

    private void OnlyKeys(YamlNode.Mapping map, string[] allowed, string what)
    {
        foreach (var key in map.Entries.Select(e => e.Key).Where(k => !allowed.Contains(k.Value)))
        {
            var split = key.Value.Contains(')') || key.Value.Contains(' ') ? Comma : null;
            Report(key.Span, "R001", $"unknown key `{key.Value}` in {what}", split ?? Suggestion(key.Value, allowed));
        }
    }

    private static string Suggestion(string wrong, IEnumerable<string> known)
    {
        var all = known.ToList();
        return Spelling.Nearest(wrong, all) is { } near ? $"did you mean `{near}`?" : $"known: {string.Join(", ", all)}";
    }

    private void Report(TextSpan span, string code, string message, string? help) =>
        diagnostics.Add(Diagnostic.At(source, span, code, DiagnosticKind.Configuration, message, help));

    /// <summary>Reads one rule of the file.</summary>
    private sealed class RuleReader(RuleFileReader file, YamlNode.Mapping map)
    {
        private readonly int before = file.diagnostics.Count;

        public Rule? Read()
        {
            file.OnlyKeys(map, RuleKeys, "a rule");
            var id = Required("id", "names the defect, such as `total-differs-from-parts`") as YamlNode.Scalar;
            var title = Required("title", "says in a few words what is wrong");
            var forNode = Required("for", "names the rows the rule ranges over, such as `for: {total: stated_totals}`");
            var checkNode = Required("check", "is the assertion, such as `total.value ~ sum(parts.value)`");
            var message = Required("message", "tells the reader what is wrong, such as `{en: \"… {total.value} …\"}`");
            var check = checkNode is null ? null : Parse(checkNode);
            var bindings = (forNode as YamlNode.Mapping)?.Entries.Select(e => Bind(e)).OfType<Binding>().ToList() ?? [];
            if (forNode is not null and not YamlNode.Mapping)
            {
                file.Report(forNode.Span, "R001", $"`for` is a mapping of names to relations, not {forNode.Shape}", "write `for: {t: stated_totals}`");
            }

            var (repairs, words) = Repairs();
            var rule = new Rule
            {
                Id = id?.Value ?? "",
                IdSpan = id?.Span ?? map.Span,
                Severity = ReadSeverity(),
                Titles = Languages(title),
                Whys = Languages(map["why"]),
                Source = file.source,
                Span = map.Span,
                IsShipped = file.isShipped,
                MinMatches = map["min_matches"] is YamlNode.Scalar min && int.TryParse(min.Value, CultureInfo.InvariantCulture, out var n) ? n : 1,
                For = bindings,
                With = Pairs("with").Select(Group).OfType<GroupBinding>().ToList(),
                Params = Pairs("params").Select(Name).OfType<Named>().ToList(),
                Lets = Pairs("let").Select(Name).OfType<Named>().ToList(),
                Where = map["where"] is { } where ? Parse(where) : null,
                Check = check!,
                Marks = Expressions("mark"),
                Repairs = repairs,
                RepairWords = words,
                Blocks = Expressions("blocks"),
                Messages = Languages(message).ToDictionary(m => m.Key, m => Template(Scalar(message!, m.Key))),
                Examples = new ExampleReader(file).Read(map["examples"]),
            };
            return file.diagnostics.Count == before ? rule : null;
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

        private Severity ReadSeverity()
        {
            var text = map["severity"] is YamlNode.Scalar s ? file.OneOf(s, ["error", "warning", "info"]) : "warning";
            return text switch { "error" => Severity.Error, "info" => Severity.Info, _ => Severity.Warning };
        }

        private IReadOnlyList<YamlNode.Entry> Pairs(string key)
        {
            switch (map[key])
            {
                case null:
                    return [];
                case YamlNode.Mapping pairs:
                    return pairs.Entries;
                case var other:
                    file.Report(other.Span, "R001", $"`{key}` is a mapping of names, not {other.Shape}", $"write `{key}: {{name: …}}`");
                    return [];
            }
        }

        private Binding? Bind(YamlNode.Entry entry)
        {
            if (entry.Value is YamlNode.Scalar relation)
            {
                return new Binding(entry.Key.Value, entry.Key.Span, relation.Value.Trim(), relation.Span);
            }

            file.Report(entry.Value.Span, "R001", $"`for` maps a name to a relation, not to {entry.Value.Shape}", null);
            return null;
        }

        private GroupBinding? Group(YamlNode.Entry entry)
        {
            if (entry.Key.Value.Contains(')'))
            {
                file.Report(entry.Key.Span, "R001", $"`{entry.Key.Value}` is no name", Comma);
                return null;
            }

            var parsed = Guarded(entry.Value, s => ExpressionParser.ParseGroup(s.Value, s.Place, file.limits));
            return parsed.Relation is null ? null : new GroupBinding(entry.Key.Value, entry.Key.Span, parsed.Relation, parsed.Condition);
        }

        private Named? Name(YamlNode.Entry entry) => Parse(entry.Value) is { } expression ? new Named(entry.Key.Value, entry.Key.Span, expression) : null;

        private Expression? Parse(YamlNode node) => Guarded(node, s => ExpressionParser.Parse(s.Value, s.Place, file.limits));

        private T? Guarded<T>(YamlNode node, Func<YamlNode.Scalar, T> parse)
        {
            if (node is not YamlNode.Scalar scalar)
            {
                file.Report(node.Span, "R001", $"an expression was expected, not {node.Shape}", "an expression that begins with `{` or `[` needs quotes");
                return default;
            }

            try
            {
                return parse(scalar);
            }
            catch (ExpressionError e)
            {
                var diagnostic = Diagnostic.At(file.source, scalar.Place(e.Start, e.End), e.Code, DiagnosticKind.Configuration, e.Message, WasCut(scalar) ? Comma : e.Help);
                file.diagnostics.Add(e.Related is var (start, note)
                    ? diagnostic with { Related = Diagnostic.At(file.source, scalar.Place(start, start + 1), e.Code, DiagnosticKind.Note, note) }
                    : diagnostic);
                return default;
            }
        }

        // A plain text in a `{…}` mapping ends at its first comma.
        private bool WasCut(YamlNode.Scalar scalar) => !scalar.Quoted && scalar.Span.End < file.source.Text.Length && file.source.Text[scalar.Span.End] == ',';

        private List<Expression> Expressions(string key) =>
            Nodes(key).Select(Parse).OfType<Expression>().ToList();

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
                        file.Report(span, "R001", $"`{word}` is no kind of repair", Suggestion(word, RepairWord.All));
                    }
                }
                else if (Parse(node) is { } expression)
                {
                    columns.Add(expression);
                }
            }

            return (columns, words);
        }

        private static Dictionary<string, string> Languages(YamlNode? node) => node switch
        {
            YamlNode.Scalar s => new() { ["en"] = s.Value },
            YamlNode.Mapping m => m.Entries.Where(e => e.Value is YamlNode.Scalar).ToDictionary(e => e.Key.Value, e => ((YamlNode.Scalar)e.Value).Value),
            _ => [],
        };

        private static YamlNode.Scalar Scalar(YamlNode node, string language) => (YamlNode.Scalar)(node is YamlNode.Mapping m ? m[language]! : node);

        private MessageTemplate Template(YamlNode.Scalar scalar)
        {
            var parts = new List<(string, Expression?)>();
            var text = scalar.Value;
            var at = 0;
            while (at < text.Length)
            {
                var open = text.IndexOf('{', at);
                if (open < 0)
                {
                    parts.Add((text[at..], null));
                    break;
                }

                var close = text.IndexOf('}', open);
                if (close < 0)
                {
                    file.Report(scalar.Place(open, open + 1), "R010", "`{` is never closed", "close the expression with `}`");
                    break;
                }

                parts.Add((text[at..open], null));
                var inner = new YamlNode.Scalar(scalar.Span, text[(open + 1)..close], true, scalar.Offsets.Length > close ? scalar.Offsets[(open + 1)..close] : []);
                if (Parse(inner) is { } expression)
                {
                    parts.Add(("", expression));
                }

                at = close + 1;
            }

            return new MessageTemplate(parts);
        }
    }

    /// <summary>Reads the examples of a rule.</summary>
    private sealed class ExampleReader(RuleFileReader file)
    {
        private static readonly string[] ExampleKeys = ["text", "at", "message", "published", "language", "data"];

        public List<RuleExample> Read(YamlNode? node)
        {
            var examples = new List<RuleExample>();
            if (node is YamlNode.Mapping map)
            {
                file.OnlyKeys(map, ["holds", "fails"], "examples");
                examples.AddRange(List(map["holds"], holds: true));
                examples.AddRange(List(map["fails"], holds: false));
            }
            else if (node is not null)
            {
                file.Report(node.Span, "R001", $"`examples` is a mapping with `holds` and `fails`, not {node.Shape}", null);
            }

            return examples;
        }

        private IEnumerable<RuleExample> List(YamlNode? node, bool holds)
        {
            foreach (var item in node is YamlNode.Sequence s ? s.Items : node is null ? [] : [node])
            {
                if (item is YamlNode.Scalar text)
                {
                    yield return new RuleExample { Holds = holds, Text = text.Value, Span = text.Span };
                }
                else if (item is YamlNode.Mapping map)
                {
                    file.OnlyKeys(map, ExampleKeys, "an example");
                    if (map["text"] is null && map["data"] is null)
                    {
                        file.Report(map.Span, "R002", "an example has `text`, `data`, or both", null);
                    }

                    yield return new RuleExample
                    {
                        Holds = holds,
                        Text = map.Text("text"),
                        At = map.Text("at"),
                        Message = map.Text("message"),
                        Language = map.Text("language"),
                        Published = Day(map["published"]),
                        Data = (map["data"] as YamlNode.Mapping)?.Entries.Where(e => e.Value is YamlNode.Scalar).ToDictionary(e => e.Key.Value, e => ((YamlNode.Scalar)e.Value).Value) ?? [],
                        Span = map.Span,
                    };
                }
            }
        }

        private DateOnly? Day(YamlNode? node)
        {
            if (node is not YamlNode.Scalar scalar)
            {
                return null;
            }

            if (DateOnly.TryParseExact(scalar.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            file.Report(scalar.Span, "R001", $"`{scalar.Value}` is no date", "write `2020-10-26`");
            return null;
        }
    }
}
