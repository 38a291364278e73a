using System.Text.Json;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using static PropagandaVerify.Reports.Terminal;

namespace PropagandaVerify.Reports;

/// <summary>A setting of a run: its value, and where it was set.</summary>
/// <param name="Name">Its key in the configuration.</param>
/// <param name="Value">Its value.</param>
/// <param name="Where">A place in a file, the option of the command line, or "default".</param>
public sealed record RunSetting(string Name, string Value, string Where);

/// <summary>What applies in a run, and why.</summary>
public sealed record AppliedConfiguration
{
    /// <summary>The configuration that was found; null where there is none.</summary>
    public string? Found { get; init; }

    /// <summary>Why it is that one, or none.</summary>
    public required string Why { get; init; }

    /// <summary>The rules of the run.</summary>
    public required RulePacks Packs { get; init; }

    /// <summary>The draft that is asked about; null where all are.</summary>
    public string? Draft { get; init; }

    /// <summary>The scopes that it lies in.</summary>
    public IReadOnlyList<PathScope> Scopes { get; init; } = [];

    /// <summary>The waivers that go for it.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>The day that ends are compared with.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>The entries of the baseline that go for it; null where there is no baseline.</summary>
    public IReadOnlyList<KnownFinding>? Known { get; init; }

    /// <summary>Languages, baseline, reports and what fails a run.</summary>
    public IReadOnlyList<RunSetting> Settings { get; init; } = [];
}

