using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads a rules file. Every mistake in it is a diagnostic with its place; what is sound is kept.</summary>
public sealed class RuleFileReader
{
    internal const string Comma = "a comma parts the entries of a `{…}` mapping: write the mapping as a block, one entry a line, or quote the expression";

    // What comes behind so many mistakes of one file helps nobody.
    private const int MostMistakes = 200;

    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<DatasetDeclaration> datasets = [];
    private int mistakes;

    internal RuleFileReader(Source source, Limits limits, bool isShipped)
    {
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
        OnlyShape<YamlNode.Mapping>(map["datasets"], "datasets", "a mapping of names", "write `datasets: {population: {path: population.csv}}`");
        datasets.AddRange((map["datasets"] as YamlNode.Mapping)?.Entries.Select(Dataset).OfType<DatasetDeclaration>() ?? []);
        var settingReader = new SettingReader(this, map);
        var (extends, settings) = (settingReader.Extends(), settingReader.Settings());
        var rules = new List<Rule>();
        var derivations = new List<Rule>();
        if (map["rules"] is YamlNode.Sequence sequence)
        {
            foreach (var item in sequence.Items)
            {
                if (item is not YamlNode.Mapping rule)
                {
                    Report(item.Span, "R001", $"a rule is a mapping, not {item.Shape}", "begin it with `- id: names-the-defect`");
                }
                else if (rule["derive"] is not null)
                {
                    derivations.AddRange(new RuleReader(this, rule).ReadDerivation() is { } derivation ? [derivation] : []);
                }
                else if (new RuleReader(this, rule).Read() is { } read)
                {
                    rules.Add(read);
                    derivations.AddRange(read.Derivations);
                }
            }
        }
        else if (map["rules"] is { } other)
        {
            Report(other.Span, "R001", $"`rules` is a list, not {other.Shape}", other is YamlNode.Mapping { Entries: [var first, ..] } ? $"begin each rule with `- id:`, as in `- id: {first.Key.Value}`" : "begin each rule with `- id:`");
        }
        else if (datasets.Count == 0 && !map.Entries.Any(e => e.Key.Value is "extends" or "enable" or "disable" or "override"))
        {
            Report(map.Span with { End = map.Span.Start }, "R002", "the file has neither `rules` nor `datasets`", "add `rules:` with one rule at least");
        }

        return new RuleFile(Source, map.Text("ruleset") ?? Path.GetFileNameWithoutExtension(Source.Path), datasets, rules, diagnostics) 
        {
            Derivations = derivations,
            SaysWhatItExtends = map["extends"] is not null,
            Extends = extends,
            Settings = settings,
        };
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

        OnlyShape<YamlNode.Sequence>(map["key"], "key", "a list of columns", "write `key: [year, region]`");
        OnlyShape<YamlNode.Mapping>(map["columns"], "columns", "a mapping of columns to types", "write `columns: {code: text}`");
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
                OnlyKeys(facets, RuleKeys.Column);
                columns[column.Key.Value] = new ColumnDeclaration(OneOf(facets["type"], RuleKeys.ColumnTypes), facets.Text("unit"));
            }
            else
            {
                columns[column.Key.Value] = new ColumnDeclaration(OneOf(column.Value, RuleKeys.ColumnTypes), null);
            }
        }

        return new DatasetDeclaration { Name = entry.Key.Value, Path = path.Value, Key = key, Columns = columns, Declared = (Source, path.Span), Spans = spans };
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
            Report(scalar.Span, "R001", $"`{scalar.Value}` is none of {string.Join(", ", choice.Words)}", Suggestion(scalar.Value, choice.Words));
            return null;
        }

        return (node as YamlNode.Scalar)?.Value;
    }

    /// <summary>true or false; null for what is neither, which is reported, and for nothing.</summary>
    internal bool? Truth(YamlNode? node) => node is null ? null : OneOf(node, RuleKeys.Truths) is { } word ? word == "true" : null;

    /// <summary>The key that this file declares for a dataset; empty where it declares none.</summary>
    internal IReadOnlyList<string> KeyOf(string relation) => datasets.Find(d => d.Name == relation)?.Key ?? [];

    internal void OnlyKeys(YamlNode.Mapping map, KeyTable table)
    {
        foreach (var key in map.Entries.Select(e => e.Key).Where(k => !table.Accepts(k.Value)).TakeWhile(_ => mistakes <= MostMistakes))
        {
            var help = key.Value.Contains(')') || key.Value.Contains(' ') ? Comma
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

    internal void Report(TextSpan span, string code, string message, string? help)
    {
        if (++mistakes <= MostMistakes)
        {
            diagnostics.Add(Diagnostic.At(Source, span, code, DiagnosticKind.Configuration, message, help));
        }
        else if (mistakes == MostMistakes + 1)
        {
            diagnostics.Add(Diagnostic.OfFile(Source.Path, "R001", DiagnosticKind.Configuration, $"the file has more than {MostMistakes} mistakes; the others are not shown", "correct these first"));
        }
    }

    internal void Report(Diagnostic diagnostic)
    {
        if (diagnostic.Kind == DiagnosticKind.Note || ++mistakes <= MostMistakes)
        {
            diagnostics.Add(diagnostic);
        }
    }
}
