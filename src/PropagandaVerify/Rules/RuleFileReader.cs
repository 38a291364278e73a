using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads a rules file. Every mistake in it is a diagnostic with its place; what is sound is kept.</summary>
public sealed class RuleFileReader
{
    internal const string Comma = "a comma parts the entries of a `{…}` mapping: write the mapping as a block, one entry a line, or quote the expression";

    // What comes behind so many mistakes of one file helps nobody.
    private const int MostMistakes = 200;

    // The letters of a code of ISO 4217.
    private const int CurrencyCode = 3;

    // From here on it pays to wake other threads.
    private const int Many = 100;

    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<DatasetDeclaration> datasets;
    private int mistakes;

    internal RuleFileReader(Source source, Limits limits, bool isShipped, List<DatasetDeclaration>? datasets = null)
    {
        this.datasets = datasets ?? [];
        Source = source;
        Limits = limits;
        IsShipped = isShipped;
    }

    internal Source Source { get; }

    internal Limits Limits { get; }

    internal bool IsShipped { get; }

    /// <summary>How many mistakes were found so far.</summary>
    internal int Mistakes => mistakes;

    internal IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>The file with all that is sound in it; a shipped one is marked as such.</summary>
    public static RuleFile Read(Source source, Limits limits, bool isShipped = false) => new RuleFileReader(source, limits, isShipped).Read();

    private RuleFile Read()
    {
        var (root, trouble) = YamlReader.Read(Source, Limits);
        if (trouble is not null)
        {
            return new RuleFile(Source, Source.Path, [], [], [trouble]);
        }

        if (root is null)
        {
            return new RuleFile(Source, Source.Path, [], [], [Diagnostic.OfFile(Source.Path, "R002", DiagnosticKind.Configuration, "the file holds no rules, nothing but comments at most", "see rules/README.md for a first rule")]);
        }

        if (root is not YamlNode.Mapping map)
        {
            return new RuleFile(Source, Source.Path, [], [], [Diagnostic.OfFile(Source.Path, "R001", DiagnosticKind.Configuration, "a rules file is a mapping with `rules:`", "see rules/README.md for a first rule")]);
        }

        OnlyKeys(map, RuleKeys.File);
        OnlyShape<YamlNode.Scalar>(map["ruleset"], "ruleset", "a text", "write `ruleset: house`");
        OnlyShape<YamlNode.Mapping>(map["datasets"], "datasets", "a mapping of names", "write `datasets: {population: {path: population.csv}}`");
        datasets.AddRange((map["datasets"] as YamlNode.Mapping)?.Entries.Select(Dataset).OfType<DatasetDeclaration>() ?? []);
        var settingReader = new SettingReader(this, map);
        var (extends, settings) = (settingReader.Extends(), settingReader.Settings());
        var (scopes, waivers, run) = (settingReader.Scopes(), new WaiverReader(this).Read(map["waivers"]), new RunSettingReader(this, map).Read());
        var rules = new List<Rule>();
        var derivations = new List<Rule>();
        if (map["rules"] is YamlNode.Sequence sequence)
        {
            foreach (var (rule, derivation, reader) in Rules(sequence.Items))
            {
                reader.diagnostics.ForEach(Report);
                rules.AddRange(rule is null ? [] : [rule]);
                derivations.AddRange(derivation is null ? rule?.Derivations ?? [] : [derivation]);
            }
        }
        else if (map["rules"] is { } other)
        {
            Report(other.Span, "R001", $"`rules` is a list, not {other.Shape}", other is YamlNode.Mapping { Entries: [var first, ..] } ? $"begin each rule with `- id:`, as in `- id: {first.Key.Value}`" : "begin each rule with `- id:`");
        }
        else if (datasets.Count == 0 && !map.Entries.Any(e => e.Key.Value is not "ruleset" && RuleKeys.File.Accepts(e.Key.Value)))
        {
            Report(map.Span with { End = map.Span.Start }, "R002", "the file has neither `rules` nor `datasets`", "add `rules:` with one rule at least");
        }

        return new RuleFile(Source, map.Text("ruleset") ?? Path.GetFileNameWithoutExtension(Source.Path), datasets, rules, diagnostics)
        {
            Derivations = derivations,
            Unsound = [.. Mappings(map["rules"]).Select(r => r.Text("derive")).OfType<string>().Where(d => !derivations.Exists(known => known.Id == d))],
            Reference = [.. (map["reference"] switch { YamlNode.Sequence s => s.Items, { } one => [one], null => [] }).OfType<YamlNode.Scalar>().Select(s => s.Value)],
            SaysWhatItExtends = map["extends"] is not null,
            Extends = extends,
            Settings = settings,
            Scopes = scopes,
            Waivers = waivers,
            Run = run,
        };
    }

    private static IEnumerable<YamlNode.Mapping> Mappings(YamlNode? rules) => (rules as YamlNode.Sequence)?.Items.OfType<YamlNode.Mapping>() ?? [];

