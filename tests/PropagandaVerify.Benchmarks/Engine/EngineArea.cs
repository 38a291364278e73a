using System.Diagnostics;
using System.Globalization;
using PropagandaVerify.Rules;
using PropagandaVerify.Sessions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Engine;

/// <summary>Measures sessions against hash tables written by hand over the same objects: loading and evaluating, one update after it, many rules, growth and memory.</summary>
internal sealed class EngineArea
{
    public const string Name = "engine";
    private const int Judged = 1_000_000;
    private const decimal MostOfLoop = 1.5m;
    private const decimal MostMicroseconds = 2;
    private const decimal MostOfFifty = 5;
    private const decimal MostBytes = 368m / 5;
    private const decimal MostGrowth = 1.5m;

    private const string SumRule = """
        - id: sums
          title: The figures of a list give its total
          for: {t: wholes}
          with: {items: parts where items.list = t.list}
          where: exists(items)
          check: t.value ~ sum(items.value)
          message: "{t.list}: {sum(items.value)} is not {t.value}"
        """;

    private const string ConversionRule = """
        - id: conversions
          title: A conversion at the rate of its month
          for: {a: amounts, r: rates}
          where: r.currency = a.currency and r.month = a.month
          check: a.dollars ~ a.local / r.rate ± 2 %
          message: "{a.local} at {r.rate} is not {a.dollars}"
        """;

    private readonly EngineSizes sizes;

    private EngineArea(EngineSizes sizes) => this.sizes = sizes;

    public static AreaResult Measure(EngineSizes sizes) => new EngineArea(sizes).Measured();

    private AreaResult Measured()
    {
        var measurements = new List<Measurement> { new(Name, "make a session with one rule", Best(() => NewSession(Files(SumRule))), "ms") };
        foreach (var size in sizes.Facts)
        {
            measurements.AddRange(Sums(size));
            measurements.AddRange(Conversions(size));
        }

        measurements.AddRange(Updates(sizes.Facts));
        measurements.AddRange(Rules(sizes.OfRules));
        measurements.AddRange(Memory(sizes.Facts[^1]));
        measurements.AddRange(Growth(sizes.Growth));
        return new AreaResult(measurements, []);
    }

    private IEnumerable<Measurement> Sums(int size)
    {
        var (figures, totals) = Facts.Sums(size);
        var wrong = HashLoops.Sums(figures, totals);
        var loop = Best(() => Same(wrong, HashLoops.Sums(figures, totals)));
        var own = Best(() => NewSession(Files(SumRule)), s => Same(wrong, Load(s, figures, totals).Snapshot.Counts["sums"].Failed));
        yield return new(Name, $"sums and totals of {Words(size)} figures, hash loop", loop, "ms");
        yield return Target(size, own, loop);
        yield return InDatabase(loop, () => Same(wrong, SqlLoops.Sums(figures, totals)));
        yield return new(Name, "facts loaded and evaluated a second", (figures.Length + totals.Length) / own, "k/s");
    }

    // Fewer facts are looked at for the growth alone: a loop over what fits the caches of the processor has no peer.
    private static Measurement Target(int size, decimal own, decimal loop) =>
        new(Name, "the same, load and evaluate in a session", own, "ms", Ratio: own / loop) { MostRatio = size >= Judged ? MostOfLoop : null };

    // Beside the targets; one round, which loading decides, is enough.
    private static Measurement InDatabase(decimal loop, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        var time = (decimal)watch.Elapsed.TotalMilliseconds;
        return new(Name, "the same, appended to DuckDB and asked in SQL", time, "ms", Ratio: time / loop);
    }

