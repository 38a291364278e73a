using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>A rule as written, parsed but not yet checked against the relations of a run.</summary>
public sealed record Rule
{
    /// <summary>Whether a text may be the id of a rule: words in lower case with hyphens, so that it can name a file and a link.</summary>
    public static bool IsId(string text) => text.Length > 0 && text[0] != '-' && text[^1] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Names the defect, never reused.</summary>
    public required string Id { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>What the rule is about, by language.</summary>
    public required IReadOnlyDictionary<string, string> Titles { get; init; }

    /// <summary>Why it matters and what the guards are, by language.</summary>
    public IReadOnlyDictionary<string, string> Whys { get; init; } = new Dictionary<string, string>();

    /// <summary>What the author of a draft should do about a finding, by language.</summary>
    public IReadOnlyDictionary<string, string> Remedies { get; init; } = new Dictionary<string, string>();

    /// <summary>The file that holds it.</summary>
    public required Source Source { get; init; }

    /// <summary>The YAML of the whole rule.</summary>
    public required TextSpan Span { get; init; }

    public bool IsShipped { get; init; }

    /// <summary>The short form that it is written in; null for a rule in the core language.</summary>
    public string? Form { get; init; }

    /// <summary>Whether a part of a short form says how grave it is by itself, whatever the rule says.</summary>
    internal bool HasOwnSeverity { get; init; }

    /// <summary>Whether it is a part of a short form beside its check.</summary>
    internal bool IsBeside { get; init; }

    /// <summary>The rules that a short form adds under the same id, such as those about keys that only one side has.</summary>
    internal IReadOnlyList<Rule> Further { get; init; } = [];

    /// <summary>The relations that a short form derives for its rules.</summary>
    internal IReadOnlyList<Rule> Derivations { get; init; } = [];

    /// <summary>Whether it runs unless a file says otherwise.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether a comment in the draft, a waiver or a baseline may answer for its findings.</summary>
    public bool IsSuppressible { get; init; } = true;

    /// <summary>Words by which rules are chosen together.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How settled the rule is: preview, stable or deprecated.</summary>
    public string Status { get; init; } = "stable";

    /// <summary>Where to read more: pages, papers, other rules.</summary>
    public IReadOnlyList<string> See { get; init; } = [];

    /// <summary>How many tuples it must look at before silence counts; 0 accepts that it matches nothing.</summary>
    public int MinMatches { get; init; } = 1;

    /// <summary>How many findings are accepted; null where each counts.</summary>
    public FailureBound? MaxFailures { get; init; }

    /// <summary>Whether it is refused that tuples cannot be decided; null where the run says it.</summary>
    public bool? RefusesUnknown { get; init; }

    public IReadOnlyList<RuleExample> Examples { get; init; } = [];

    /// <summary>The rule as a file wants it.</summary>
    internal Rule As(RuleSetting setting)
    {
        var severity = setting.Severity ?? Severity;
        IReadOnlyList<Named> Replaced(Rule rule) => [.. rule.Params.Select(p => setting.Params.FirstOrDefault(n => n.Name == p.Name) is { } named ? p with { Expression = named.Expression } : p)];
        return this with
        {
            IsEnabled = setting.IsEnabled ?? IsEnabled,
            Severity = severity,
            MaxFailures = setting.MaxFailures ?? MaxFailures,
            RefusesUnknown = setting.RefusesUnknown ?? RefusesUnknown,
            Params = Replaced(this),
            Further = [.. Further.Select(f => f with { Severity = f.HasOwnSeverity ? f.Severity : severity, Params = Replaced(f) })],
            Derivations = [.. Derivations.Select(d => d with { Params = Replaced(d) })],
        };
    }

    internal TextSpan IdSpan { get; init; }

    internal IReadOnlyList<Binding> For { get; init; } = [];

    internal IReadOnlyList<GroupBinding> With { get; init; } = [];

    internal IReadOnlyList<Named> Lets { get; init; } = [];

    internal IReadOnlyList<Named> Params { get; init; } = [];

    internal Expression? Where { get; init; }

    internal Expression Check { get; init; } = null!;

    internal IReadOnlyList<Expression> Marks { get; init; } = [];

    /// <summary>The columns by which a short form names a row.</summary>
    internal IReadOnlyList<Expression.Column> KeyColumns { get; init; } = [];

    /// <summary>What messages show of the columns by which a short form matches, groups or orders rows: names, whose numbers take no marks of thousands.</summary>
    internal IReadOnlyList<Expression> Labels { get; init; } = [];

    /// <summary>The columns whose correction may make it hold, likeliest first.</summary>
    internal IReadOnlyList<Expression> Repairs { get; init; } = [];

    /// <summary>The columns in doubt once it fails.</summary>
    internal IReadOnlyList<Expression> Blocks { get; init; } = [];

    /// <summary>The words of <see cref="RepairWord"/> that it lists.</summary>
    internal IReadOnlySet<string> RepairWords { get; init; } = new HashSet<string>();

    /// <summary>The columns of the relation that it derives; null for a rule that checks.</summary>
    internal IReadOnlyList<Named>? Columns { get; init; }

    internal IReadOnlyDictionary<string, MessageTemplate> Messages { get; init; } = new Dictionary<string, MessageTemplate>();

    /// <summary>Whether its message is its own, not that of all rules in the core language or in its short form.</summary>
    internal bool HasOwnMessage { get; init; }

    /// <summary>The relations that it reads, with what a short form adds to it.</summary>
    internal IEnumerable<string> Relations => Further.Prepend(this).SelectMany(r => r.For.Select(b => b.Relation).Concat(r.With.Select(g => g.Relation.Text)));

    /// <summary>Every expression in it, those of its words included.</summary>
    internal IEnumerable<Expression> Expressions =>
        With.Select(g => g.Condition).Append(Where).Append(Columns is null ? Check : null).OfType<Expression>()
            .Concat(Lets.Concat(Params).Concat(Columns ?? []).Select(n => n.Expression))
            .Concat(Marks).Concat(Repairs).Concat(Blocks)
            .Concat(Messages.Values.SelectMany(m => m.Parts).Select(p => p.Expression).OfType<Expression>());
}

/// <summary>Repairs that are no correction of one column; rules list them beside the columns.</summary>
internal static class RepairWord
{
    public const string MissingItem = "missing item";
    public const string DoubledItem = "doubled item";
    public const string SwappedUnits = "swapped units";
    public const string SwappedValues = "swapped values";
    public const string Points = "% ↔ points";

