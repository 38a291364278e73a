using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Rules;

/// <summary>No rules file, however it was damaged, brings out an exception: each mistake is a diagnostic with a place.</summary>
public class MutatedPackTests
{
    private const int Mutations = 40_000;
    private static readonly string[] Shards = ["", "''", "{}", "[]", "{a: b}", "[a, b]", "0", "-1", "true", "null", "~", "(", ")", "{", "}", "[", "]", ":", "- ", "'", "\"", "#", ",", "±", "..", "document", "a.b", "first(", "sum(x.v)", "5 %", "2020-13-40", "\t", "\n"];

    [Fact]
    public void A_damaged_rules_file_is_told_and_breaks_nothing()
    {
        var texts = Directory.EnumerateFiles(Repository.Cases, "rules.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)
            .Concat(ShippedRules.Files.Select(f => f.Source.Text)).ToList();
        var wrong = Enumerable.Range(0, Mutations).AsParallel().Select(n => Trouble(Mutated(texts[n % texts.Count], new Random(n)))).OfType<string>().Take(5).ToList();
        wrong.ShouldBeEmpty();
    }

    private static string Mutated(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0 && text.Length > 0; times--)
        {
            // Every other time a whole value gives way, so that the file stays YAML and the damage reaches the rule.
            if (random.Next(2) == 0 && text.IndexOf(": ", random.Next(text.Length), StringComparison.Ordinal) is var colon and >= 0)
            {
                var stop = text.AsSpan(colon + 2).IndexOfAny(",}]\n") is var length and >= 0 ? colon + 2 + length : text.Length;
                text = string.Concat(text.AsSpan(0, colon + 2), Shards[random.Next(Shards.Length)], text.AsSpan(stop));
                continue;
            }

            var start = random.Next(text.Length);
            var end = Math.Min(text.Length, start + (random.Next(3) == 0 ? 0 : random.Next(1, 12)));
            text = string.Concat(text.AsSpan(0, start), Shards[random.Next(Shards.Length)], text.AsSpan(end));
        }

        return text;
    }

    private static string? Trouble(string text)
    {
        try
        {
            var source = new Source("mutated.yaml", text);
            var file = RuleFileReader.Read(source, Limits.Default);
            foreach (var rule in file.Rules)
            {
                PropagandaVerify.Reports.LoweredText.Of(rule);
            }

            RuleLint.Of(file);
            var tables = file.Datasets.Select(d => new Source(d.Name + ".csv", "k,v\nA,1\n")).ToList();
            var report = new Verifier(new VerifierOptions { RuleFiles = [file], UseShippedRules = false, Open = (_, _) => (new Source("table.csv", "k,v,cases,date\nA,1,2,2020-01-01\n"), null) }).Verify(tables);
            return report.Diagnostics.FirstOrDefault(d => d.Code == "E003")?.Message;
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()}\n{text}";
        }
    }
}
