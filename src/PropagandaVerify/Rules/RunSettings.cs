using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>A text of a rules file and where it stands.</summary>
public sealed record Said(string Text, Source Source, TextSpan Span)
{
    /// <summary>Where it stands: file, line and column.</summary>
    public string Where => Source.Located(Span.Start);
}

/// <summary>What a configuration says of a run that the command line does not; null where it says nothing.</summary>
public sealed record RunSettings
{
    /// <summary>The language of the drafts.</summary>
    public Said? Language { get; init; }

    /// <summary>The language of messages.</summary>
    public Said? Messages { get; init; }

    /// <summary>The least severity that fails a run.</summary>
    public Said? FailOn { get; init; }

    /// <summary>Whether rows that cannot be decided are allowed, or refused.</summary>
    public Said? Unknown { get; init; }

    /// <summary>Whether rows of datasets that cannot be decided fail a run.</summary>
    public bool RefusesUnknown => Unknown?.Text == RuleKeys.Refused;

    /// <summary>The file of the findings known, relative to the configuration.</summary>
    public Said? Baseline { get; init; }

    /// <summary>The reports of a run: their forms, and the files they go to, relative to the configuration.</summary>
    public IReadOnlyList<(Said Format, Said? Out)> Reports { get; init; } = [];

    /// <summary>Whether it says anything.</summary>
    public bool IsEmpty => this is { Language: null, Messages: null, FailOn: null, Unknown: null, Baseline: null, Reports.Count: 0 };
}

/// <summary>Reads what a configuration says of a run.</summary>
internal sealed class RunSettingReader(RuleFileReader file, YamlNode.Mapping map)
{
    public RunSettings Read()
    {
        file.OneOf(map["fail-on"], RuleKeys.Severities);
        file.OneOf(map["unknown"], RuleKeys.Unknown);
        file.OnlyShape<YamlNode.Sequence>(map["reports"], "reports", "a list", "write `reports: [{format: sarif, out: pverify.sarif}]`");
        return new RunSettings
        {
            Language = Text(map, "language", "write `language: fr`"),
            Messages = Text(map, "messages", "write `messages: en`"),
            FailOn = map["fail-on"] is YamlNode.Scalar { Value: var severity } least && RuleKeys.Severities.Words.Contains(severity) ? Of(least) : null,
            Unknown = map["unknown"] is YamlNode.Scalar { Value: var word } unknown && RuleKeys.Unknown.Words.Contains(word) ? Of(unknown) : null,
            Baseline = Text(map, "baseline", "write `baseline: pverify-baseline.json`"),
            Reports = [.. ((map["reports"] as YamlNode.Sequence)?.Items ?? []).Select(Report).OfType<(Said, Said?)>()],
        };
    }

    private (Said, Said?)? Report(YamlNode node)
    {
        if (node is not YamlNode.Mapping report)
        {
            file.Report(node.Span, "R001", $"a report is a mapping, not {node.Shape}", "write `{format: sarif, out: pverify.sarif}`");
            return null;
        }

        file.OnlyKeys(report, RuleKeys.Report);
        var format = Text(report, "format", "write `format: sarif`");
        if (report["format"] is null)
        {
            file.Report(report.Span with { End = report.Span.Start }, "R002", "the report has no `format`", "write `{format: sarif, out: pverify.sarif}`");
        }

        return format is null ? null : (format, Text(report, "out", "write `out: pverify.sarif`, relative to this file"));
    }

    private Said? Text(YamlNode.Mapping of, string key, string help)
    {
        if (of[key] is YamlNode.Scalar { Value.Length: > 0 } text)
        {
            return Of(text);
        }

        if (of[key] is { } other)
        {
            file.Report(other.Span, "R001", $"`{key}` is a text, this is {(other is YamlNode.Scalar ? "empty" : other.Shape)}", help);
        }

        return null;
    }

    private Said Of(YamlNode.Scalar text) => new(text.Value, file.Source, text.Span);
}