    public static IReadOnlyList<string> All { get; } = [MissingItem, DoubledItem, SwappedUnits, SwappedValues, Points];
}

/// <summary>A name in <c>for</c> and the relation it ranges over.</summary>
internal sealed record Binding(string Name, TextSpan NameSpan, string Relation, TextSpan RelationSpan);

/// <summary>A name in <c>with</c>, its relation and the condition on its rows.</summary>
internal sealed record GroupBinding(string Name, TextSpan NameSpan, Expression.Name Relation, Expression? Condition);

internal sealed record Named(string Name, TextSpan NameSpan, Expression Expression);

/// <summary>A message: fixed text with expressions in braces.</summary>
internal sealed record MessageTemplate(IReadOnlyList<(string Text, Expression? Expression)> Parts);

/// <summary>What a rule must make of an example.</summary>
public enum ExpectedOutcome
{
    /// <summary>It must find nothing.</summary>
    Holds,

    /// <summary>It must find fault.</summary>
    Fails,

    /// <summary>It must have nothing to look at, or be unable to decide.</summary>
    NotEvaluated,
}

/// <summary>A small text or table that a rule must accept or find fault with.</summary>
public sealed record RuleExample
{
    public required ExpectedOutcome Expected { get; init; }

    /// <summary>The draft; null for an example that is only data.</summary>
    public string? Text { get; init; }

    /// <summary>The words that the finding must mark; null when any place will do.</summary>
    public string? At { get; init; }

    /// <summary>Words that the message must hold.</summary>
    public string? Message { get; init; }

    public DateOnly? Published { get; init; }

    public string? Language { get; init; }

    /// <summary>The previous version of the draft.</summary>
    public string? Previous { get; init; }

    /// <summary>The same text in another language.</summary>
    public string? Twin { get; init; }

    /// <summary>Another draft of the run, which stands before this one.</summary>
    public string? Together { get; init; }

    /// <summary>Tables as CSV text, by relation.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();

    /// <summary>The drafts beside the text, by the key of each.</summary>
    public IReadOnlyList<(string Key, string Text)> Beside => [.. new[] { ("previous", Previous), ("twin", Twin), ("together", Together) }.Where(d => d.Item2 is not null).Select(d => (d.Item1, d.Item2!))];

    /// <summary>The file that holds it: the rule's own, or the tests beside it.</summary>
    public required Source Source { get; init; }

    internal TextSpan Span { get; init; }
}

/// <summary>What a rules file holds.</summary>
public sealed record RuleFile(Source Source, string Name, IReadOnlyList<DatasetDeclaration> Datasets, IReadOnlyList<Rule> Rules, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Rules that derive a relation for others; their id is its name.</summary>
    public IReadOnlyList<Rule> Derivations { get; init; } = [];

    /// <summary>The relations that entries with mistakes would have derived; rules that read them need no further diagnostic.</summary>
    internal IReadOnlyList<string> Unsound { get; init; } = [];

    /// <summary>The file by itself: without what it extends, without what it says of other files' rules, without what was wrong with it.</summary>
    public RuleFile Alone => this with { Extends = [], Settings = [], Scopes = [], Waivers = [], Diagnostics = [] };

    /// <summary>Whether it says itself which packs it builds on.</summary>
    public bool SaysWhatItExtends { get; init; }

    /// <summary>Files of reference data beside the shipped ones, relative to this file; only a configuration names them.</summary>
    public IReadOnlyList<string> Reference { get; init; } = [];

    /// <summary>What it says of rules for some drafts alone.</summary>
    public IReadOnlyList<PathScope> Scopes { get; init; } = [];

    /// <summary>The findings that it accepts.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>What it says of a run; only that of a configuration counts.</summary>
    public RunSettings Run { get; init; } = new();

    /// <summary>The packs that it builds on, in order.</summary>
    internal IReadOnlyList<PackReference> Extends { get; init; } = [];

    /// <summary>What it says of rules, in order.</summary>
    internal IReadOnlyList<RuleSetting> Settings { get; init; } = [];
}
