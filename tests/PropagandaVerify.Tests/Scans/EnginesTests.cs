using CsCheck;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Datasets that are read record by record give what datasets that are held give: findings, places, repairs, counts and diagnostics.</summary>
public class EnginesTests
{
    // The head of a rules file, and many rules, of which each run takes some.
    private static readonly string[] Rules = File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "engines.yaml")).Split("\n- ");

    [Fact]
    public void All_engines_say_the_same_of_small_tables() => Check(RandomTables.Of(most: 14), 5, 40);

    [Fact]
    public void All_engines_say_the_same_of_tables_beyond_one_batch() => Check(RandomTables.Of(most: 9_000), 5, 2);

    [Fact]
    public void All_engines_say_the_same_of_small_Parquet_files() => Check(RandomTables.Of(most: 14, isParquet: true), 5, 40);

    [Fact]
    public void All_engines_say_the_same_of_Parquet_files_beyond_one_group_of_rows() => Check(RandomTables.Of(most: 9_000, isParquet: true), 5, 2);

    private static void Check(Gen<IReadOnlyDictionary<string, byte[]>> tables, int rules, long times) => Gen.Select(tables, Gen.Shuffle(Rules[1..], rules)).Sample(
        (files, some) => Same((files.ContainsKey("parts.csv") ? Rules[0] : Rules[0].Replace(".csv", ".parquet", StringComparison.Ordinal)) + string.Concat(some.Select(r => "\n- " + r)), files).ShouldBeEmpty(),
        iter: times,
        print: (sample) => $"{string.Join("\n- ", sample.Item2)}\n{string.Join("\n", sample.Item1.Select(f => $"--- {f.Key}\n{Written(f.Key, f.Value)}"))}");

    private static string Written(string path, byte[] bytes) => TableFormats.Knows(path) ? TableFormats.Read(path, bytes, Limits.Default).Source!.Text : System.Text.Encoding.Latin1.GetString(bytes);

    private static IEnumerable<string> Same(string rules, IReadOnlyDictionary<string, byte[]> files)
    {
        var memory = Engines.Report(Engines.Memory, rules, files);
        return Engines.Others.SelectMany(e => Engines.Differences(memory, Engines.Report(e, rules, files)).Select(d => $"{e} {d}")).Take(6);
    }
}