    private IEnumerable<Measurement> Conversions(int size)
    {
        var (amounts, rates) = Facts.Conversions(size);
        var wrong = HashLoops.Conversions(amounts, rates);
        var loop = Best(() => Same(wrong, HashLoops.Conversions(amounts, rates)));
        var own = Best(() => NewSession(Files(ConversionRule)), s => Same(wrong, Load(s, amounts, rates).Snapshot.Counts["conversions"].Failed));
        yield return new(Name, $"conversions of {Words(size)} amounts, hash loop", loop, "ms");
        yield return Target(size, own, loop);
        yield return InDatabase(loop, () => Same(wrong, SqlLoops.Conversions(amounts, rates)));
    }

    // A figure moves within what rounding explains, and back; then by so much that its total is wrong.
    private IEnumerable<Measurement> Updates(IReadOnlyList<int> sizes)
    {
        decimal? first = null;
        foreach (var size in sizes)
        {
            var (figures, totals) = Facts.Sums(size);
            var session = Loaded(figures, totals);
            var median = Median(figures, session, 0.01m);
            first ??= median;
            yield return new(Name, $"median update after {Words(size)} figures", median, "µs", Ratio: median / first) { Most = MostMicroseconds };
            yield return new(Name, $"the same where a finding comes or goes", Median(figures, session, 1_000), "µs");
        }
    }

    private decimal Median(Figure[] figures, Session session, decimal by)
    {
        var random = new Random(3);
        var times = new List<long>(sizes.Updates);
        for (var i = 0; i < sizes.Updates; i++)
        {
            var figure = figures[random.Next(figures.Length)];
            foreach (var value in new[] { figure.Value + by, figure.Value })
            {
                var start = Stopwatch.GetTimestamp();
                var changes = session.Begin();
                changes.Update("parts", figure.Id, figure.List, value);
                session.Apply(changes);
                times.Add(Stopwatch.GetTimestamp() - start);
            }
        }

        times.Sort();
        return (decimal)times[times.Count / 2] * 1_000_000 / Stopwatch.Frequency;
    }

    private IEnumerable<Measurement> Rules(int size)
    {
        var (amounts, _) = Facts.Conversions(size);
        decimal? one = null;
        foreach (var count in new[] { 1, 10, 50, 700 })
        {
            var rules = string.Concat(Enumerable.Range(0, count).Select(i => $$"""
                - id: rule-{{i}}
                  title: A rule of many
                  for: {a: amounts}
                  where: a.local > {{i * 10}}
                  check: a.dollars <= a.local * {{(1000 + i).ToString(CultureInfo.InvariantCulture)}}
                  message: "{a.dollars}"

                """));
            var compiled = Files(rules);
            var time = Best(() => NewSession(compiled), session =>
            {
                var changes = session.Begin();
                Put(changes, amounts);
                session.Apply(changes);
            });
            one ??= time;
            yield return new(Name, $"{count} rules over {Words(size)} facts", time, "ms", Ratio: time / one) { MostRatio = count == 50 ? MostOfFifty : null };
        }
    }

    private static IEnumerable<Measurement> Memory(int size)
    {
        var (figures, totals) = Facts.Sums(size);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var session = Loaded(figures, totals);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        yield return new(Name, $"memory a fact of {Words(size)}", (after - before) / (decimal)session.Count, "B") { Most = MostBytes };
    }

    // What is loaded is made on the way, by the same code for each size.
    private static IEnumerable<Measurement> Growth(IReadOnlyList<int> sizes)
    {
        decimal? first = null;
        foreach (var size in sizes)
        {
            var watch = Stopwatch.StartNew();
            var session = NewSession(Files(SumRule));
            for (var from = 0; from < size; from += 100_000)
            {
                var changes = session.Begin();
                for (var i = from; i < Math.Min(size, from + 100_000); i++)
                {
                    var list = $"list {i / Facts.FiguresOfList}";
                    changes.Insert("parts", i, list, i % 1000 / 100m);
                    if (i % Facts.FiguresOfList == 0)
                    {
                        changes.Insert("wholes", i, list, (Facts.FiguresOfList * (i % 1000) + 45) / 100m);
                    }
                }

                session.Apply(changes);
            }

            Same(0, session.Snapshot.Counts["sums"].Failed);
            var each = (decimal)watch.Elapsed.TotalMicroseconds / size;
            first ??= each;
            yield return new(Name, $"a figure of {Words(size)}, made, loaded and evaluated", each, "µs", Ratio: each / first) { MostRatio = MostGrowth };
        }
    }

