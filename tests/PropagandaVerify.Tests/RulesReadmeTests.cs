using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

/// <summary>rules/README.md lists every relation, column and function that there is. UPDATE_EXPECTED=1 writes the two lists anew.</summary>
public class RulesReadmeTests
{
    private static readonly string Readme = Repository.Of("rules", "README.md");

    [Fact]
    public void Lists_every_code_of_a_diagnostic()
    {
        var listed = File.ReadAllText(Readme).Split("## Codes of diagnostics")[1].Split("\n## ")[0];
        var ranges = Regex.Matches(listed, "`([A-Z])([0-9]{3})` – `[A-Z]([0-9]{3})`").Select(m => (Letter: m.Groups[1].Value[0], Low: int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), High: int.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture))).ToList();
        var codes = Directory.EnumerateFiles(Repository.Of("src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "\"([YRLDTSE][0-9]{3})\"").Select(m => m.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal);
        codes.Where(c => !listed.Contains($"`{c}`", StringComparison.Ordinal) && !ranges.Any(r => r.Letter == c[0] && int.Parse(c[1..], CultureInfo.InvariantCulture) is var n && n >= r.Low && n <= r.High)).ShouldBeEmpty();
    }

    [Fact]
    public void Lists_every_function_relation_and_column()
    {
        var text = File.ReadAllText(Readme);
        var wanted = Replaced(Replaced(text, "Functions:\n", "\n\n## Short forms", Functions()), "## Relations of a draft\n", "\n\nWords with several meanings", Relations());
        wanted = Replaced(wanted, "The keys of a rule, those that must be there in bold:\n", "\n\nEditors with", Keys(RuleKeys.Rule.Keys));
        wanted = Replaced(wanted, "The keys of a waiver, those that must be there in bold:\n", "\n\nOne that covers nothing", Keys(RuleKeys.Waiver.Keys));
        wanted = Replaced(wanted, "· `* /` · columns.\n", "\n\nA column with fixed words", Expressions());
        wanted = Replaced(wanted, "The forms and their keys, those that must be there in bold:\n", "\n\n### What missing rows mean", Forms());
        wanted = Replaced(wanted, "## The catalogue of checks\n", "\n\n## Datasets", Catalogue());
        wanted = Replaced(wanted, "The columns of forms, and what may fill them:\n", "\n\nTypes: ", Slots());
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(Readme, wanted);
        }

        File.ReadAllText(Readme).ShouldBe(wanted);
    }

    private static string Replaced(string text, string before, string after, string middle)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var end = text.IndexOf(after, start, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, start), "\n", middle, text.AsSpan(end));
    }

    private static string Slots() => "| relation | columns |\n|---|---|\n" + string.Join('\n', ConstructionSlots.All.Order(StringComparer.Ordinal).Select(r =>
        $"| `{r}` | {string.Join(", ", ConstructionSlots.NamesOf(r).Select(s => $"`{s}` {ConstructionSlots.TypeOf(r, s).ToString()!.ToLowerInvariant()}"))} |"));

    [Fact]
    public void Every_key_of_a_lexicon_stands_in_the_guide_to_adding_a_language()
    {
        var text = File.ReadAllText(Readme);
        var guide = text[text.IndexOf("## Adding a language", StringComparison.Ordinal)..];
        var keys = Directory.GetFiles(Repository.Of("rules", "lexicon"), "*.yaml")
            .SelectMany(f => ((YamlNode.Mapping)YamlReader.Read(new Source(f, File.ReadAllText(f)), Limits.Default).Root!).Entries)
            .SelectMany(e => e is { Value: YamlNode.Mapping { Entries: var own }, Key.Value: not ("classes" or "constructions" or "shorthands") } ? own.Select(o => o.Key.Value).Prepend(e.Key.Value) : [e.Key.Value]);
        keys.Distinct().Where(k => !guide.Contains($"`{k}`", StringComparison.Ordinal) && !guide.Contains($"`{k}:`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Functions() =>
        string.Join('\n', FunctionBinder.Forms.Order(StringComparer.Ordinal).Select(f => $"- `{f[..(f.IndexOf("): ", StringComparison.Ordinal) + 1)]}`{f[(f.IndexOf("): ", StringComparison.Ordinal) + 1)..]}"));

    [Fact]
    public void Every_check_of_the_catalogue_has_a_rule_and_every_tag_with_a_dot_a_check()
    {
        var checks = Checks().Select(c => c.Id).ToHashSet();
        var tags = ShippedRules.Files.SelectMany(f => f.Rules).SelectMany(r => r.Tags).ToHashSet();
        tags.Where(t => t.Contains('.')).Except(checks).ShouldBeEmpty();
        checks.Except(tags).Except(Elsewhere.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_operator_and_word_of_the_parser_stands_in_the_table_of_forms()
    {
        var forms = string.Join(' ', ExpressionForms.All.SelectMany(f => f.Forms)).Split(' ', '.', '(', ',');
        ExpressionParser.Comparisons.Concat(ExpressionParser.Reserved).Concat(["+", "-", "*", "/", "±", "%"]).Where(o => o != "where" && !forms.Contains(o)).ShouldBeEmpty();
        foreach (var form in ExpressionForms.All.SelectMany(f => f.Forms))
        {
            Should.NotThrow(() => ExpressionParser.Parse(form, (start, end) => new TextSpan(start, end), Limits.Default), form);
        }
    }

    [Theory]
    [InlineData("rules/README.md")]
    [InlineData("README.md")]
    public void Every_piece_of_yaml_reads_and_its_examples_do_what_they_say(string readme)
    {
        var pieces = YamlIn(File.ReadAllText(Repository.Of(readme.Split('/'))));
        pieces.Count.ShouldBeGreaterThan(0);
        RuleFile? last = null;
        var examples = 0;
        foreach (var (piece, line) in pieces)
        {
            // The file that holds the piece is the one that a reader would save.
            var source = new Source($"{readme}:{line}", piece.StartsWith("- ", StringComparison.Ordinal) ? "rules:\n" + piece : piece);
            if (piece.StartsWith("tests:", StringComparison.Ordinal))
            {
                last = TestFileReader.Read(source, last! with { Rules = [last.Rules[0] with { Examples = [] }] }, Limits.Default);
            }
            else
            {
                last = RuleFileReader.Read(source, Limits.Default);
            }

            last.Diagnostics.Select(d => $"{d.Path}: {d.Message}").ShouldBeEmpty();
            last.Rules.ShouldAllBe(r => r.Examples.Count > 0, source.Path);
            var results = RuleTests.Run(last, Limits.Default);
            results.Where(r => !r.Passed).Select(r => $"{source.Path}: {r.Rule.Id}: wanted {r.Wanted}, got {r.Got}").ShouldBeEmpty();
            examples += results.Count;
        }

        examples.ShouldBeGreaterThan(1);
    }

    // Pieces in a list are indented, and what a rule grows by from step to step is one file; a lone comment is none.
    private static List<(string Text, int Line)> YamlIn(string markdown)
    {
        var pieces = new List<(string Text, int Line)>();
        var lines = markdown.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart() != "```yaml")
            {
                continue;
            }

            var (indent, start) = (lines[i].Length - lines[i].TrimStart().Length, i + 1);
            var end = Array.FindIndex(lines, start, l => l.Trim() == "```");
            var text = string.Join('\n', lines[start..end].Select(l => l.Length > indent ? l[indent..] : "")) + "\n";
            if (text.StartsWith(' '))
            {
                pieces[^1] = (pieces[^1].Text + text, pieces[^1].Line);
            }
            else if (!text.StartsWith('#'))
            {
                pieces.Add((text, start));
            }

            i = end;
        }

        return pieces;
    }

    // Checks that a short form makes once somebody names the dataset.
    private static readonly Dictionary<string, string> Elsewhere = new() { ["dup.lock"] = "the short form `draft`" };

    private static List<(string Id, string Meaning)> Checks() =>
        [.. File.ReadAllLines(Repository.Of("rules", "catalogue.yaml")).Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Trim().Split(": \"")).Select(p => (p[0], p[1].TrimEnd('"')))];

    private static string Catalogue()
    {
        var rules = ShippedRules.Files.SelectMany(f => f.Rules).SelectMany(r => r.Tags.Select(t => (Check: t, r.Id))).ToLookup(r => r.Check, r => r.Id);
        return "| check | meaning | rules |\n|---|---|---|\n" + string.Join('\n', Checks().Select(c =>
            $"| `{c.Id}` | {c.Meaning} | {(Elsewhere.TryGetValue(c.Id, out var other) ? other : string.Join(", ", rules[c.Id].Select(id => $"`{id}`")))} |"));
    }

    private static string Expressions() =>
        "| form | meaning |\n|---|---|\n" + string.Join('\n', ExpressionForms.All.Select(f => $"| {string.Join(", ", f.Forms.Select(x => $"`{x}`"))} | {f.Meaning} |"));

    private static string Keys(IEnumerable<RuleKey> keys) =>
        "| key | meaning |\n|---|---|\n" + string.Join('\n', keys.Select(k => $"| {(k.IsRequired ? $"**`{k.Name}`**" : $"`{k.Name}`")} | {k.Meaning}{(k.Shape is KeyShape.Choice { Words: var words } ? $" One of {string.Join(", ", words.Select(w => $"`{w}`"))}." : "")} |"));

    private static string Forms()
    {
        var list = new StringBuilder();
        foreach (var form in ShortForms.All)
        {
            list.Append("**`").Append(form.Name).Append("`** ").Append(form.Meaning).Append("\n\n| key | meaning |\n|---|---|\n");
            foreach (var key in form.Keys)
            {
                var name = key.IsRequired ? $"**`{key.Name}`**" : $"`{key.Name}`";
                var inner = key.Shape is KeyShape.Keyed { Table: var table } ? " " + string.Join(" ", table.Keys.Select(k => $"`{k.Name}`: {k.Meaning}"))
                    : key.Shape is KeyShape.Choice { Words: var words } ? $" One of {string.Join(", ", words.Select(w => $"`{w}`"))}."
                    : "";
                list.Append("| ").Append(name).Append(" | ").Append(key.Meaning).Append(inner.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
            }

            list.Append('\n');
        }

        return list.ToString().TrimEnd('\n');
    }

    private static string Relations()
    {
        var list = new StringBuilder();
        foreach (var schema in DraftSchemas.OfDraft.Concat(DraftSchemas.OfReference))
        {
            list.Append("**`").Append(schema.Name).Append("`** ").Append(schema.Meaning).Append("\n\n| column | type | meaning |\n|---|---|---|\n");
            foreach (var column in schema.Columns)
            {
                var symbols = column.Symbols.Count > 0 ? $": {string.Join(", ", column.Symbols.Select(s => $"`{s}`"))}" : "";
                list.Append("| `").Append(column.Name).Append("` | ").Append(column.Type.ToString().ToLowerInvariant()).Append(" | ").Append(column.Meaning).Append(symbols).Append(" |\n");
            }

            list.Append('\n');
        }

        return list.ToString().TrimEnd('\n');
    }
}
