using PropagandaVerify.Facts;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>The relations that rules may name, with their columns, and how many rows each has where that is known.</summary>
public sealed class Catalog(IEnumerable<Schema> schemas, IReadOnlyDictionary<string, long>? rows = null)
{
    private readonly Dictionary<string, Schema> byName = schemas.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => byName.Keys;

    /// <summary>The number of rows of a relation; null where only a draft tells.</summary>
    public long? RowsOf(string name) => rows is not null && rows.TryGetValue(name, out var count) ? count : null;

    public Schema? this[string name] => byName.GetValueOrDefault(name);
}

/// <summary>What the names in a rule stand for.</summary>
internal sealed class Scope(ReferenceData reference, Source source)
{
    private readonly Dictionary<string, (int Index, Schema Schema)> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Index, Schema Schema)> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Index, Bound Bound)> lets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bound> constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);

    public ReferenceData Reference => reference;

    /// <summary>The file of the rule.</summary>
    public Source Source => source;

    public int RowCount => rows.Count;

    public int GroupCount => groups.Count;

    public int LetCount => lets.Count;

    /// <summary>The group whose current member a bare group name stands for, inside an aggregate or a group's own condition.</summary>
    public string? Member { get; set; }

    public IEnumerable<string> Names => rows.Keys.Concat(groups.Keys).Concat(lets.Keys).Concat(constants.Keys).Append("document");

    public bool IsTaken(string name) => rows.ContainsKey(name) || groups.ContainsKey(name) || lets.ContainsKey(name) || constants.ContainsKey(name) || name == DraftSchemas.Document.Name;

    public void AddRow(string name, Schema schema) => rows.Add(name, (rows.Count, schema));

    public void AddGroup(string name, Schema schema) => groups.Add(name, (groups.Count, schema));

    public void AddLet(string name, Bound bound) => lets.Add(name, (lets.Count, bound));

    public void AddConstant(string name, Bound bound) => constants.Add(name, bound);

    /// <summary>Where a column of that name stands: <c>s.share</c>, or inside an aggregate <c>parts.value</c>; null where no relation of the rule has one.</summary>
    public string? OwnerOf(string column) => rows.Concat(groups).FirstOrDefault(n => n.Value.Schema.IndexOf(column) >= 0).Key;

    /// <summary>A name whose expression is in error, so that what reads it need not be told again.</summary>
    public void AddBroken(string name) => broken.Add(name);

    public bool IsBroken(string name) => broken.Contains(name);

    public (int Index, Schema Schema)? Row(string name) => rows.TryGetValue(name, out var row) ? row : null;

    public (int Index, Schema Schema)? Group(string name) => groups.TryGetValue(name, out var group) ? group : null;

    public (int Index, Bound Bound)? Let(string name) => lets.TryGetValue(name, out var let) ? let : null;

    public Bound? Constant(string name) => constants.GetValueOrDefault(name);
}

/// <summary>An error of meaning in a rule, at a place in its file.</summary>
internal sealed class RuleError(string code, TextSpan span, string message, string? help = null, (TextSpan Span, string Note)? related = null) : Exception(message)
{
    /// <summary>The code of an error that follows from another one and is not reported.</summary>
    public const string Told = "";

    public string Code => code;

    public TextSpan Span => span;

    public string? Help => help;

    /// <summary>A second place that explains the first.</summary>
    public (TextSpan Span, string Note)? Related => related;
}
