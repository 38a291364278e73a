using PropagandaVerify.Facts;

namespace PropagandaVerify.Rules;

/// <summary>Every key of a rules file, once. The readers take the keys and words they accept from here, and <see cref="RuleSchema"/> what editors show.</summary>
/// <remarks>A table stands behind those that it names, since static members are set in the order of the text.</remarks>
internal static class RuleKeys
{
    public static KeyShape.Choice Severities => FormKeys.Severities;

    public static KeyShape.Choice Statuses { get; } = new(["preview", "stable", "deprecated"]);

    public static KeyShape.Choice ColumnTypes { get; } = new(["number", "integer", "text", "date"]);

    public static KeyShape.Choice DecimalMarks { get; } = new([".", ","]);

    public static KeyShape.Choice Truths { get; } = new(["true", "false"]);

    /// <summary>The word that lets tuples which cannot be decided fail a run.</summary>
    public const string Refused = "refused";

    public const string Allowed = "allowed";

    public static KeyShape.Choice Unknown { get; } = new([Allowed, Refused]);

    private static RuleKey MaxFailures { get; } = new("max_failures", "How many findings are accepted: a number, or a share of the rows that it looks at, such as 2 %; one more, and all count.", new KeyShape.Either([new KeyShape.Count(), new KeyShape.Text("^[0-9]+([.][0-9]+)? ?%$")]));

    private static RuleKey OfUnknown { get; } = new("unknown", "Whether rows that cannot be decided are allowed; refused fails the run. What the run says unless said.", Unknown);

    public static KeyTable Tests { get; } = new("tests", "a file of tests", [new("tests", "Examples by the id of their rule.", new KeyShape.Named(Any))]);

    public static KeyTable Override { get; } = new("override", "an override",
    [
        new("severity", "How grave its findings are.", Severities),
        new("params", "Values that take the place of its parameters' defaults.", new KeyShape.Named(Any)),
        MaxFailures,
        OfUnknown,
    ]);

    public static KeyTable ScopedOverride { get; } = new("scoped-override", "an override in a scope", [new("severity", "How grave its findings are there.", Severities) { IsRequired = true }]);

    public static KeyTable Scope { get; } = new("scope", "a scope",
    [
        new("path", "The drafts, seen from this file: * within a name, ** over folders; without a slash a name in any folder.", Any) { IsRequired = true },
        new("disable", "Rules that do not run there, by id or tag:NAME.", OneOrMany(Any)),
        new("override", "Rules by id or tag:NAME, and how grave their findings are there.", new KeyShape.Named(new KeyShape.Keyed(ScopedOverride))),
    ]) { AtLeastOneOf = ["disable", "override"] };

    public static KeyTable Column { get; } = new("column", "a column",
    [
        new("type", "What its cells hold; told from the cells if left out.", ColumnTypes),
        new("unit", "The unit of all its numbers, such as EUR or \"%\".", Any),
    ]);

    public static KeyTable Dataset { get; } = new("dataset", "a dataset",
    [
        new("path", "The file, relative to this one: CSV, JSON, Excel or Parquet.", Any) { IsRequired = true },
        new("key", "The columns that together name a row; no two rows may share them.", ListOf(Any)),
        new("missing", "What cells hold in place of a value, beside NA, - and the like: ['-99'].", ListOf(Any)),
        new("delimiter", "What parts the fields, where the header does not tell.", new KeyShape.Text("^.$")),
        new("decimal", "The sign in front of decimals, where the cells do not tell.", DecimalMarks),
        new("columns", "The types and units of columns that the cells alone do not tell.", new KeyShape.Named(new KeyShape.Either([ColumnTypes, new KeyShape.Keyed(Column)]))),
    ]);

    public static KeyTable Example { get; } = new("example", "an example",
    [
        new("text", "The draft.", Any),
        new("at", "Only under fails: the words of the first mark.", Any),
        new("message", "Only under fails: words that the message must hold.", Any),
        new("published", "The day of publication, such as 2020-10-26.", Day),
        new("language", "The language of the draft, such as fr; told from the text if left out.", Any),
        new("previous", "The previous version of the draft.", Any),
        new("twin", "The same text in another language.", Any),
        new("together", "Another draft of the same run, which stands before this one.", Any),
        new("data", "Tables as CSV text, by relation.", new KeyShape.Named(Any)),
    ]) { AtLeastOneOf = ["text", "data"] };

