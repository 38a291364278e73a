using PropagandaVerify.Documents;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>What became of one file of a run.</summary>
/// <param name="Path">The file as named.</param>
/// <param name="Encoding">The encoding it was read in.</param>
/// <param name="Language">The language of a draft; null for a dataset or a draft that was not read.</param>
/// <param name="Published">The day of publication of a draft.</param>
/// <param name="Figures">The ledger's numbers of its figures.</param>
/// <param name="Ledger">What became of them.</param>
public sealed record FileReport(string Path, string Encoding, string? Language, DateOnly? Published, IReadOnlyList<int> Figures, Ledger Ledger)
{
    /// <summary>How many figures it has. Of a dataset that is read record by record the ledger knows only those beside findings.</summary>
    public int FigureCount => Scanned?.Figures ?? Figures.Count;

    /// <summary>How many of its figures at least one rule decided about.</summary>
    public int CheckedCount => Scanned?.Checked ?? Figures.Count(f => Ledger.StateOf(f) == FigureState.Checked);

    /// <summary>How many records and figures a dataset has that was read record by record; null for files that are held.</summary>
    public ScannedCounts? Scanned { get; init; }

    /// <summary>The headline of a draft.</summary>
    public string? Title { get; init; }

    /// <summary>The draft as it was read; null unless <see cref="VerifierOptions.KeepsDocuments"/> asked for it, and for a dataset.</summary>
    public Document? Document { get; init; }

    /// <summary>How a dataset is read, and its rows where they are held; null unless that was asked for in the same way, and for a draft.</summary>
    public DatasetState? Dataset { get; init; }
}

/// <summary>What was counted of a dataset that is read record by record.</summary>
/// <param name="Rows">Its records.</param>
/// <param name="Figures">Its numbers that are no part of a key.</param>
/// <param name="Checked">How many of them some rule decided about: of each column as many as the rule that decided about most of them.</param>
public sealed record ScannedCounts(int Rows, int Figures, int Checked);

/// <summary>The result of a run.</summary>
public sealed record Report
{
    public required IReadOnlyList<FileReport> Files { get; init; }

    /// <summary>Findings in order of file, place and rule.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What was looked at and holds, or could not be decided.</summary>
    public required IReadOnlyList<Checked> Checked { get; init; }

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The rules of the run and how many tuples each looked at.</summary>
    public required IReadOnlyDictionary<string, int> Evaluated { get; init; }

    /// <summary>What each rule that ran made of the tuples that it is about.</summary>
    public IReadOnlyDictionary<string, RuleCount> Counts { get; init; } = new Dictionary<string, RuleCount>();

    /// <summary>The rules that read no draft.</summary>
    public IReadOnlyList<string> OverDatasets { get; init; } = [];

    /// <summary>The rules of the run, with their words.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Rules that looked at nothing and do not accept that, those of the user first.</summary>
    public required IReadOnlyList<string> MatchedNothing { get; init; }

    /// <summary>Rules that looked at something and could decide about none of it.</summary>
    public IReadOnlyList<string> DecidedNothing { get; init; } = [];

    /// <summary>The rules over datasets for which a database found the rows that are left to them, and for how many rows it found that they hold; the others read their datasets row by row.</summary>
    public IReadOnlyDictionary<string, long> Sifted { get; init; } = new Dictionary<string, long>();

    /// <summary>Rules that a rules file, or the rule itself, keeps from running.</summary>
    public IReadOnlyList<string> Disabled { get; init; } = [];

    /// <summary>How many findings of a rule no comment, waiver or baseline answers for, those cut off included.</summary>
    public int Open(string rule) => Counts.GetValueOrDefault(rule).Findings - Findings.Count(f => f.Rule == rule && f.Suppression is { Kind: not SuppressionKind.Threshold });

    /// <summary>How many more findings rules have than <see cref="Findings"/> holds, where a bound cut them off.</summary>
    public IEnumerable<(string Rule, int Count)> LeftOut
    {
        get
        {
            var shown = Findings.CountBy(f => f.Rule).ToDictionary(StringComparer.Ordinal);
            return Counts.Select(c => (Rule: c.Key, Count: c.Value.Findings - shown.GetValueOrDefault(c.Key))).Where(l => l.Count > 0).OrderBy(l => l.Rule, StringComparer.Ordinal);
        }
    }

    /// <summary>What became of the findings known before; null where the run had no baseline.</summary>
    public BaselineMatch? Baseline { get; init; }

    /// <summary>The name of the former state whose findings do not count; null where none was looked at.</summary>
    public string? Since { get; init; }

    /// <summary>What the run cost; null when no clock was lent.</summary>
    public RunCosts? Costs { get; init; }
}