    // Rules know nothing of each other, so many are read side by side, each by a reader that gathers its own mistakes.
    private IEnumerable<(Rule? Rule, Rule? Derivation, RuleFileReader Reader)> Rules(IReadOnlyList<YamlNode> items) =>
        items.Count < Many ? items.Select(Item) : items.AsParallel().AsOrdered().Select(Item);

    private (Rule? Rule, Rule? Derivation, RuleFileReader Reader) Item(YamlNode item)
    {
        var reader = new RuleFileReader(Source, Limits, IsShipped, datasets);
        switch (item)
        {
            case YamlNode.Mapping rule when rule["derive"] is not null:
                return (null, new RuleReader(reader, rule).ReadDerivation(), reader);
            case YamlNode.Mapping rule:
                return (new RuleReader(reader, rule).Read(), null, reader);
            default:
                reader.Report(item.Span, "R001", $"a rule is a mapping, not {item.Shape}", "begin it with `- id: names-the-defect`");
                return (null, null, reader);
        }
    }

    private DatasetDeclaration? Dataset(YamlNode.Entry entry)
    {
        if (entry.Value is not YamlNode.Mapping map)
        {
            Report(entry.Value.Span, "R001", "a dataset is a mapping with `path`", $"write `{entry.Key.Value}: {{path: {entry.Key.Value}.csv}}`");
            return null;
        }

        OnlyKeys(map, RuleKeys.Dataset);
        if (map["path"] is not YamlNode.Scalar path)
        {
            Report(entry.Key.Span, "R002", $"the dataset `{entry.Key.Value}` has no `path`", $"add `path: {entry.Key.Value}.csv`, relative to this file");
            return null;
        }

        OnlyShape<YamlNode.Sequence>(map["missing"], "missing", "a list of texts", "write `missing: ['-99']`");
        OnlyShape<YamlNode.Sequence>(map["key"], "key", "a list of columns", "write `key: [year, region]`");
        OnlyShape<YamlNode.Mapping>(map["columns"], "columns", "a mapping of columns to types", "write `columns: {code: text}`");
        var spans = new Dictionary<string, TextSpan>(StringComparer.Ordinal);
        var key = new List<string>();
        foreach (var node in (map["key"] as YamlNode.Sequence)?.Items ?? [])
        {
            if (node is YamlNode.Scalar column)
            {
                key.Add(column.Value);
                spans[column.Value] = column.Span;
            }
            else
            {
                Report(node.Span, "R001", $"`key` lists columns, this is {node.Shape}", "write `key: [year, region]`");
            }
        }

        var columns = new Dictionary<string, ColumnDeclaration>(StringComparer.Ordinal);
        foreach (var column in (map["columns"] as YamlNode.Mapping)?.Entries ?? [])
        {
            spans[column.Key.Value] = column.Key.Span;
            if (column.Value is YamlNode.Mapping facets)
            {
                OnlyKeys(facets, RuleKeys.Column);
                OnlyShape<YamlNode.Scalar>(facets["unit"], "unit", "a text", "write `unit: EUR`");
                columns[column.Key.Value] = new ColumnDeclaration(OneOf(facets["type"], RuleKeys.ColumnTypes), UnitOf(facets["unit"]));
            }
            else
            {
                columns[column.Key.Value] = new ColumnDeclaration(OneOf(column.Value, RuleKeys.ColumnTypes), null);
            }
        }

        return new DatasetDeclaration { Name = entry.Key.Value, Path = path.Value, Key = key, Columns = columns, Missing = [.. ((map["missing"] as YamlNode.Sequence)?.Items ?? []).OfType<YamlNode.Scalar>().Select(s => s.Value)], Delimiter = Sign(map["delimiter"]), DecimalMark = OneOf(map["decimal"], RuleKeys.DecimalMarks)?[0], Declared = (Source, path.Span), Spans = spans };
    }

    private char? Sign(YamlNode? node)
    {
        if (node is null or YamlNode.Scalar { Value.Length: 1 })
        {
            return (node as YamlNode.Scalar)?.Value[0];
        }

        Report(node.Span, "R001", "`delimiter` is one character", "write `delimiter: \";\"`, or \"\\t\" for a tab");
        return null;
    }

    // Drafts name currencies by their codes, so a sign would agree with nothing.
    private string? UnitOf(YamlNode? node)
    {
        if (node is YamlNode.Scalar { Value: var unit } && unit.Any(c => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.CurrencySymbol))
        {
            Report(node.Span, "R001", $"`{unit}` is no unit", "write the code of the currency, such as EUR; a column of thousands is declared in units, or compared as `1000 * x`");
        }

        else if (node is YamlNode.Scalar { Value: { Length: > CurrencyCode } word } && word.All(char.IsAsciiLetterUpper))
        {
            Report(Diagnostic.At(Source, node.Span, "R017", DiagnosticKind.Note, $"`{word}` is the code of no currency, and agrees with no unit but `{word}`", "a currency has a code of three letters, such as USD"));
        }

        return (node as YamlNode.Scalar)?.Value;
    }

