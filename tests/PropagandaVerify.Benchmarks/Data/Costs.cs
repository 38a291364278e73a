using System.Globalization;
using System.Text;

namespace PropagandaVerify.Benchmarks.Data;

/// <summary>A table of costs by region and month: parts, the total of each group, an amount in yuans with its counterpart in dollars at a rate, two dates. All of it is right.</summary>
internal static class Costs
{
    private const int Regions = 50;
    private const int Months = 240;

    /// <summary>Writes a table of so many rows; a table already there is left alone.</summary>
    public static string Csv(int rows)
    {
        var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"pverify-benchmark-costs-{rows}.csv"));
        if (File.Exists(path))
        {
            return path;
        }

        using (var file = new StreamWriter(path + ".part", append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20))
        {
            Write(file, rows);
        }

        File.Move(path + ".part", path);
        return path;
    }

    private static void Write(StreamWriter file, int rows)
    {
        file.Write("region,period,kind,cny,rate,usd,booked_on,published_on\n");
        var totals = new long[Regions * Months];
        var random = new Random(20201026);
        var parts = Math.Max(totals.Length, rows - totals.Length);
        for (var i = 0; i < parts; i++)
        {
            var cny = random.NextInt64(100, 100_000_000);
            totals[i % totals.Length] += cny;
            Row(file, i % totals.Length, "part", cny, i);
        }

        for (var g = 0; g < totals.Length; g++)
        {
            Row(file, g, "total", totals[g], g);
        }
    }

    private static void Row(StreamWriter file, int group, string kind, long cny, int number)
    {
        var (region, month, rate) = (group % Regions, group / Regions, 67_000 + (number % 1_000));

        // Hundredths of a dollar, rounded half up: 100 · (cny / 100) / (rate / 10,000).
        var usd = ((cny * 10_000) + (rate / 2)) / rate;
        file.Write(string.Create(CultureInfo.InvariantCulture, $"R{region},{2000 + (month / 12)}-{(month % 12) + 1:00},{kind},{cny / 100}.{cny % 100:00},{rate / 10_000}.{rate % 10_000:0000},{usd / 100}.{usd % 100:00},2020-01-{(number % 28) + 1:00},2020-02-{(number % 28) + 1:00}\n"));
    }
}