    private static Session Loaded(Figure[] figures, Total[] totals) => Load(NewSession(Files(SumRule)), figures, totals);

    private static Session Load(Session session, Figure[] figures, Total[] totals)
    {
        var changes = session.Begin();
        changes.InsertAll("parts", figures, f => f.Id, f => f.List, f => f.Value);
        changes.InsertAll("wholes", totals, t => t.Id, t => t.List, t => t.Value);
        session.Apply(changes);
        return session;
    }

    private static Session Load(Session session, Amount[] amounts, Rate[] rates)
    {
        var changes = session.Begin();
        changes.InsertAll("rates", rates, r => r.Id, r => r.Currency, r => r.Month, r => r.Value);
        Put(changes, amounts);
        session.Apply(changes);
        return session;
    }

    private static void Put(ChangeSet changes, Amount[] amounts) => changes.InsertAll("amounts", amounts, a => a.Id, a => a.Currency, a => a.Month, a => a.Local, a => a.Dollars);

    private static IReadOnlyList<RuleFile> Files(string rules) => [RuleFileReader.Read(new Source("engine.yaml", $"ruleset: engine\nrules:\n{rules}"), Limits.Default)];

    private static Session NewSession(IReadOnlyList<RuleFile> files)
    {
        FactColumn text = new("list", FactKind.Text), value = new("value", FactKind.Number) { Decimals = 2 };
        var session = new Session(
        [
            new("parts", [text, value]),
            new("wholes", [text, value]),
            new("amounts", [new("currency", FactKind.Text), new("month", FactKind.Date), new("local", FactKind.Number) { Decimals = 2 }, new("dollars", FactKind.Number) { Decimals = 2 }]),
            new("rates", [new("currency", FactKind.Text), new("month", FactKind.Date), new("rate", FactKind.Number) { Decimals = 3 }]),
        ],
        new SessionOptions { RuleFiles = files });
        return session.Diagnostics.Count == 0 ? session : throw new InvalidOperationException(session.Diagnostics[0].Message);
    }

    private decimal Best(Action work) => Best(() => 0, _ => work());

    // The best of several rounds is what the machine can do; the rest is what else it did.
    private decimal Best<T>(Func<T> prepare, Action<T> work)
    {
        var best = decimal.MaxValue;
        var whole = Stopwatch.StartNew();
        for (var i = 0; i < sizes.Rounds || (i < 8 * sizes.Rounds && whole.ElapsedMilliseconds < 200 * sizes.Rounds); i++)
        {
            var prepared = prepare();
            GC.Collect();
            var watch = Stopwatch.StartNew();
            work(prepared);
            best = Math.Min(best, (decimal)watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    private static void Same(int wanted, int found)
    {
        if (wanted != found)
        {
            throw new InvalidOperationException($"{found} findings where there are {wanted}");
        }
    }

    private static string Words(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}

/// <summary>The sizes that the area runs at.</summary>
/// <param name="Facts">Numbers of facts, growing.</param>
/// <param name="OfRules">The number of facts for many rules.</param>
/// <param name="Growth">Numbers of facts whose cost each is compared.</param>
/// <param name="Rounds">How often at least each is measured, the best counting.</param>
/// <param name="Updates">How many facts are updated and put back.</param>
internal sealed record EngineSizes(IReadOnlyList<int> Facts, int OfRules, IReadOnlyList<int> Growth, int Rounds, int Updates)
{
    public static EngineSizes Quick { get; } = new([10_000, 100_000, 1_000_000], 100_000, [100_000, 1_000_000, 10_000_000], 10, 200_000);
}
