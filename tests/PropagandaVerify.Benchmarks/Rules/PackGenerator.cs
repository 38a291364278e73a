using System.Globalization;
using System.Text;

namespace PropagandaVerify.Benchmarks.Rules;

/// <summary>Writes a pack of many different rules, in the proportions in which analysts write them, and with the examples that the shipped rules must have.</summary>
internal static class PackGenerator
{
    /// <summary>A rules file with that many rules: sums with a group, equations, ranges, orders, joins, and a share in short forms.</summary>
    public static string Rules(int count)
    {
        var text = new StringBuilder("ruleset: generated\nrules:\n");
        for (var n = 0; n < count; n++)
        {
            text.Append(Rule(n));
        }

        return text.ToString();
    }

    private static string Rule(int n) => (n % 5) switch
    {
        0 => Full(n, "{whole: nation}", "parts: regions where parts.day = whole.day and parts.level = 1", $"count(parts) >= {2 + (n % 7)} and whole.cases > {n}", "whole.cases ~ sum(parts.cases) ± 2 %", "[whole.cases, parts.cases]", "{whole.day}: {count(parts)} parts add up to {sum(parts.cases)}, the whole is {whole.cases}."),
        1 => Full(n, "{r: regions}", null, $"exists(r.cases) and r.region != 'R{n.ToString(CultureInfo.InvariantCulture)}'", $"r.cases = r.active + r.recovered + r.deaths and r.deaths <= {n + 100}", "[r.cases]", "{r.region} on {r.day}: {r.cases} is not {r.active} + {r.recovered} + {r.deaths}."),
        2 => Full(n, "{a: regions, b: regions}", null, $"a.region = b.region and a.day < b.day and b.day <= a.day + {1 + (n % 30)} days", "b.deaths >= a.deaths", "[a.deaths, b.deaths]", "{a.region} fell from {a.deaths} to {b.deaths}."),
        3 => Full(n, "{l: labels}", "senses: entities where senses.name = folded(l.name) and l.date in senses.valid", $"exists(senses) and l.text != 'n{n}'", "any(senses, not disjoint(l.kind, senses.kind))", "[l]", "{l.text}: {l.name} is no {l.word}."),
        _ => n % 2 == 0
            ? $"- {{id: generated-{n}, severity: info, range: {{on: regions, value: deaths / cases, in: 0..0.{1 + (n % 9)}}}}}\n"
            : $"- {{id: generated-{n}, aggregate: {{whole: nation.cases where cases > {n}, parts: regions.cases where level = 1, by: [day]}}}}\n",
    };

    private static string Full(int n, string from, string? with, string where, string check, string mark, string message) => $$"""
        - id: generated-{{n}}
          title: {en: Generated rule {{n}}, fr: Règle engendrée {{n}}}
          why:
            en: >-
              The parts are counted by offices of their own, so a sum that is off by more than rounding shows that one of them was left out, counted twice,
              or sent in too late. Days before the first report are left alone.
          severity: {{(n % 2 == 0 ? "error" : "warning")}}
          for: {{from}}{{(with is null ? "" : $"\n  with:\n    {with}")}}
          where: {{where}}
          check: {{check}}
          mark: {{mark}}
          message:
            en: "{{message}}"
            fr: "{{message}}"
          examples:
            holds:
            - data:
                nation: "day,cases\n2020-03-01,{{n + 60}}\n"
                regions: "day,region,level,cases,active,recovered,deaths\n2020-03-01,North,1,{{n + 30}},{{n}},20,10\n2020-03-01,South,1,30,10,15,5\n"
            fails:
            - data:
                nation: "day,cases\n2020-03-01,{{n + 90}}\n"
                regions: "day,region,level,cases,active,recovered,deaths\n2020-03-01,North,1,{{n + 30}},{{n}},20,10\n2020-03-01,South,1,30,10,15,5\n"
              at: "{{n + 90}}"

        """;
}
