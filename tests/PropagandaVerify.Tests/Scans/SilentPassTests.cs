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
