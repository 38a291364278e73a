using System.Globalization;
using PropagandaVerify.Cli;

namespace PropagandaVerify.Tests.Reference;

public sealed class ReferenceCommandTests : IDisposable
{
    private const string Published = "Date,USD,JPY,BGN,\n2027-05-04,1.1712,183.42,N/A,\n2027-05-05,1.1698,183.11,N/A,\n2027-06-01,1.1650,182.00,N/A,\n";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Daily_rates_of_the_European_Central_Bank_become_monthly_ones()
    {
        var (exit, output, _) = Run("reference", "import", File("eurofxref-hist.csv", Published));
        exit.ShouldBe(0);
        output.ShouldBe("""
            # From eurofxref-hist.csv: monthly lowest, mean and highest of the daily rates, units of the currency for one euro.
            month,currency,low,mean,high,days
            2027-05,JPY,183.11,183.265,183.42,2
            2027-05,USD,1.1698,1.1705,1.1712,2
            2027-06,JPY,182,182,182,1
            2027-06,USD,1.165,1.165,1.165,1

            """);
    }

    [Fact]
    public void Rates_in_another_currency_are_told_in_euros()
    {
        var (_, output, _) = Run("reference", "import", File("bank.csv", "date,base,quote,rate\n2020-10-01,USD,EGP,15.7\n2020-10-02,USD,EGP,15.72\n2020-10-01,KES,USD,0.0092\n"));
        output.ShouldContain("2020-10,EGP,18.36586,18.4988392,18.637632,2\n");
        output.ShouldContain("2020-10,KES,127.15217391,127.99130435,128.86956522,1\n");
    }

    [Fact]
    public void A_newer_file_of_rates_decides_what_the_shipped_one_cannot()
    {
        var rates = Path.Combine(folder, "rates.csv");
        Run("reference", "import", File("eurofxref-hist.csv", Published), "--out", rates).Exit.ShouldBe(0);
        var draft = File("draft.txt", "Le contrat porte sur 12 millions de dollars, soit 13,9 millions d'euros.");
        Run("check", draft, "--published", "2027-05-10", "--no-config").Output.ShouldNotContain("error[");
        Run("check", draft, "--published", "2027-05-10", "--no-config", "--reference", rates).Output.ShouldContain("error[conversion-implausible-for-its-date]");
        var configuration = File("propagandaverify.yaml", "reference: [rates.csv]\n");
        Run("check", draft, "--published", "2027-05-10", "--config", configuration).Output.ShouldContain("error[conversion-implausible-for-its-date]");
    }

    [Fact]
    public void Names_of_the_user_join_the_shipped_ones()
    {
        var names = File("names.yaml", "entities:\n- {name: Zarbatania, kind: platform}\n");
        var draft = File("draft.txt", "L'entreprise s'installe dans la ville de Zarbatania, en Europe.");
        Run("check", draft, "--no-config").Output.ShouldNotContain("error[");
        Run("check", draft, "--no-config", "--reference", names).Output.ShouldContain("error[label-contradicts-entity]");
        Run("reference", "show", "zarbatania", "--reference", names).Output.ShouldBe("Zarbatania is a platform\n");
    }

    [Theory]
    [InlineData("1 EUR = 1.17752 USD, from 1.1698 to 1.1856, in 2020-10 (rules/reference/exchange-rates.csv)\n", "USD", "2020-10")]
    [InlineData("1 EUR = 7.5345 HRK by law since 2023-01-01 (rules/reference/currencies.yaml)\n", "HRK")]
    [InlineData("1 EUR = 7.57465 HRK, from 7.562 to 7.5826, in 2020-10 (rules/reference/exchange-rates.csv)\n", "HRK", "2020-10")]
    [InlineData("1 EUR = 4.4157 SAR, from 4.38675 to 4.446, in 2020-10 (pegged to USD, rules/reference/exchange-rates.csv)\n", "SAR", "2020-10")]
    [InlineData("Hesse is a state in Germany\n", "Hessen")]
    [InlineData("Nigeria is a country\nNigeria had 196,000,000 inhabitants, 924,000 km² in 2018 (World Bank)\n", "Nigeria")]
    public void Shows_what_is_known_with_dates_and_source(string told, params string[] of)
    {
        var (exit, output, _) = Run(["reference", "show", .. of]);
        (exit, output).ShouldBe((0, told));
    }

    [Theory]
    [InlineData(2, "`x` is no rate", "a.csv", "Date,USD\n2027-05-04,x\n")]
    [InlineData(2, "begins with no day", "a.csv", "Date,USD\n4 May,1.1\n")]
    [InlineData(2, "no rate in euros is known for KES or EGP", "a.csv", "date,base,quote,rate\n2020-10-01,KES,EGP,0.2\n")]
    [InlineData(2, "has no known kind", "a.yaml", "entities:\n- {name: Zarbatania, kind: cty}\n")]
    [InlineData(2, "is no line `month,currency,low,mean,high`", "a.csv", "month,currency\nwhat\n")]
    public void Says_what_is_wrong_with_a_file(int exit, string why, string name, string text)
    {
        var got = Run("reference", "import", File(name, text));
        got.Exit.ShouldBe(exit);
        got.Error.ShouldContain(why);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_wrong_usage()
    {
        Run("check", File("draft.txt", "Rien."), "--no-config", "--reference", File("bad.csv", "what\n")).Exit.ShouldBe(2);
        Run("reference", "show", "USD", "October").Exit.ShouldBe(2);
        Run("reference", "show", "Zarbatania").Exit.ShouldBe(3);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        return (CommandLine.Run(arguments, output, error, () => Stream.Null, isTerminal: false), output.ToString(), error.ToString());
    }
}