    public static KeyTable Examples { get; } = new("examples", "examples",
    [
        new("holds", "Drafts or tables in which the rule must find no fault, the tempting false alarms above all.", ExamplesOf),
        new("fails", "Drafts or tables in which the rule must find fault.", ExamplesOf),
        new("not_evaluated", "Drafts or tables in which the rule must have nothing to look at, or be unable to decide.", ExamplesOf),
    ]);

    public static KeyTable Rule { get; } = new("rule", "a rule",
    [
        Id, Title,
        For,
        With,
        Let,
        Where,
        new("check", "The assertion that must hold, such as total.value ~ sum(parts.value).", Any) { IsRequired = true },
        Message,
        .. Common,
    ]);

    public static KeyTable RuleInShort { get; } = new("rule-in-short", "a rule in a short form",
        [Id, Title, Message, .. Forms, .. Common]) { AtLeastOneOf = [.. ShortForms.All.Select(f => f.Name)] };

    /// <summary>What a reader accepts that does not know yet which of the two it has before it.</summary>
    public static KeyTable AnyRule { get; } = new("any-rule", "a rule", [.. Rule.Keys, .. Forms]);

    public static KeyTable Derivation { get; } = new("derivation", "a derivation",
    [
        new("derive", "Names the relation that it makes, in lower case with underscores, such as town_amounts.", new KeyShape.Text("^[a-z0-9_]+$")) { IsRequired = true },
        new("title", "What its rows are; one text (English) or one for each language.", Words),
        new("why", "Why it is derived so.", Words),
        For,
        With,
        Let,
        Where,
        new("columns", "Names of columns and the expressions that they hold, such as {county: i.name}.", new KeyShape.Named(Any)) { IsRequired = true },
        Params,
        MinMatches,
    ]);

    public static KeyTable Waiver { get; } = new("waiver", "a waiver",
    [
        new("rule", "The rule whose findings are accepted.", Any) { IsRequired = true },
        new("path", "The files, seen from this one: * within a name, ** over folders; without a slash a name in any folder.", Any),
        new("key", "The key of a finding as reports show it, or columns of the row of a dataset and their values.", new KeyShape.Either([Any, new KeyShape.Named(Any)])),
        new("words", "The words that the finding marks.", Any),
        new("imbalance", "The left side less the right; a finding with another one counts.", Any),
        new("reason", "Why they are accepted.", Any) { IsRequired = true },
        new("author", "Who answers for it.", Any),
        new("until", "The last day on which it counts, such as 2027-01-31.", Day),
    ]) { AtLeastOneOf = ["path", "key", "words"] };

    public static KeyTable Report { get; } = new("report", "a report",
    [
        new("format", "The form, as behind --format.", Any) { IsRequired = true },
        new("out", "The file that it goes to, relative to this file; standard output if left out.", Any),
    ]);

    public static KeyTable File { get; } = new("file", "a rules file",
    [
        new("ruleset", "The pack's name; the file's name if left out.", Any),
        new("extends", "The packs that it builds on: shipped ones by name, files and folders by path.", OneOrMany(Any)),
        new("disable", "Rules that do not run, by id or tag:NAME.", OneOrMany(Any)),
        new("enable", "Rules that run though they are off, by id or tag:NAME.", OneOrMany(Any)),
        new("override", "Rules by id or tag:NAME, and what changes of them.", new KeyShape.Named(new KeyShape.Keyed(Override))),
        new("reference", "Files of exchange rates or names beside the shipped data, relative to this file; read from propagandaverify.yaml alone.", OneOrMany(Any)),
        new("scopes", "What is said of rules for some drafts alone.", ListOf(new KeyShape.Keyed(Scope))),
        new("waivers", "Findings that are accepted, each for a reason.", ListOf(new KeyShape.Keyed(Waiver))),
        new("baseline", "The file of the findings known, as `pverify baseline` writes it; read from propagandaverify.yaml alone.", Any),
        new("language", "The language of the drafts, such as fr; read from propagandaverify.yaml alone.", Any),
        new("messages", "The language of messages, such as en; read from propagandaverify.yaml alone.", Any),
        new("fail-on", "The least severity that fails a run; read from propagandaverify.yaml alone.", Severities),
        new("unknown", "Whether rows of datasets that no rule can decide are allowed, or refused; read from propagandaverify.yaml alone.", Unknown),
        new("reports", "The reports of a run that names none itself; read from propagandaverify.yaml alone.", ListOf(new KeyShape.Keyed(Report))),
        new("datasets", "Tables that become relations, by name.", new KeyShape.Named(new KeyShape.Keyed(Dataset))),
        new("rules", "Rules, and derivations of relations for them.", ListOf(new KeyShape.Either([new KeyShape.Keyed(Rule), new KeyShape.Keyed(RuleInShort), new KeyShape.Keyed(Derivation)]))),
    ]) { AtLeastOneOf = ["rules", "datasets", "reference", "extends", "disable", "enable", "override", "scopes", "waivers", "baseline", "language", "messages", "fail-on", "unknown", "reports"] };