/// <summary>Writes what applies in a run and which line of which file says so.</summary>
public static class ConfigurationReport
{
    public static void Write(AppliedConfiguration applied, TextWriter output)
    {
        output.WriteLine($"configuration: {Printable(applied.Found ?? "none")} ({applied.Why})");
        if (applied.Draft is { } draft)
        {
            output.WriteLine($"draft: {Printable(draft)}");
        }

        foreach (var setting in applied.Settings)
        {
            output.WriteLine($"{setting.Name}: {Printable(setting.Value)} ({Printable(setting.Where)})");
        }

        var files = applied.Packs.Files;
        output.WriteLine($"\nrules: {files.Sum(f => f.Rules.Count)} run, {applied.Packs.Disabled.Count} off");
        foreach (var pack in Packs(applied))
        {
            output.WriteLine($"  {Printable(pack.Name)}: {Counted(pack.Rules, "rule")}{(pack.IsShipped ? " (shipped)" : "")}");
        }

        Section(output, "set", [.. Changed(applied).Select(c => $"{c.Setting.Rule.Id}: {string.Join(", ", c.Setting.Changes)} ({Named(c.Setting)}){(c.Over is { } over ? $", overruled by {over.Selector.Where}" : "")}")]);
        Section(output, "off by themselves", [.. OffAlone(applied).Select(r => r.Id)]);
        Section(output, "scopes", [.. applied.Scopes.SelectMany(s => s.Changes.Select(c => $"{s.Path.Text}: {c.Selector.Text}: {c.Change} ({c.Selector.Where})"))]);
        Section(output, "waivers", [.. applied.Waivers.Select(w => $"{Where(w)}: {Told(w)}{(HasEnded(applied, w) ? " (ended)" : "")}")]);
        if (applied.Known is { } known)
        {
            // Of one draft the rules are of interest, of all of them the drafts.
            Section(output, "known before", [.. known.GroupBy(k => applied.Draft is null ? k.File : k.Rule).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}: {Counted(g.Count(), "finding")}")]);
        }
    }

    public static void WriteJson(AppliedConfiguration applied, TextWriter output) => output.WriteLine(JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("configuration", applied.Found);
        json.WriteString("why", applied.Why);
        json.WriteString("draft", applied.Draft);
        Array(json, "settings", applied.Settings, s =>
        {
            json.WriteString("name", s.Name);
            json.WriteString("value", s.Value);
            json.WriteString("where", s.Where);
        });
        Array(json, "packs", Packs(applied), p =>
        {
            json.WriteString("name", p.Name);
            json.WriteNumber("rules", p.Rules);
            json.WriteBoolean("shipped", p.IsShipped);
        });
        var changed = Changed(applied).ToLookup(c => c.Setting.Rule.Id);
        Array(json, "rules", applied.Packs.Files.SelectMany(f => f.Rules).Concat(applied.Packs.Disabled), r =>
        {
            json.WriteString("id", r.Id);
            json.WriteBoolean("enabled", r.IsEnabled);
            json.WriteString("severity", r.Severity.ToString().ToLowerInvariant());
            json.WriteBoolean("suppressible", r.IsSuppressible);
            Array(json, "set", changed[r.Id], c =>
            {
                json.WriteString("change", string.Join(", ", c.Setting.Changes));
                json.WriteString("selector", c.Setting.Selector.Text);
                json.WriteString("where", c.Setting.Selector.Where);
                json.WriteBoolean("overruled", c.Over is not null);
            });
        });
        Array(json, "scopes", applied.Scopes.SelectMany(s => s.Changes.Select(c => (s.Path, c.Selector, c.Change))), s =>
        {
            json.WriteString("path", s.Path.Text);
            json.WriteString("selector", s.Selector.Text);
            json.WriteString("change", s.Change);
            json.WriteString("where", s.Selector.Where);
        });
        Array(json, "waivers", applied.Waivers, w =>
        {
            json.WriteString("rule", w.Rule);
            json.WriteString("where", Where(w));
            json.WriteString("about", Told(w));
            json.WriteString("reason", w.Reason);
            json.WriteBoolean("ended", HasEnded(applied, w));
        });
        if (applied.Known is { } known)
        {
            Array(json, "baseline", known, k => BaselineFile.WriteEntry(json, k));
        }

        json.WriteEndObject();
    }));

    private static IEnumerable<(string Name, int Rules, bool IsShipped)> Packs(AppliedConfiguration applied) => applied.Packs.Files
        .GroupBy(f => ShippedRules.Files.Any(s => s.Source == f.Source) ? (Name: f.Source.Path.Split('/')[^2], IsShipped: true) : (Name: f.Source.Path, IsShipped: false))
        .Select(g => (g.Key.Name, Rules: g.Sum(f => f.Rules.Count), g.Key.IsShipped)).Where(p => p.Rules > 0);

    // Of two settings of one rule that change the same, the later counts.
    private static IEnumerable<(AppliedSetting Setting, AppliedSetting? Over)> Changed(AppliedConfiguration applied) => applied.Packs.Applied
        .Select((s, i) => (Setting: s, Over: applied.Packs.Applied.Skip(i + 1).FirstOrDefault(o => ReferenceEquals(o.Rule, s.Rule) && s.Changes.All(c => o.Changes.Any(n => Kind(n) == Kind(c))))))
        .Where(c => c.Setting.Changes.Count > 0).OrderBy(c => c.Setting.Rule.Id, StringComparer.Ordinal);

    private static string Kind(string change) => change.Split(':')[0] is var kind and not "off" ? kind : "on";

    private static IEnumerable<Rule> OffAlone(AppliedConfiguration applied) =>
        applied.Packs.Disabled.Where(r => !applied.Packs.Applied.Any(s => s.Rule.Id == r.Id && s.Changes.Contains("off")));

    private static string Named(AppliedSetting setting) => setting.Selector.Text == setting.Rule.Id ? setting.Selector.Where : $"{setting.Selector.Where} by {setting.Selector.Text}";

    private static string Where(Waiver waiver) => waiver.Source.Located(waiver.Span.Start);

    private static string Told(Waiver waiver) => string.Join(", ", new[]
    {
        waiver.Rule,
        waiver.Path is { } path ? $"in {path.Text}" : null,
        waiver.Key is { } key ? $"key {key}" : null,
        waiver.Words is { } words ? $"at « {words} »" : null,
        waiver.Row.Count > 0 ? $"where {string.Join(" and ", waiver.Row.Select(c => $"{c.Column} = {c.Value}"))}" : null,
        waiver.Imbalance is { } imbalance ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"imbalance {imbalance}") : null,
        waiver.Until is { } until ? $"until {until:yyyy-MM-dd}" : null,
        waiver.Author is { } author ? $"by {author}" : null,
    }.OfType<string>()) + $": {waiver.Reason}";

    private static bool HasEnded(AppliedConfiguration applied, Waiver waiver) => waiver.Until < applied.Today;

    private static void Section(TextWriter output, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        output.WriteLine($"\n{heading}:");
        foreach (var line in lines)
        {
            output.WriteLine($"  {Printable(line)}");
        }
    }

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
