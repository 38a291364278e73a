using PropagandaVerify.Benchmarks;
using PropagandaVerify.Benchmarks.Data;
using PropagandaVerify.Benchmarks.Engine;
using PropagandaVerify.Benchmarks.Extraction;
using PropagandaVerify.Benchmarks.Quality;
using PropagandaVerify.Benchmarks.Repairs;
using PropagandaVerify.Benchmarks.Rules;
using PropagandaVerify.Benchmarks.Startup;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

/// <summary>Runs the inputs of the benchmarks once, at a small size, so that they cannot rot.</summary>
public class BenchmarkTests
{
    [Fact]
    public void The_repairs_area_measures_lists_and_finds_culprits()
    {
        var result = RepairsArea.Measure(24);
        result.Measurements.Count.ShouldBeGreaterThan(8);
        result.Measurements.ShouldAllBe(m => m.Value >= 0);
        result.Measurements.Single(m => m.Case == "identifiable").Value.ShouldBeGreaterThan(10);
        result.Measurements.Single(m => m.Case == "culprit first, identifiable").Value.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void The_rules_area_compiles_its_pack_and_refuses_what_is_hostile()
    {
        var result = RulesArea.Measure(20, 1);
        result.Measurements.ShouldAllBe(m => m.Value > 0);
        result.Measurements.Count(m => m.Case.StartsWith("refuse ", StringComparison.Ordinal)).ShouldBe(HostilePacks.All.Count);
    }

    [Fact]
    public void The_engine_area_finds_as_many_errors_as_its_loops()
    {
        var result = EngineArea.Measure(new EngineSizes([1_000, 2_000], 500, [1_000, 2_000], 1, 10));

        // What other tests let go of meanwhile is taken for memory of a few facts.
        result.Measurements.ShouldAllBe(m => m.Value > 0 || m.Unit == "B");
        result.Measurements.Count(m => m.Case.Contains("rules over", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public void The_startup_area_runs_whole_processes() => StartupArea.Measure(1, StartupArea.DotNet, Path.Combine(AppContext.BaseDirectory, "pverify.dll")).Measurements.ShouldAllBe(m => m.Value > 0);

    [Theory]
    [InlineData("hand two")]
    [InlineData("hand one")]
    [InlineData("sql two")]
    [InlineData("sum and rate")]
    [InlineData("sum")]
    [InlineData("rate")]
    [InlineData("dates")]
    [InlineData("fifty")]
    [InlineData("duckdb: sum and rate")]
    [InlineData("duckdb: fifty")]
    [InlineData("sql releases")]
    [InlineData("duckdb: joined")]
    [InlineData("duckdb: revision")]
    public void The_data_area_finds_no_error_in_a_table_that_has_none(string what)
    {
        var csv = Costs.Csv(15_000);
        string[] paths = what.StartsWith("hand", StringComparison.Ordinal) ? [csv] : what is "sql releases" or "duckdb: joined" or "duckdb: revision" ? [HandWrittenSql.Parquet(csv)] : [csv, HandWrittenSql.Parquet(csv)];
        foreach (var path in paths)
        {
            using var output = new StringWriter();
            DataArea.Write(what, path, output);
            output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        }
    }

    [Fact]
    public void Every_template_of_the_corpus_can_be_filled_and_states_rows_that_can_be_compared()
    {
        var read = CorpusReader.ReadAll();
        read.SelectMany(c => c.Problems).ShouldBeEmpty();
        read.Select(c => c.Corpus!.Language).ShouldBe(["de", "en", "es", "fr"]);
        foreach (var corpus in read.Select(c => c.Corpus!))
        {
            new Generator(corpus).Unfillable(3).ShouldBeEmpty();
            var instances = new Generator(corpus).Instances(2).ToList();
            instances.Count.ShouldBe(2 * corpus.Templates.Count);
            instances.Where(i => i.Text.Contains('{', StringComparison.Ordinal)).ShouldBeEmpty();
            instances.Select(i => i.Text).ShouldBe(new Generator(corpus).Instances(2).Select(i => i.Text));
        }
    }

    [Theory]
    [InlineData("int = 100 * part / whole", 13)]
    [InlineData("percent 1 = 100 * part / whole", 12.5)]
    [InlineData("decimal 2 = (whole - part) * 0.1 / 3", 2.33)]
    [InlineData("money EUR 1000 1 = 1000 * whole + 49", 80_000)]
    [InlineData("int = -part + 2 * (whole - 5)", 140)]
    public void A_slot_follows_from_others_and_is_rounded_as_it_is_written(string slot, decimal expected)
    {
        var (corpus, problems) = CorpusReader.Read(new Source("fr.yaml", $$"""
            language: fr
            decimal_mark: ","
            group_marks: [" "]
            percent_forms: ["{n} %"]
            money_forms:
              EUR:
                1000: ["{n} k€"]
            date_forms: [x]
            day_forms: [x]
            templates:
            - id: t
              text: "{it}"
              slots:
                it: "{{slot}}"
                part: int 10 10
                whole: int 80 80
              rows:
              - {relation: figures, value: it, unit: it}
            """));
        problems.ShouldBeEmpty();
        var row = new Generator(corpus!).Instances(1).Single().Rows.Single();
        row.Cells[0].Cell.ShouldBe(new Stated.Number(expected));
        row.Cells[1].Cell.ShouldBe(new Stated.Words("it"));
    }

    [Fact]
    public void The_quality_area_scores_relations_and_notices_changed_figures()
    {
        var result = QualityArea.Measure(1, 2);
        var scores = result.Measurements.Where(m => m.Unit == Measurement.RatioUnit).ToList();
        scores.ShouldAllBe(m => m.Value >= 0 && m.Value <= 1);
        scores.Single(m => m.Case == "recall conversions fr").Value.ShouldBeGreaterThan(0.5m);
        scores.Single(m => m.Case.StartsWith("noticed of what was checked, any change", StringComparison.Ordinal)).Value.ShouldBeGreaterThan(0.3m);
        result.Measurements.Single(m => m.Case == "false alarms on clean drafts fr").Value.ShouldBe(0);
        QualityFailures.Worst("fr", "conversions", 2, 1).First().ShouldEndWith("comparisons");
    }

    [Fact]
    public void The_extraction_area_reads_generated_and_hostile_texts()
    {
        var result = ExtractionArea.Measure(new ExtractionSizes(4_000, [1_000, 2_000], [500, 1_000], 0, 60));
        result.Measurements.Single(m => m.Case == "everything fr").Value.ShouldBeGreaterThan(0);
        result.Measurements.Count(m => m.Unit == "ns/byte").ShouldBeGreaterThan(HostileTexts.All.Count);
        result.Measurements.ShouldAllBe(m => !m.IsBrokenOff);
    }
}
