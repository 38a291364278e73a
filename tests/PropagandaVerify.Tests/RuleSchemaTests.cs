using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

/// <summary>rules/ruleset.schema.json is what the readers accept. UPDATE_EXPECTED=1 writes it anew.</summary>
public class RuleSchemaTests
{
    private static readonly string Committed = Repository.Of("rules", "ruleset.schema.json");

    [Fact]
    public void The_committed_schema_is_what_the_tables_give()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(Committed, RuleSchema.Json());
        }

        File.ReadAllText(Committed).ShouldBe(RuleSchema.Json());
    }

    [Fact]
    public void Every_shipped_rules_file_names_the_schema_in_its_first_line()
    {
        foreach (var file in Directory.GetFiles(Repository.Of("rules", "core"), "*.yaml").Where(f => TestFileReader.RulesOf(f) is null))
        {
            var line = File.ReadLines(file).First();
            line.ShouldStartWith("# yaml-language-server: $schema=", customMessage: file);
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, line.Split('=')[1])).ShouldBe(Committed);
        }
    }

    [Fact]
    public async Task Every_shipped_rules_file_keeps_to_the_schema()
    {
        foreach (var pack in ShippedRules.Files)
        {
            (await Complaints(pack.Source)).ShouldBeEmpty(pack.Source.Path);
        }
    }

    [Fact]
    public async Task Rules_files_that_cases_read_without_a_complaint_keep_to_the_schema()
    {
        var files = Directory.EnumerateFiles(Repository.Cases, "rules.yaml", SearchOption.AllDirectories)
            .Select(f => RuleFileReader.Read(new Source(f, File.ReadAllText(f)), Limits.Default)).Where(f => f.Diagnostics.Count == 0).ToList();
        files.Count.ShouldBeGreaterThan(5);
        foreach (var file in files)
        {
            (await Complaints(file.Source)).ShouldBeEmpty(file.Source.Path);
        }
    }

    [Theory]
    [InlineData("ruleset: nothing")]
    [InlineData("rulset: x\nrules: []")]
    [InlineData("rules: {a-rule: {}}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: {t: items}, message: m}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: {t: items}, check: t.value > 1, message: m, chekc: x}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: {t: items}, check: t.value > 1, message: m, severity: fatal}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: {t: items}, check: t.value > 1, message: m, status: new}")]
    [InlineData("rules:\n- {id: A Rule, title: t, for: {t: items}, check: t.value > 1, message: m}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: items, check: t.value > 1, message: m}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: {t: items}, check: [t.value > 1], message: m}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: {t: items}, check: t.value > 1, message: m, examples: {hold: [x]}}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: {t: items}, check: t.value > 1, message: m, examples: {fails: [{at: x}]}}")]
    [InlineData("rules:\n- {id: a-rule, title: t, for: {t: items}, check: t.value > 1, message: m, examples: {holds: [{text: x, published: May}]}}")]
    [InlineData("rules:\n- {derive: towns, for: {t: items}}")]
    [InlineData("rules:\n- {derive: Towns, for: {t: items}, columns: {a: t.value}}")]
    [InlineData("rules:\n- {derive: towns, for: {t: items}, columns: {a: t.value}, check: t.value > 1}")]
    [InlineData("scopes: [{path: a.md}]")]
    [InlineData("scopes: [{disable: [a-rule]}]")]
    [InlineData("scopes: [{path: a.md, override: {a-rule: {params: {most: 3}}}}]")]
    [InlineData("waivers: [{rule: a-rule, path: a.md}]")]
    [InlineData("waivers: [{path: a.md, reason: r}]")]
    [InlineData("waivers: [{rule: a-rule, reason: r}]")]
    [InlineData("waivers: [{rule: a-rule, path: a.md, reason: r, until: soon}]")]
    [InlineData("waivers: [{rule: a-rule, key: [a], reason: r}]")]
    [InlineData("waivers: {rule: a-rule, path: a.md, reason: r}")]
    [InlineData("fail-on: never")]
    [InlineData("reports: [{out: a.sarif}]")]
    [InlineData("reports: [{format: sarif, file: a.sarif}]")]
    [InlineData("datasets: {towns: {file: towns.csv}}")]
    [InlineData("datasets: {towns: {path: towns.csv, columns: {a: {type: money}}}}")]
    public async Task What_the_reader_refuses_the_schema_refuses(string yaml)
    {
        var source = new Source("wrong.yaml", yaml);
        RuleFileReader.Read(source, Limits.Default).Diagnostics.ShouldNotBeEmpty();
        (await Complaints(source)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Every_key_and_word_can_be_written()
    {
        var source = new Source("right.yaml", """
            ruleset: all
            extends: [core]
            disable: [one]
            enable: ['tag:two']
            override: {three: {severity: info, params: {most: 8}}}
            scopes:
            - {path: archive/**, disable: [one], override: {'tag:two': {severity: error}}}
            waivers:
            - {rule: three, path: '*.md', key: 0123:1, words: w, imbalance: -100, reason: r, author: a, until: 2027-01-31}
            - {rule: three, key: {town: Lyon, year: 2019}, reason: r}
            baseline: known.json
            language: fr
            messages: en
            fail-on: warning
            unknown: refused
            reports: [{format: sarif, out: a.sarif}, {format: text}]
            datasets:
              costs: {path: costs.csv, missing: ['-99'], delimiter: ";", decimal: ",", columns: {year: integer}}
              towns: {path: towns.csv, key: [town], columns: {code: text, amount: {type: number, unit: EUR}}}
            rules:
            - id: uses-all
              title: {en: t, fr: t}
              why: w
              remedy: {en: r}
              severity: info
              for: {t: towns}
              with: {others: towns where others.code != t.code}
              let: {twice: t.amount * 2}
              where: count(others) > 1
              check: t.amount < most
              params: {most: 7}
              mark: t.amount
              message: {en: "{t.amount}"}
              repair: [t.amount, "% ↔ points", missing item]
              blocks: [t.amount]
              examples:
                holds: one text
                fails: [text, {text: "7", at: 7, message: m, language: fr, published: 2020-10-26}, {text: a, previous: b, twin: c, together: d}]
                not_evaluated: [{data: {towns: "town,code\n"}}]
              min_matches: 0
              tags: money
              status: deprecated
              see: [https://example.org]
              enabled: false
              suppressible: false
            - {id: b, balance: {on: towns, check: a = b + c, rounding: 1}}
            - {id: a, aggregate: {whole: t.a, parts: u.a, by: [x], how: mean, tolerance: 1 %, unmatched: info}}
            - {id: h, hierarchy: {on: t, value: v, item: i, by: [p], codelist: {on: c, child: x, parent: y, sign: s}, missing: non_zero, tolerance: 1, unmatched: info}}
            - {id: c, conversion: {on: t, from: a, to: b, rate: {on: fx, value: r, quote: to/from, match: {m: month(d)}}, tolerance: 1 %, unmatched: info}}
            - {id: o, order: {on: t, check: a <= b < c}}
            - {id: r, reference: {on: t, to: c, match: [x]}}
            - {id: u, unique: {on: t, key: [x], gaps: allowed}}
            - {id: f, complete: {on: t, columns: [x, y]}}
            - {id: e, complete: {on: t, by: [x], has: y, of: c.x}}
            - {id: n, range: {on: t, value: x / y, in: 0..1}}
            - {id: o, outlier: {on: t, value: x, by: [k], least: 4, within: 1.5, agree: 80 %}}
            - {id: w, monotone: {on: t, value: x, along: d, by: [k], direction: falling, equal: refused}, max_failures: 2 %, unknown: refused}
            - {id: v, revision: {on: t, value: x, against: u, by: [k], allow: {rel: 5 %, abs: 3, sign: up}, vanished: info, appeared: info}}
            - {id: d, draft: {on: items, value: value, against: t.x, match: {n: name}, tolerance: 1 %, together: list, unmatched: warning}}
            - derive: rich_towns
              title: t
              why: w
              for: {t: towns}
              with: {others: towns where others.code != t.code}
              let: {twice: t.amount * 2}
              where: t.amount > 1
              params: {most: 7}
              columns: {town: t.town}
              min_matches: 0
            """);
        RuleFileReader.Read(source, Limits.Default).Diagnostics.ShouldBeEmpty();
        (await Complaints(source)).ShouldBeEmpty();
        var written = source.Text.Split('\n', ' ', '{', ',').Where(w => w.EndsWith(':')).Select(w => w[..^1]).ToHashSet();
        Tables.SelectMany(t => t.Names).Where(name => !written.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_says_what_it_means_in_one_sentence_and_stands_once_in_its_table()
    {
        Tables.Count.ShouldBeGreaterThan(6);
        foreach (var table in Tables)
        {
            table.Names.ShouldBeUnique();
            table.Names.ShouldBe(table.Names.Union(table.AtLeastOneOf));
            table.Keys.ShouldAllBe(k => k.Meaning.Length < 125 && char.IsUpper(k.Meaning[0]) && k.Meaning.EndsWith('.'), table.Id);
        }
    }

    // A key that is listed but never read would be accepted and do nothing.
    [Fact]
    public void Every_key_is_read()
    {
        var readers = string.Concat(Directory.EnumerateFiles(Repository.Of("src", "PropagandaVerify", "Rules"), "*.cs").Where(f => !f.EndsWith("Keys.cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        Tables.SelectMany(t => t.Names).Where(name => !readers.Contains($"\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IReadOnlyList<KeyTable> Tables { get; } = [RuleKeys.File, .. RuleSchema.Below(RuleKeys.File).Distinct()];

    private static async Task<IEnumerable<string>> Complaints(Source source)
    {
        // This validator knows the definitions by their older name only; what they mean is the same.
        var schema = await JsonSchema.FromJsonAsync(RuleSchema.Json().Replace("$defs", "definitions", StringComparison.Ordinal));
        var (root, trouble) = YamlReader.Read(source, Limits.Default);
        trouble.ShouldBeNull();
        return schema.Validate(AsEditorsReadIt(root!)!.ToJsonString()).Select(e => e.ToString());
    }

    // Plain scalars become what the core schema of YAML 1.2 makes of them.
    private static JsonNode? AsEditorsReadIt(YamlNode node) => node switch
    {
        YamlNode.Mapping map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Value, AsEditorsReadIt(e.Value)))),
        YamlNode.Sequence list => new JsonArray([.. list.Items.Select(AsEditorsReadIt)]),
        YamlNode.Scalar { Quoted: false, Value: "" or "null" or "~" } => null,
        YamlNode.Scalar { Quoted: false, Value: "true" or "false" } truth => JsonValue.Create(truth.Value == "true"),
        YamlNode.Scalar { Quoted: false } number when decimal.TryParse(number.Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => JsonValue.Create(value),
        YamlNode.Scalar text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException(),
    };
}
