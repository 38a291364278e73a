using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Scans;

/// <summary>The ways in which tools for data are known to pass over what is wrong without a word, held against every engine.</summary>
public class SilentPassTests
{
    private const string Whole = "ruleset: t\ndatasets:\n  whole: {path: whole.csv}\n  parts: {path: parts.csv}\nrules:\n- {id: r, aggregate: {whole: whole.v, parts: parts.v, by: [k]}}\n";
    private const string One = "ruleset: t\ndatasets: {rows: {path: rows.csv}}\nrules:\n- {id: r, balance: {on: rows, check: v = w + x}}\n";

    public static TheoryData<string> Engines => Scans.Engines.All;

    public static TheoryData<string> WithParquet => Scans.Engines.AllWithParquet;

    // Some readers of CSV leave out broken rows only when a broken column is asked for.
    [Theory]
    [MemberData(nameof(Engines))]
    public void A_broken_row_is_told_whatever_columns_the_rules_read(string engine)
    {
        var report = Run(engine, One, ("rows.csv", "k,v,w,x,note\na,3,1,2,fine\nb,3,1,2\nc,9,1,2,\"quoted\nbreak\"\nd,3,1,2,a,b\n"));
        report.Diagnostics.Where(d => d.Code == "T001").Select(d => d.Position!.Value.Line).ShouldBe([3, 6]);
        Lines(report).ShouldBe([4]);
        report.Diagnostics.ShouldContain(d => d.Kind == DiagnosticKind.Incomplete);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_row_that_begins_with_a_sharp_is_data(string engine) =>
        Lines(Run(engine, One, ("rows.csv", "k,v,w,x\na,3,1,2\n#b,4,1,2\n"))).ShouldBe([3]);

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void No_digit_of_a_decimal_is_lost_on_the_way(string engine)
    {
        var report = Run(engine, One, ("rows.csv", "k,v,w,x\na,0.30,0.1,0.2\nb,1000000000000000000000.01,1000000000000000000000,0.08\nc,12345678901234567890123456789012345678,12345678901234567890123456789012345677,2\n"));
        Lines(report).ShouldBe([3, 4]);
    }

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void Amounts_are_no_binary_fractions(string engine)
    {
        // 0.1 + 0.2 is not 0.3 in doubles, and 2^53 + 1 is 2^53.
        Lines(Run(engine, Exact, ("rows.csv", "k,v,w,x\na,0.3,0.1,0.2\nb,9007199254740993,9007199254740992,1\n"))).ShouldBeEmpty();
        Lines(Run(engine, Exact, ("rows.csv", "k,v,w,x\na,0.3,0.1,0.2\nb,9007199254740992,9007199254740992,1\n"))).ShouldBe([3]);
    }

    private const string Exact = "ruleset: t\ndatasets: {rows: {path: rows.csv}}\nrules:\n- {id: r, title: t, for: {a: rows}, check: a.v = a.w + a.x, message: m}\n";

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void A_decimal_late_in_the_file_is_not_rounded_to_the_places_of_the_first_ones(string engine)
    {
        var text = new StringBuilder("k,v,w,x\n");
        for (var i = 0; i < 10_500; i++)
        {
            text.Append("a,3,1,2\n");
        }

        Lines(Run(engine, One, ("rows.csv", text + "b,3.04,1,2\nc,3.01,1.01,2\n"))).ShouldBe([10_502]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_group_without_a_total_row_is_a_finding(string engine)
    {
        var report = Run(engine, Whole, ("whole.csv", "k,v\na,3\n"), ("parts.csv", "k,v\na,1\na,2\nb,4\n"));
        report.Findings.Single().Place.Text.ShouldBe("b,4");
    }

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void A_total_whose_parts_are_all_missing_is_a_finding(string engine) =>
        Run(engine, Whole, ("whole.csv", "k,v\na,3\nb,0\n"), ("parts.csv", "k,v\na,1\na,2\n")).Findings.Single().Place.Source.Path.ShouldStartWith("whole.");

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void A_part_without_a_value_leaves_its_total_undecided_and_is_told(string engine)
    {
        var report = Run(engine, Whole, ("whole.csv", "k,v\na,3\n"), ("parts.csv", "k,v\na,1\na,\n"));
        report.Findings.ShouldBeEmpty();
        report.Counts["r"].Unknown.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_gap_in_a_key_joins_nothing_and_is_a_finding(string engine)
    {
        var report = Run(engine, Whole, ("whole.csv", "k,v\na,3\n,7\n"), ("parts.csv", "k,v\na,1\na,2\n,7\n"));
        report.Findings.Select(f => f.Place.Source.Located(f.Place.Span.Start)).ShouldBe(["parts.csv:4:1", "whole.csv:3:1"]);
    }

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void Keys_of_other_cases_accents_or_blanks_are_other_keys(string engine) =>
        Run(engine, Whole, ("whole.csv", "k,v\nnord,3\nNörd,4\nnord ,5\n"), ("parts.csv", "k,v\nNord,3\nNord,4\nnord,3\n")).Findings.Count.ShouldBe(3);

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void A_group_that_only_the_reference_has_is_a_finding(string engine) =>
        Run(engine, "ruleset: t\ndatasets: {rows: {path: rows.csv}, codes: {path: codes.csv}}\nrules:\n- {id: r, complete: {on: rows, by: [d], has: k, of: codes.k}}\n", ("rows.csv", "d,k\n1,a\n"), ("codes.csv", "k\na\nb\n")).Findings.Count.ShouldBe(1);

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void Of_more_findings_than_are_shown_the_first_ones_are_shown_and_the_rest_counted(string engine)
    {
        var text = new StringBuilder("k,v,w,x\n");
        for (var i = 0; i < 5_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},{(i % 2 == 0 ? 4 : 3)},1,2\n");
        }

        var report = Run(engine, One, ("rows.csv", text.ToString()));
        Lines(report).ShouldBe(Enumerable.Range(0, 1_000).Select(i => 2 + (2 * i)));
        report.Diagnostics.ShouldContain(d => d.Code == "E002" && d.Message.Contains("2500", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Of_more_checks_than_are_listed_the_rest_are_counted(string engine)
    {
        var text = new StringBuilder("k,v,w,x\n");
        for (var i = 0; i < 5_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},3,1,{(i % 4 == 0 ? "" : "2")}\n");
        }

        var report = Run(engine, One, ("rows.csv", text.ToString()));
        report.Checked.Count(c => c.Why == "the cell `x` is empty").ShouldBe(1_000);
        report.Checked.Count.ShouldBe(2_000);
        (report.Counts["r"].HoldingLeftOut, report.Counts["r"].UnknownLeftOut).ShouldBe((2_750, 250));
    }

    // One of the tables has groups of its own, one what is missing in another, one an order; none of them needs all rows at once.
    [Theory]
    [InlineData("complete: {on: rows, by: [k], has: r}", "b,2020,South,1")]
    [InlineData("complete: {on: rows where v > 0, by: [k], has: r, of: codes.c}", "b,2020,South,1")]
    [InlineData("title: t, for: {s: sums}, check: s.v <= 3, mark: [s.row], message: m", "a,2020,North,1")]
    [InlineData("title: t, for: {s: sums}, with: {c: codes where c.c = s.r}, where: s.n > 2, check: not exists(c), message: m", "a,2020,North,1")]
    [InlineData("monotone: {on: rows, value: v, along: y, by: [k]}", "a,2022,South,2")]
    public void What_groups_and_orders_can_tell_needs_no_table_as_a_whole(string rule, string line)
    {
        const string text = "k,y,r,v\na,2020,North,1\na,2021,South,4\na,2022,South,2\nb,2020,South,1\nb,2021,South,2\n";
        var rules = "ruleset: t\ndatasets: {rows: {path: rows.csv}, codes: {path: codes.csv}}\nrules:\n- derive: sums\n  for: {a: rows}\n  with: {same: rows where same.k = a.k}\n  where: a = first(same)\n  columns: {k: a.k, r: a.r, v: sum(same.v), n: count(same), row: a}\n- {id: r, " + rule + "}\n";
        var files = new Dictionary<string, byte[]> { ["rows.csv"] = Encoding.UTF8.GetBytes(text), ["codes.csv"] = "c\nNorth\nSouth\n"u8.ToArray() };
        var memory = Scans.Engines.Report(Scans.Engines.Memory, rules, files);
        memory.Findings[0].Place.Source.LineAround(memory.Findings[0].Place.Span.Start).Text.ShouldBe(line);
        foreach (var engine in rule.StartsWith("monotone", StringComparison.Ordinal) ? [Scans.Engines.DuckDb] : Scans.Engines.Others)
        {
            var report = Scans.Engines.Report(engine, rules, files, isEverHeld: false);
            Scans.Engines.Differences(memory, report).ShouldBeEmpty(engine);
            report.Diagnostics.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_hierarchy_is_judged_in_buckets_beside_a_list_of_codes()
    {
        const string rules = "ruleset: t\ndatasets: {rows: {path: rows.csv}, codes: {path: codes.csv}}\nrules:\n- {id: r, hierarchy: {on: rows, value: v, item: i, by: [k], codelist: {on: codes, child: c, parent: p}}}\n";
        var text = new StringBuilder("k,i,v\n");
        for (var k = 0; k < 20; k++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{k},T,{(k == 7 ? 4 : 3)}\n{k},a,1\n{(k == 9 ? "" : $"{k},b,2\n")}{(k == 11 ? "x,a,1\n" : "")}");
        }

        var files = new Dictionary<string, byte[]> { ["rows.csv"] = Encoding.UTF8.GetBytes(text.ToString()), ["codes.csv"] = "c,p\na,T\nb,T\n"u8.ToArray() };
        var memory = Scans.Engines.Report(Scans.Engines.Memory, rules, files);
        memory.Findings.Count.ShouldBe(3);
        Scans.Engines.Differences(memory, Scans.Engines.Report(Scans.Engines.DuckDb, rules, files, isEverHeld: false)).ShouldBeEmpty();
    }

    [Fact]
    public void What_needs_a_table_as_a_whole_is_told_with_the_remedy()
    {
        var many = new Dictionary<string, byte[]> { ["rows.csv"] = Encoding.UTF8.GetBytes("k,y\n" + string.Concat(Enumerable.Range(0, 100_001).Select(i => $"{i},1\n"))) };
        Scans.Engines.Report(Scans.Engines.Stream, "ruleset: t\ndatasets: {rows: {path: rows.csv}}\nrules:\n- {id: r, complete: {on: rows, by: [k], has: y}}\n", many, isEverHeld: false)
            .Diagnostics.Single(d => d.Code == "E007").Message.ShouldContain("more than 100000 rows");
        var files = new Dictionary<string, byte[]> { ["rows.csv"] = "k,y,v\na,2020,1\n"u8.ToArray() };
        Told("monotone: {on: rows, value: v, along: y, by: [k]}", Scans.Engines.Stream).Help!.ShouldContain("--engine auto");
        Told("monotone: {on: rows, value: v, along: y}", Scans.Engines.DuckDb).Help!.ShouldContain("(`by`)");

        Diagnostic Told(string rule, string engine) => Scans.Engines.Report(engine, "ruleset: t\ndatasets: {rows: {path: rows.csv}}\nrules:\n- {id: r, " + rule + "}\n", files, isEverHeld: false).Diagnostics.Single(d => d.Code == "E007");
    }

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void A_share_of_nothing_or_of_less_widens_by_its_size(string engine)
    {
        const string rules = "ruleset: t\ndatasets: {rows: {path: rows.csv}}\nrules:\n- {id: r, balance: {on: rows, check: v = w, rounding: 10 %}}\n";
        Lines(Run(engine, rules, ("rows.csv", "k,v,w\na,0,0\nb,1,0\nc,-90,-100\nd,-110,-100\ne,-111,-100\nf,100,-100\n"))).ShouldBe([3, 6, 7]);
    }

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void Quotients_of_decimals_do_not_round(string engine)
    {
        const string rules = "ruleset: t\ndatasets: {rows: {path: rows.csv}}\nrules:\n- {id: r, title: t, for: {a: rows}, check: a.v / a.w = a.x / a.y, message: m}\n";
        Lines(Run(engine, rules, ("rows.csv", "k,v,w,x,y\na,1,3,2,6\nb,1,3,333333333333333333,1000000000000000000\nc,10,30,1,3\n"))).ShouldBe([3]);
    }

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void Division_by_nothing_is_undecided(string engine)
    {
        const string rules = "ruleset: t\ndatasets: {rows: {path: rows.csv}}\nrules:\n- {id: r, title: t, for: {a: rows}, check: a.v / a.w ~ 2, message: m}\n";
        var report = Run(engine, rules, ("rows.csv", "k,v,w\na,2,0\n"));
        report.Findings.ShouldBeEmpty();
        report.DecidedNothing.ShouldBe(["r"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_wrong_header_is_told_at_the_rule(string engine)
    {
        var report = Run(engine, Whole, ("whole.csv", "k,value\na,3\n"), ("parts.csv", "k,v\na,1\n"));
        report.Findings.ShouldBeEmpty();
        report.Diagnostics.ShouldContain(d => d.Kind == DiagnosticKind.Configuration && d.Message.Contains("`v`", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_quote_that_is_never_closed_leaves_out_its_table_and_no_other(string engine)
    {
        var rules = Whole + "- {id: range, range: {on: whole, value: v, in: 0..2}}\n";
        var report = Run(engine, rules, ("whole.csv", "k,v\na,3\n"), ("parts.csv", "k,v\na,1\na,\"2\n"));
        report.Diagnostics.ShouldContain(d => d.Code == "T002" && d.Path == "parts.csv");
        report.Findings.Single().Rule.ShouldBe("range");
    }

    [Theory]
    [MemberData(nameof(WithParquet))]
    public void A_table_without_rows_is_no_pass(string engine) =>
        Run(engine, One, ("rows.csv", "k,v,w,x\n")).MatchedNothing.ShouldBe(["r"]);

    private static Report Run(string engine, string rules, params (string Name, string Text)[] files) => Scans.Engines.Report(engine, rules, files.ToDictionary(f => f.Name, f => Encoding.UTF8.GetBytes(f.Text)));

    // The line; of a file without lines that of a text with the same rows below one header.
    private static IEnumerable<int> Lines(Report report) => report.Findings.Select(f => f.Place.Source.OriginOf(f.Place.Span.Start) is { Name: var row } ? 1 + int.Parse(row["row ".Length..], System.Globalization.CultureInfo.InvariantCulture) : f.Place.Source.PositionOf(f.Place.Span.Start).Line);
}
