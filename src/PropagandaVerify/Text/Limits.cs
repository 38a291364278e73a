namespace PropagandaVerify.Text;

/// <summary>Every bound that protects a run against hostile or runaway input. A bound that is hit is a diagnostic, never a pass.</summary>
public sealed record Limits
{
    public static Limits Default { get; } = new();

    /// <summary>Largest draft, in bytes as stored.</summary>
    public int MaxDraftBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Largest Markdown draft, in bytes: the parser is slow on nested markup.</summary>
    public int MaxMarkdownBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Deepest nesting of block quotes and lists that is handed to the Markdown parser.</summary>
    public int MaxMarkdownDepth { get; init; } = 32;

    /// <summary>Most brackets, back-ticks and emphasis marks in one Markdown paragraph; beyond it the draft is read as plain text.</summary>
    public int MaxMarkdownMarks { get; init; } = 2_000;

    /// <summary>Most pages of a PDF.</summary>
    public int MaxPages { get; init; } = 2_000;

    /// <summary>Most letters on one page of a PDF; laying a page out takes more than linear time.</summary>
    public int MaxLettersOfPage { get; init; } = 50_000;

    /// <summary>Most tags, comments and stretches of text in a page.</summary>
    public int MaxHtmlTokens { get; init; } = 400_000;

    /// <summary>Most elements of a page that are open at once; what ends by itself, such as a paragraph, does not count.</summary>
    public int MaxHtmlDepth { get; init; } = 512;

    /// <summary>Most elements that the parser of a page walks over, summed over its tags; one that it has to make anew for formatting left open counts for fifty.</summary>
    public long MaxHtmlCost { get; init; } = 50_000_000;

    /// <summary>Deepest nesting of the parts of a mail message.</summary>
    public int MaxMailDepth { get; init; } = 32;

    /// <summary>Largest part of a draft that is packed as a ZIP file (.docx, .odt), in bytes unpacked.</summary>
    public int MaxPartBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Most bytes that the parts of such a draft unpack to, together.</summary>
    public long MaxPackageBytes { get; init; } = 96L * 1024 * 1024;

    /// <summary>Most parts of such a draft, pictures among them.</summary>
    public int MaxParts { get; init; } = 10_000;

    /// <summary>Deepest nesting of elements in such a part; three for each table in a table.</summary>
    public int MaxPartDepth { get; init; } = 256;

    /// <summary>Most elements in such a part; a long novel has half as many.</summary>
    public int MaxPartElements { get; init; } = 1_000_000;

    /// <summary>Longest text of such a draft, in characters; a small file can hold one that takes minutes.</summary>
    public int MaxPackedText { get; init; } = 4 * 1024 * 1024;

    /// <summary>Largest dataset file that is held as rows, in bytes; each takes some sixty times as much memory.</summary>
    public long MaxDatasetBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Largest dataset that is held as rows without need, in bytes; a larger one is read record by record, unless some rule needs all its rows at once.</summary>
    public long MaxHeldBytes { get; init; } = 8L * 1024 * 1024;

    /// <summary>Most bytes that the groups of tables read record by record take.</summary>
    public long MaxScanBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Most bytes of rows that wait in memory while two states of a dataset are compared; what goes beyond is kept in a store.</summary>
    public long MaxComparedBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>Most rows held of one dataset.</summary>
    public int MaxDatasetRows { get; init; } = 5_000_000;

    /// <summary>Largest rule, lexicon or reference file, in bytes.</summary>
    public int MaxYamlBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Deepest nesting in a YAML file.</summary>
    public int MaxYamlDepth { get; init; } = 64;

    /// <summary>Most nodes in one YAML file.</summary>
    public int MaxYamlNodes { get; init; } = 200_000;

    /// <summary>Most cells of a sheet of a workbook, each of which has a place of its own.</summary>
    public int MaxWorkbookCells { get; init; } = 2_000_000;

    /// <summary>Most characters of the values of a Parquet file.</summary>
    public int MaxColumnarText { get; init; } = 500_000_000;

    /// <summary>Deepest nesting of JSON in a dataset.</summary>
    public int MaxJsonDepth { get; init; } = 64;

    /// <summary>Most files of one run.</summary>
    public int MaxFiles { get; init; } = 20_000;

    /// <summary>Longest list of files, in characters.</summary>
    public int MaxListOfFiles { get; init; } = 8_000_000;

    /// <summary>Most rules files of one run, those that others extend included.</summary>
    public int MaxPackFiles { get; init; } = 200;

    /// <summary>Longest expression in a rule, in characters.</summary>
    public int MaxExpressionLength { get; init; } = 4_000;

    /// <summary>Longest message of a rule, in characters.</summary>
    public int MaxMessageLength { get; init; } = 10_000;

    /// <summary>Deepest nesting of an expression.</summary>
    public int MaxExpressionDepth { get; init; } = 64;

    /// <summary>Most digits of a figure; a longer run of digits is a name, not a figure.</summary>
    public int MaxDigits { get; init; } = 18;

    /// <summary>Largest figure, its scale word worked in; a larger one is a slip or a joke, and squares of it would only slow the reckoning.</summary>
    public decimal MaxFigure { get; init; } = 1_000_000_000_000_000_000m;

    /// <summary>Most combinations of readings tried for one tuple; beyond it the verdict is undecidable.</summary>
    public int MaxReadings { get; init; } = 64;

    /// <summary>Most tuples that one rule may look at in one run.</summary>
    public long MaxTuplesPerRule { get; init; } = 20_000_000;

    /// <summary>Most rows that one rule looks at to explain what it made of one row.</summary>
    public long MaxTracedRows { get; init; } = 2_000_000;

    /// <summary>How many rows a relation of a draft is taken to have when the work of a rule is estimated before any draft is read.</summary>
    public int AssumedDraftRows { get; init; } = 1_000;

    /// <summary>Most rows of one derived relation.</summary>
    public int MaxDerivedRows { get; init; } = 1_000_000;

    /// <summary>Most findings kept of one rule; the count beyond it is still said.</summary>
    public int MaxFindingsPerRule { get; init; } = 1_000;

    /// <summary>Most outcomes of one rule that hold and are kept, for the report and for finding repairs that leave them holding.</summary>
    public int MaxHeldOutcomes { get; init; } = 20_000;

    /// <summary>Most findings and undecided checks of one rule that a session keeps; a rule with more is stopped.</summary>
    public int MaxSessionFindings { get; init; } = 100_000;

    /// <summary>Most bytes that the facts of a session take, by estimate; what goes beyond is refused.</summary>
    public long MaxSessionBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Most findings of one draft, or of the datasets, for which repairs are looked for.</summary>
    public int MaxDiagnosed { get; init; } = 200;

    /// <summary>Most pairs of figures that are weighed to find the figures of one draft in another.</summary>
    public long MaxAlignedPairs { get; init; } = 4_000_000;

    /// <summary>Most figures that are considered together when looking for the one behind several findings.</summary>
    public int MaxMentions { get; init; } = 64;

    /// <summary>Most rows looked at in search of repairs, for one draft or for the datasets.</summary>
    public long MaxDiagnosisRows { get; init; } = 2_000_000;

    /// <summary>Most sets of figures tried in that search.</summary>
    public int MaxLocaliserTrials { get; init; } = 2_000;
}
