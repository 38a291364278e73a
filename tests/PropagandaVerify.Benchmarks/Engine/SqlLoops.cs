using System.Globalization;
using DuckDB.NET.Data;

namespace PropagandaVerify.Benchmarks.Engine;

/// <summary>What somebody would do with DuckDB: append the objects to tables of a database in memory, and ask one question in exact decimals.</summary>
internal static class SqlLoops
{
    /// <summary>How many totals are not the sum of their figures, within half a unit of the last place of each.</summary>
    public static int Sums(Figure[] figures, Total[] totals)
    {
        using var database = Open("CREATE TABLE parts (list VARCHAR, value DECIMAL(18,2)); CREATE TABLE wholes (list VARCHAR, value DECIMAL(18,2))");
        using (var parts = database.CreateAppender("parts"))
        {
            foreach (var figure in figures)
            {
                parts.CreateRow().AppendValue(figure.List).AppendValue(figure.Value).EndRow();
            }
        }

        using (var wholes = database.CreateAppender("wholes"))
        {
            foreach (var total in totals)
            {
                wholes.CreateRow().AppendValue(total.List).AppendValue(total.Value).EndRow();
            }
        }

        return Count(database, "SELECT count(*) FROM wholes AS w JOIN (SELECT list, sum(value) AS value, count(*) AS parts FROM parts GROUP BY list) AS p ON p.list = w.list WHERE abs(p.value - w.value) > 0.005 * (p.parts + 1)");
    }

    /// <summary>How many conversions are more than two percent off what the rate of their month gives.</summary>
    public static int Conversions(Amount[] amounts, Rate[] rates)
    {
        using var database = Open("CREATE TABLE amounts (currency VARCHAR, month DATE, local DECIMAL(18,2), dollars DECIMAL(18,2)); CREATE TABLE rates (currency VARCHAR, month DATE, rate DECIMAL(9,3))");
        using (var rows = database.CreateAppender("rates"))
        {
            foreach (var rate in rates)
            {
                rows.CreateRow().AppendValue(rate.Currency).AppendValue((DateOnly?)rate.Month).AppendValue(rate.Value).EndRow();
            }
        }

        using (var rows = database.CreateAppender("amounts"))
        {
            foreach (var amount in amounts)
            {
                rows.CreateRow().AppendValue(amount.Currency).AppendValue((DateOnly?)amount.Month).AppendValue(amount.Local).AppendValue(amount.Dollars).EndRow();
            }
        }

        // Both sides times the rate, so that nothing is divided.
        return Count(database, "SELECT count(*) FROM amounts AS a JOIN rates AS r ON r.currency = a.currency AND r.month = a.month WHERE abs(a.local - a.dollars * r.rate) > 0.02 * a.local + 0.005 * r.rate");
    }

    private static DuckDBConnection Open(string tables)
    {
        var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = tables;
        command.ExecuteNonQuery();
        return database;
    }

    private static int Count(DuckDBConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
