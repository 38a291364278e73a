using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Reports;

/// <summary>
/// Which rules read which relations, which derivations make them, and what a rule puts in doubt. Each arrow is a sentence: a rule
/// <c>reads</c> or <c>blocks</c> a relation, a derivation <c>reads</c> or <c>derives</c> one. Same rules, same text.
/// </summary>
public sealed class RuleGraph
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Node> nodes;
    private readonly List<Edge> edges;

    private RuleGraph(IEnumerable<Node> nodes, IEnumerable<Edge> edges)
    {
        // What has one name twice is one node, as the first that was seen.
        this.nodes = [.. nodes.DistinctBy(n => n.Key).OrderBy(n => n.Kind).ThenBy(n => n.Name, StringComparer.Ordinal)];
        this.edges = [.. edges.DistinctBy(e => (e.From, e.Word, e.To, string.Join('\n', e.Columns)))
            .OrderBy(e => this.nodes.FindIndex(n => n.Key == e.From)).ThenBy(e => e.Word, StringComparer.Ordinal).ThenBy(e => e.To, StringComparer.Ordinal)];
    }

    private enum NodeKind
    {
        Draft,
        Reference,
        Dataset,
        Derived,

        /// <summary>A relation that no file declares: a table named on the command line, or a mistake.</summary>
        Undeclared,
        Derivation,
        Rule,
    }

    /// <summary>The graph of all rules and derivations of some files; relations of a draft that nothing reads are left out.</summary>
    public static RuleGraph Of(IReadOnlyList<RuleFile> files)
    {
        var declared = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var schema in DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference))
        {
            declared.TryAdd(schema.Name, new Node(schema.IsOfDraft ? NodeKind.Draft : NodeKind.Reference, schema.Name));
        }

        var own = files.SelectMany(f => f.Datasets).Select(d => new Node(NodeKind.Dataset, d.Name))
            .Concat(files.SelectMany(f => f.Derivations).Select(d => new Node(NodeKind.Derived, d.Id))).ToList();
        own.ForEach(n => declared.TryAdd(n.Name, n));
        var checks = files.SelectMany(f => f.Rules).Select(r => (Rule: r, Node: new Node(NodeKind.Rule, r.Id, r.Severity.ToString().ToLowerInvariant())))
            .Concat(files.SelectMany(f => f.Derivations).Select(r => (Rule: r, Node: new Node(NodeKind.Derivation, r.Id)))).ToList();

        // What a short form adds is of the same rule, so each arrow stands once.
        var edges = checks.SelectMany(c => c.Rule.Further.Prepend(c.Rule).SelectMany(r => EdgesOf(r, c.Node.Key)).GroupBy(e => (e.Word, e.To)).Select(g => g.First() with { Columns = [.. g.SelectMany(e => e.Columns).Distinct()] })).ToList();
        var relations = edges.Select(e => e.To[NodeKey.Relation.Length..]).Select(name => declared.GetValueOrDefault(name) ?? new Node(NodeKind.Undeclared, name));
        return new RuleGraph([.. own.Select(n => declared[n.Name]), .. relations, .. checks.Select(c => c.Node)], edges);
    }

    /// <summary>A flow chart for Mermaid, which many Markdown viewers draw.</summary>
    public string Mermaid()
    {
        var text = new StringBuilder("flowchart LR\n");
        var ids = Numbered();
        foreach (var node in nodes)
        {
            var (open, close) = node.Kind switch
            {
                NodeKind.Rule => ("([", "])"),
                NodeKind.Derivation => ("{{", "}}"),
                NodeKind.Derived => ("[[", "]]"),
                NodeKind.Dataset => ("[(", ")]"),
                _ => ("[", "]"),
            };
            text.Append($"  {ids[node.Key]}{open}\"{InMermaid(node.Label)}\"{close}\n");
        }

        foreach (var edge in edges)
        {
            text.Append($"  {ids[edge.From]} {(edge.Word == EdgeWord.Blocks ? "-.->" : "-->")}|\"{InMermaid(edge.Label)}\"| {ids[edge.To]}\n");
        }

        return text.ToString();
    }

    /// <summary>A digraph for Graphviz.</summary>
    public string Dot()
    {
        var text = new StringBuilder("digraph rules {\n  rankdir=LR;\n");
        foreach (var node in nodes)
        {
            var look = node.Kind switch
            {
                NodeKind.Rule => "shape=box, style=rounded",
                NodeKind.Derivation => "shape=hexagon",
                NodeKind.Derived => "shape=box, peripheries=2",
                NodeKind.Dataset => "shape=cylinder",
                _ => "shape=box",
            };
            text.Append($"  {InDot(node.Key)} [label={InDot(node.Label)}, {look}];\n");
        }

        foreach (var edge in edges)
        {
            text.Append($"  {InDot(edge.From)} -> {InDot(edge.To)} [label={InDot(edge.Label)}{(edge.Word == EdgeWord.Blocks ? ", style=dashed" : "")}];\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>Nodes and edges as one JSON object.</summary>
    public string Json()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("nodes");
            foreach (var node in nodes)
            {
                json.WriteStartObject();
                json.WriteString("id", node.Key);
                json.WriteString("kind", node.KindWord);
                json.WriteString("name", node.Name);
                if (node.Severity is not null)
                {
                    json.WriteString("severity", node.Severity);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (var edge in edges)
            {
                json.WriteStartObject();
                json.WriteString("from", edge.From);
                json.WriteString("kind", edge.Word);
                json.WriteString("to", edge.To);
                if (edge.Columns.Count > 0)
                {
                    json.WriteStartArray("columns");
                    edge.Columns.ToList().ForEach(json.WriteStringValue);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static IEnumerable<Edge> EdgesOf(Rule rule, string from)
    {
        var relations = rule.For.Select(b => (b.Name, b.Relation)).Concat(rule.With.Select(g => (g.Name, Relation: g.Relation.Text))).ToList();
        var reads = relations.Select(r => r.Relation).Concat(ReadsDocument(rule) ? [DraftSchemas.Document.Name] : []);
        foreach (var relation in reads.Distinct())
        {
            yield return new Edge(from, EdgeWord.Reads, NodeKey.Relation + relation, []);
        }

        if (rule.Columns is not null)
        {
            yield return new Edge(from, EdgeWord.Derives, NodeKey.Relation + rule.Id, []);
        }

        var doubts = rule.Blocks.OfType<Expression.Column>().Select(c => (Relation: relations.Find(r => r.Name == c.Owner.Text).Relation, c.Path)).Where(d => d.Relation is not null);
        foreach (var doubt in doubts.GroupBy(d => d.Relation, d => d.Path))
        {
            yield return new Edge(from, EdgeWord.Blocks, NodeKey.Relation + doubt.Key, [.. doubt.Distinct().Order(StringComparer.Ordinal)]);
        }
    }

    // The draft's own row needs no `for`; any expression may name it.
    private static bool ReadsDocument(Rule rule) => rule.Expressions.SelectMany(e => e.All()).OfType<Expression.Column>().Any(c => c.Owner.Text == DraftSchemas.Document.Name);

    // Names that Mermaid takes for words of its own, such as `end`, and names with any sign at all, never become an id there.
    private Dictionary<string, string> Numbered() =>
        nodes.GroupBy(n => n.Key[..n.Key.IndexOf(':')]).SelectMany(g => g.Select((n, i) => (n.Key, Id: $"{g.Key}{i + 1}"))).ToDictionary(n => n.Key, n => n.Id, StringComparer.Ordinal);

    // What could be a sign of Mermaid's or of Markdown's becomes its number; an empty label would be a mistake.
    private static string InMermaid(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is ' ' or '-' or '_' or ',' ? c.ToString() : char.IsControl(c) ? " " : $"#{(int)c};");
        }

        return escaped.Length == 0 ? " " : escaped.ToString();
    }

    private static string InDot(string text) => $"\"{string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static class EdgeWord
    {
        public const string Reads = "reads";
        public const string Derives = "derives";
        public const string Blocks = "blocks";
    }

    private static class NodeKey
    {
        public const string Relation = "relation:";
    }

    private sealed record Node(NodeKind Kind, string Name, string? Severity = null)
    {
        public string KindWord => Kind.ToString().ToLowerInvariant();

        /// <summary>A rule, a derivation and a relation may share a name.</summary>
        public string Key => (Kind is NodeKind.Rule or NodeKind.Derivation ? KindWord + ":" : NodeKey.Relation) + Name;

        public string Label => Kind == NodeKind.Derivation ? $"derive {Name}" : Name;
    }

    private sealed record Edge(string From, string Word, string To, IReadOnlyList<string> Columns)
    {
        public string Label => Columns.Count > 0 ? $"{Word} {string.Join(", ", Columns)}" : Word;
    }
}
