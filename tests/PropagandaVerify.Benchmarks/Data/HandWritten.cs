using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace PropagandaVerify.Benchmarks.Data;

/// <summary>What somebody would write for one table and nothing else: a stream over the records, a hash table of sums, decimals.</summary>
internal static class HandWritten
{
    /// <summary>How many amounts miss their rate, and how many totals their parts.</summary>
    public static (int Rates, int Sums) TwoRules(string path)
    {
        using var reader = Open(path);
        var sums = new Dictionary<string, (decimal Parts, decimal? Total)>(StringComparer.Ordinal);
        var byKey = sums.GetAlternateLookup<ReadOnlySpan<char>>();
        var rates = 0;
        Span<char> key = stackalloc char[64];
        while (reader.Read())
        {
            var (cny, rate, usd) = (Number(reader, 3), Number(reader, 4), Number(reader, 5));
            rates += Math.Abs((usd * rate) - cny) > 0.005m * rate ? 1 : 0;
            var region = reader.GetFieldSpan(0);
            var period = reader.GetFieldSpan(1);
            region.CopyTo(key);
            key[region.Length] = '|';
            period.CopyTo(key[(region.Length + 1)..]);
            ref var group = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(byKey, key[..(region.Length + 1 + period.Length)], out _);
            if (reader.GetFieldSpan(2).SequenceEqual("total"))
            {
                group.Total = cny;
            }
            else
            {
                group.Parts += cny;
            }
        }

        return (rates, sums.Values.Count(g => g.Total != g.Parts));
    }

    /// <summary>How many amounts miss their rate.</summary>
    public static int OneRule(string path)
    {
        using var reader = Open(path);
        var rates = 0;
        while (reader.Read())
        {
            var (cny, rate, usd) = (Number(reader, 3), Number(reader, 4), Number(reader, 5));
            rates += Math.Abs((usd * rate) - cny) > 0.005m * rate ? 1 : 0;
        }

        return rates;
    }

    private static CsvDataReader Open(string path) => CsvDataReader.Create(new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16), new CsvDataReaderOptions { Delimiter = ',', BufferSize = 1 << 16 });

    private static decimal Number(CsvDataReader reader, int column) => decimal.Parse(reader.GetFieldSpan(column), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
