using System.Text.Json;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class RuleGraphTests
{
    private const string Yaml = """
        datasets:
          budget: {path: budget.csv}
          unread: {path: unread.csv}
        rules:
        - derive: end
          for: {i: items}
          columns: {town: i.name}
        - id: end
          title: t
          severity: error
          for: {g: end, b: budget, x: from_the_command_line}
          where: b.town = g.town and x.day < document.published
          check: b.amount = b.total
          blocks: [b.total, b.amount, b.total]
          message: m
        """;

    [Fact]
    public void Arrows_are_sentences_and_names_of_rules_derivations_and_relations_are_kept_apart()
    {
        Graph(Yaml).Mermaid().ShouldBe("""
            flowchart LR
              relation1["document"]
              relation2["items"]
              relation3[("budget")]
              relation4[("unread")]
              relation5[["end"]]
              relation6["from_the_command_line"]
              derivation1{{"derive end"}}
              rule1(["end"])
              derivation1 -->|"derives"| relation5
              derivation1 -->|"reads"| relation2
              rule1 -.->|"blocks amount, total"| relation3
              rule1 -->|"reads"| relation3
              rule1 -->|"reads"| relation1
              rule1 -->|"reads"| relation5
              rule1 -->|"reads"| relation6

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Json_names_the_kind_of_each_node_and_the_columns_in_doubt()
    {
        var root = JsonDocument.Parse(Graph(Yaml).Json()).RootElement;
        root.GetProperty("nodes").EnumerateArray().Select(n => $"{n.GetProperty("id")} {n.GetProperty("kind")}").ShouldBe(
            ["relation:document draft", "relation:items draft", "relation:budget dataset", "relation:unread dataset", "relation:end derived", "relation:from_the_command_line undeclared", "derivation:end derivation", "rule:end rule"]);
        var blocks = root.GetProperty("edges").EnumerateArray().Single(e => e.GetProperty("kind").GetString() == "blocks");
        blocks.GetProperty("from").GetString().ShouldBe("rule:end");
        blocks.GetProperty("to").GetString().ShouldBe("relation:budget");
        blocks.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ShouldBe(["amount", "total"]);
    }

    [Fact]
    public void The_order_of_the_files_does_not_show()
    {
        var more = "rules:\n- {id: another, title: t, for: {i: items}, check: i.value > 1, message: m}\n";
        foreach (var draw in new Func<RuleGraph, string>[] { g => g.Mermaid(), g => g.Dot(), g => g.Json() })
        {
            draw(Graph(Yaml, more)).ShouldBe(draw(Graph(more, Yaml)));
        }
    }

    [Fact]
    public void Names_with_signs_of_the_drawing_language_stay_names()
    {
        var yaml = "datasets:\n  'a\"] --> x\\ <b>': {path: a.csv}\nrules: []\n";
        Graph(yaml).Mermaid().ShouldBe("flowchart LR\n  relation1[(\"a#34;#93; --#62; x#92; #60;b#62;\")]\n");
        Graph("datasets:\n  '': {path: a.csv}\n  1. a: {path: a.csv}\nrules: []\n").Mermaid().ShouldBe("flowchart LR\n  relation1[(\" \")]\n  relation2[(\"1#46; a\")]\n");
        Graph(yaml).Dot().ShouldContain("  \"relation:a\\\"] --> x\\\\ <b>\" [label=\"a\\\"] --> x\\\\ <b>\", shape=cylinder];\n");
        JsonDocument.Parse(Graph(yaml).Json()).RootElement.GetProperty("nodes")[0].GetProperty("name").GetString().ShouldBe("a\"] --> x\\ <b>");
    }

    [Fact]
    public void Every_shipped_rule_is_drawn()
    {
        var dot = RuleGraph.Of(ShippedRules.Files).Dot();
        ShippedRules.Files.SelectMany(f => f.Rules).ShouldAllBe(r => dot.Contains($"\"rule:{r.Id}\" -> ", StringComparison.Ordinal));
    }

    private static RuleGraph Graph(params string[] files)
    {
        var read = files.Select((f, i) => RuleFileReader.Read(new Source($"{i}.yaml", f), Limits.Default)).ToList();
        read.SelectMany(f => f.Diagnostics).ShouldBeEmpty();
        return RuleGraph.Of(read);
    }
}