    private static RuleKey Id => new("id", "Names the defect, in lower case with hyphens, such as total-differs-from-parts.", new KeyShape.Text("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")) { IsRequired = true };

    private static RuleKey Title => new("title", "What is wrong, in a few words, in English or in each language; the words of the id, or of the form, if left out.", Words);

    private static RuleKey Message => new("message", "The sentence that a finding says, with expressions in braces; both sides of check, or that of the form, if left out.", Words);

    private static IEnumerable<RuleKey> Forms => ShortForms.All.Select(f => new RuleKey(f.Name, f.Meaning, new KeyShape.Keyed(f.Table)));

    private static IEnumerable<RuleKey> Common =>
    [
        new("why", "Why it matters, and when the rule keeps silent.", Words),
        new("remedy", "What the author of a draft should do, in a short sentence.", Words),
        new("severity", "How grave a finding is; a warning if left out.", Severities),
        new("mark", "The places that a finding shows, the first one first; the rows of for if left out.", OneOrMany(Any)),
        new("repair", "The columns whose correction may repair it, likeliest first, and words for other repairs.", OneOrMany(Suggesting(RepairWord.All))),
        new("blocks", "The columns that are in doubt once it fails; other checks that read those figures are then undecided.", OneOrMany(Any)),
        Params,
        new("examples", "Small drafts or tables that are documentation and tests in one.", new KeyShape.Keyed(Examples)),
        MinMatches,
        MaxFailures,
        OfUnknown,
        new("enabled", "Whether it runs; false for one that a file must enable.", new KeyShape.Truth()),
        new("suppressible", "Whether a comment, a waiver or a baseline may answer for its findings; true if left out.", new KeyShape.Truth()),
        new("tags", "Words by which rules are chosen together.", OneOrMany(Any)),
        new("status", "How settled the rule is; stable if left out.", Statuses),
        new("see", "Where to read more: pages, papers, other rules.", OneOrMany(Any)),
    ];

    private static RuleKey For => new("for", "Names and the relations that they range over, such as {total: stated_totals}.",
        new KeyShape.Named(Suggesting([.. DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference).Select(s => s.Name)]))) { IsRequired = true };

    private static RuleKey With => new("with", "Names and groups of rows, such as parts: items where parts.list = total.list.", new KeyShape.Named(Any));

    private static RuleKey Let => new("let", "Names for expressions.", new KeyShape.Named(Any));

    private static RuleKey Where => new("where", "Which tuples it is about; one for which this cannot be decided is left out.", Any);

    private static RuleKey Params => new("params", "Names for constants, such as {tolerance: 5 %}.", new KeyShape.Named(Any));

    private static RuleKey MinMatches => new("min_matches", "How many tuples it must look at before silence counts; 0 accepts none.", new KeyShape.Count());

    private static KeyShape Any => new KeyShape.Text();

    private static KeyShape Day => new KeyShape.Text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");

    private static KeyShape Words => new KeyShape.Either([Any, new KeyShape.Named(Any)]);

    private static KeyShape ExamplesOf => OneOrMany(new KeyShape.Either([Any, new KeyShape.Keyed(Example)]));

    private static KeyShape.Text Suggesting(IReadOnlyList<string> suggestions) => new() { Suggestions = suggestions };

    private static KeyShape.List ListOf(KeyShape item) => new(item);

    private static KeyShape.Either OneOrMany(KeyShape item) => new([item, ListOf(item)]);
}
