using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>Reads a corpus file. What is wrong in it becomes a problem with its line; the rest is still read.</summary>
internal sealed class CorpusReader
{
    private static readonly DateOnly Published = new(2020, 10, 26);
    private readonly Source source;
    private readonly YamlNode.Mapping root;
    private readonly List<string> problems = [];

    private CorpusReader(Source source, YamlNode.Mapping root) => (this.source, this.root) = (source, root);

    /// <summary>Every language that the repository has a corpus for.</summary>
    public static IReadOnlyList<(Corpus? Corpus, IReadOnlyList<string> Problems)> ReadAll() =>
        [.. Directory.EnumerateFiles(Repository.Corpus, "*.yaml").Order(StringComparer.Ordinal).Select(f => Read(new Source(Path.GetFileName(f), File.ReadAllText(f))))];

    public static (Corpus? Corpus, IReadOnlyList<string> Problems) Read(Source source)
    {
        var (node, trouble) = YamlReader.Read(source, Limits.Default);
        if (node is not YamlNode.Mapping root)
        {
            return (null, [$"{source.Path}:{trouble?.Position?.Line ?? 1}: {trouble?.Message ?? "the file is no mapping"}"]);
        }

        var reader = new CorpusReader(source, root);
        return (reader.Read(), reader.problems);
    }

    private Corpus Read()
    {
        var corpus = new Corpus
        {
            Language = root.Text("language") ?? "",
            GroupMarks = Texts(root["group_marks"]),
            DecimalMark = root.Text("decimal_mark") ?? ".",
            NumberWords = Entries(root["number_words"]).Where(e => Scale(e.Key) is not null).ToDictionary(e => Scale(e.Key)!.Value, e => Texts(e.Value).FirstOrDefault("")),
            PercentForms = Texts(root["percent_forms"]),
            MoneyForms = Entries(root["money_forms"]).ToDictionary(e => e.Key.Value, IReadOnlyDictionary<decimal, IReadOnlyList<string>> (e) => Scales(e.Value)),
            ScaledForms = Scales(root["scaled_forms"]),
            UnitForms = Entries(root["unit_forms"]).ToDictionary(e => e.Key.Value, e => Texts(e.Value)),
            DateForms = Texts(root["date_forms"]),
            DayForms = Texts(root["day_forms"]),
            Months = Texts(root["months"]),
            Weekdays = Texts(root["weekdays"]),
            Fill = Entries(root["fill"]).ToDictionary(e => e.Key.Value, e => Texts(e.Value)),
            Templates = [],
        };
        if (corpus.GroupMarks.Contains(corpus.DecimalMark))
        {
            problems.Add($"{source.Path}:1: `{corpus.DecimalMark}` is a mark of groups and of decimals");
        }

        var check = new TemplateCheck(corpus);
        var templates = new List<Template>();
        foreach (var node in (root["templates"] as YamlNode.Sequence)?.Items ?? [])
        {
            if (Read(node) is not { } template)
            {
                continue;
            }

            var found = check.Problems(template).ToList();
            found.ForEach(p => Report(node, $"{template.Id}: {p}"));
            if (found.Count == 0 && templates.Exists(t => t.Id == template.Id))
            {
                Report(node, $"{template.Id} stands here twice");
            }
            else if (found.Count == 0)
            {
                templates.Add(template);
            }
        }

        return corpus with { Templates = templates };
    }

    private Template? Read(YamlNode node)
    {
        if (node is not YamlNode.Mapping m || m.Text("id") is not { } id || m.Text("text") is not { } text)
        {
            Report(node, "a template needs an id and a text");
            return null;
        }

        var slots = new List<Slot>();
        foreach (var (key, value) in Entries(m["slots"]).Select(e => (e.Key.Value, Text(e.Value))))
        {
            if (SlotReader.Read(key, value) is { } slot)
            {
                slots.Add(slot);
            }
            else
            {
                Report(node, $"{id}: `{key}: {value}` is no slot");
                return null;
            }
        }

        var rows = (m["rows"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Mapping>()
            .Select(r => new RowPattern(r.Text("relation") ?? "", [.. r.Entries.Where(e => e.Key.Value != "relation").Select(e => (e.Key.Value, Text(e.Value)))]));
        var published = m.Text("published") is { } day ? SlotReader.Date(day) : Published;
        if (published is null)
        {
            Report(node, $"{id}: `published` is no date");
        }

        return new Template(id, text.TrimEnd('\n'), published ?? Published, m.Text("format") == "md", slots, [.. rows ?? []], Texts(m["silent"]));
    }

    private void Report(YamlNode node, string problem) => problems.Add($"{source.Path}:{source.PositionOf(node.Span.Start).Line}: {problem}");

    private static IReadOnlyList<YamlNode.Entry> Entries(YamlNode? node) => (node as YamlNode.Mapping)?.Entries ?? [];

    private static string Text(YamlNode node) => (node as YamlNode.Scalar)?.Value ?? "";

    private static IReadOnlyList<string> Texts(YamlNode? node) => node switch
    {
        YamlNode.Scalar s => [s.Value],
        YamlNode.Sequence list => [.. list.Items.Select(Text)],
        _ => [],
    };

    private static Dictionary<decimal, IReadOnlyList<string>> Scales(YamlNode? node) =>
        Entries(node).Where(e => Scale(e.Key) is not null).ToDictionary(e => Scale(e.Key)!.Value, e => Texts(e.Value));

    private static decimal? Scale(YamlNode.Scalar key) => SlotReader.Decimal(key.Value.Replace("_", "", StringComparison.Ordinal));
}