    internal string? OneOf(YamlNode? node, KeyShape.Choice choice)
    {
        if (node is not (null or YamlNode.Scalar))
        {
            Report(node.Span, "R001", $"this is {node.Shape}, not one of {string.Join(", ", choice.Words)}", null);
            return null;
        }

        if (node is YamlNode.Scalar scalar && !choice.Words.Contains(scalar.Value))
        {
            Report(scalar.Span, "R001", $"`{scalar.Value}` is none of {string.Join(", ", choice.Words)}", ReferenceEquals(choice, RuleKeys.Severities) && scalar.Value is "off" or "none" or "ignore" ? "a rule is turned off with `enabled: false`, or from another file with `disable`" : Suggestion(scalar.Value, choice.Words));
            return null;
        }

        return (node as YamlNode.Scalar)?.Value;
    }

    /// <summary>A severity; null for what is none, which is reported, and for nothing.</summary>
    internal Severity? SeverityOf(YamlNode? node) => OneOf(node, RuleKeys.Severities) switch { "error" => Severity.Error, "warning" => Severity.Warning, "info" => Severity.Info, _ => null };

    /// <summary>true or false; null for what is neither, which is reported, and for nothing.</summary>
    internal bool? Truth(YamlNode? node) => node is null ? null : OneOf(node, RuleKeys.Truths) is { } word ? word == "true" : null;

    /// <summary>The key that this file declares for a dataset; empty where it declares none.</summary>
    internal IReadOnlyList<string> KeyOf(string relation) => datasets.Find(d => d.Name == relation)?.Key ?? [];

    /// <summary>The dataset that a misspelt name most likely means, of those for which this file declares a key; null where it declares one of that name.</summary>
    internal string? NearestKeyed(string relation) => datasets.Exists(d => d.Name == relation) ? null : Spelling.Nearest(relation, datasets.Where(d => d.Key.Count > 0).Select(d => d.Name));

    /// <summary>How many findings a rule accepts; null where that is not said, or told to be wrong.</summary>
    internal FailureBound? FailuresOf(YamlNode? node)
    {
        if (node is null || (node is YamlNode.Scalar text && FailureBound.Read(text.Value) is not null))
        {
            return node is YamlNode.Scalar { Value: var bound } ? FailureBound.Read(bound) : null;
        }

        Report(node.Span, "R001", $"`max_failures` is a whole number or a share, not {(node is YamlNode.Scalar scalar ? $"`{scalar.Value}`" : node.Shape)}", "write `max_failures: 5`, or `max_failures: 2 %` of the rows that the rule looks at");
        return null;
    }

    internal void OnlyKeys(YamlNode.Mapping map, KeyTable table)
    {
        foreach (var (key, _) in map.Entries)
        {
            if (table.Accepts(key.Value) || mistakes > MostMistakes)
            {
                continue;
            }

            var help = key.Value.All(char.IsAsciiDigit) ? "a comma parts the entries of a `{…}` mapping; a number takes a decimal point" : key.Value.Contains(')') || key.Value.Contains(' ') ? Comma
                : ReferenceEquals(table, RuleKeys.File) && RuleKeys.AnyRule.Accepts(key.Value) ? "it belongs to a rule: indent it as far as the keys of that rule"
                : Suggestion(key.Value, table.Names);
            Report(key.Span, "R001", $"unknown key `{key.Value}` in {table.What}", help);
        }
    }

    /// <summary>Reports a node of another shape than is wanted; a missing one is none.</summary>
    internal void OnlyShape<T>(YamlNode? node, string key, string wanted, string help)
        where T : YamlNode
    {
        if (node is not null and not T)
        {
            Report(node.Span, "R001", $"`{key}` is {wanted}, not {node.Shape}", help);
        }
    }

    /// <summary>Says what a ` #` cut off a text without quotes, since its author may have meant it.</summary>
    internal void NoteComment(YamlNode.Scalar text)
    {
        if (YamlTraps.CommentBehind(Source.Text, text) is { } comment)
        {
            Report(Diagnostic.At(Source, comment, "Y010", DiagnosticKind.Note, $"`{Source.TextOf(comment).TrimEnd()}` is a comment and no part of the text", "put the text in quotes if it belongs to it; set a comment off by two spaces"));
        }
    }

    internal static string Suggestion(string wrong, IEnumerable<string> known)
    {
        var all = known.ToList();
        return Spelling.Nearest(wrong, all) is { } near ? $"did you mean `{near}`?" : $"known: {string.Join(", ", all)}";
    }

    internal void Report(TextSpan span, string code, string message, string? help) => Report(Diagnostic.At(Source, span, code, DiagnosticKind.Configuration, message, help));

    internal void Report(Diagnostic diagnostic)
    {
        if (diagnostic.Kind == DiagnosticKind.Note || ++mistakes <= MostMistakes)
        {
            diagnostics.Add(diagnostic);
        }
        else if (mistakes == MostMistakes + 1)
        {
            diagnostics.Add(Diagnostic.OfFile(Source.Path, "R001", DiagnosticKind.Configuration, $"the file has more than {MostMistakes} mistakes; the others are not shown", "correct these first"));
        }
    }
}
