using CsCheck;
using PropagandaVerify.Datasets;
using PropagandaVerify.Facts;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class DatasetChangeTests
{
    [Fact]
    public void By_a_key_rows_are_added_removed_and_changed_wherever_they_stand()
    {
        var change = Of(["year", "region"], "year,region,cases,deaths\n2020,N,5,1\n2020,S,7,2\n2021,N,9,3\n", "year,region,cases,deaths\n2021,N,9,4\n2022,S,1,1\n2020,N,6,2\n");
        change.Key.ShouldBe(["year", "region"]);
        (change.AddedCount, change.RemovedCount, change.ChangedCount, change.RowsBefore, change.RowsNow).ShouldBe((1, 1, 2, 3, 3));
        change.Added.ShouldBe(["year=2022, region=S"]);
        change.Removed.ShouldBe(["year=2020, region=S"]);
        change.Columns.Select(c => $"{c.Column} {c.Count}: {string.Join("; ", c.Cells.Select(v => $"{v.Row} {v.Before} {v.Now}"))}").ShouldBe(
            ["cases 1: year=2020, region=N 5 6", "deaths 2: year=2021, region=N 3 4; year=2020, region=N 1 2"]);
        change.Touched.Count.ShouldBe(3);
    }

    [Fact]
    public void Without_a_key_whole_rows_are_compared_and_those_alike_are_counted()
    {
        var change = Of([], "place,ships\nN,1\nN,1\nS,2\n", "place,ships\nS,2\nN,1\nW,3\n");
        change.Key.ShouldBeEmpty();
        (change.AddedCount, change.RemovedCount, change.ChangedCount).ShouldBe((1, 1, 0));
        change.Added.ShouldBe(["place=W, ships=3"]);
        change.Removed.ShouldBe(["place=N, ships=1"]);
    }

    [Fact]
    public void Columns_that_come_or_go_change_no_row()
    {
        var change = Of(["place"], "place,ships\nN,1\n", "crews,place\n4,N\n");
        (change.AddedCount, change.RemovedCount, change.ChangedCount).ShouldBe((0, 0, 0));
        change.AddedColumns.ShouldBe(["crews"]);
        change.RemovedColumns.ShouldBe(["ships"]);
        change.IsEmpty.ShouldBeFalse();

        // A key that one of the states lacks names no rows.
        Of(["place"], "spot,ships\nN,1\n", "place,ships\nN,1\n").Key.ShouldBeEmpty();
    }

    [Fact]
    public void A_key_that_names_two_rows_pairs_the_first_with_the_first()
    {
        var change = Of(["place"], "place,ships\nN,1\nN,2\n", "place,ships\nN,1\nN,3\nN,4\n");
        (change.AddedCount, change.RemovedCount, change.ChangedCount).ShouldBe((1, 0, 1));
    }

    [Fact]
    public void A_dataset_that_comes_or_goes_has_all_of_its_rows_added_or_removed()
    {
        var state = State(["place"], "place,ships\nN,1\nS,2\n");
        Of(null, state).AddedCount.ShouldBe(2);
        Of(state, null).RemovedCount.ShouldBe(2);
    }

    [Fact]
    public void Lists_are_bounded_and_counts_are_true()
    {
        var rows = string.Concat(Enumerable.Range(0, DatasetChange.MostListed + 5).Select(i => $"{i},1\n"));
        var change = Of(["place"], "place,ships\n" + rows, "place,ships\n" + rows.Replace(",1\n", ",2\n", StringComparison.Ordinal));
        change.Columns.ShouldHaveSingleItem().Count.ShouldBe(DatasetChange.MostListed + 5);
        change.Columns[0].Cells.Count.ShouldBe(DatasetChange.MostListed);
        var removed = Of(["place"], "place,ships\n" + rows, "place,ships\nx,1\n");
        removed.RemovedCount.ShouldBe(DatasetChange.MostListed + 5);
        removed.Removed.Count.ShouldBe(DatasetChange.MostListed);
    }

    [Fact]
    public void The_order_of_rows_is_no_change_and_a_change_back_undoes_one() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 3]).List[0, 12].SelectMany(rows => Gen.Shuffle(rows.ToArray()).Select(shuffled => (rows, shuffled)))
            .Sample(r =>
            {
                var (before, now) = (Csv(r.rows), Csv(r.shuffled));
                Of([], before, now).IsEmpty.ShouldBeTrue();
                var there = Of(["a"], before, Csv(r.rows.Select(x => (x.Item1, x.Item2 + 1))));
                var back = Of(["a"], Csv(r.rows.Select(x => (x.Item1, x.Item2 + 1))), before);
                (there.AddedCount, there.RemovedCount, there.ChangedCount).ShouldBe((0, 0, r.rows.Count));
                (back.RowsNow - back.RowsBefore).ShouldBe(back.AddedCount - back.RemovedCount);
                back.Touched.Count.ShouldBe(back.AddedCount + back.ChangedCount);
            });

    private static string Csv(IEnumerable<(int A, int B)> rows) => "a,b\n" + string.Concat(rows.Select(r => $"{r.A},{r.B}\n"));

    private static DatasetChange Of(IReadOnlyList<string> key, string before, string now) => Of(State(key, before), State(key, now));

    private static DatasetChange Of(DatasetState? before, DatasetState? now) => DatasetChange.Of(before, now, null, Limits.Default).Change!;

    private static DatasetState State(IReadOnlyList<string> key, string csv)
    {
        var (table, _) = Table.Read(new Source("costs.csv", csv), new DatasetDeclaration { Name = "costs", Path = "costs.csv", Key = key }, Limits.Default);
        return new DatasetState(ScanTable.OfHeld(table!, TableFacts.SchemaOf(table!)), table!.Records.Count);
    }
}
