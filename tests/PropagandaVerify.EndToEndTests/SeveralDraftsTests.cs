namespace PropagandaVerify.EndToEndTests;

public sealed class SeveralDraftsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public SeveralDraftsTests()
    {
        Write("lyon.txt", "En 2019, le budget de Lyon s'élevait à 812 millions d'euros. Le conseil a voté ce texte dans la soirée.");
        Write("lyon-again.txt", "En 2019, le budget de Lyon était de 821 millions d'euros. Le conseil a voté ce texte dans la soirée.");
        Write("now.txt", "Le séisme a fait 48 morts dans la province. La ville pleure ses 45 morts.");
        Write("before.txt", "Le séisme a fait 45 morts dans la province. La ville pleure ses 45 morts.");
        Write("fr.txt", "Le chantier coûtera 2,4 milliards d'euros à la ville et créera 1 200 emplois dans la région.");
        Write("en.txt", "The works will cost the city €2.4 million and they will create 1,200 jobs in the region.");
        Write("portuguese.txt", "A cidade vai gastar 12 milhões de euros com as escolas, e não há dinheiro para mais obras até ao fim do ano.");
        Write("table.csv", "a,b\n1,2\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0, "0 warnings", "lyon.txt", "lyon-again.txt")]
    [InlineData(1, "warning[drafts-give-two-figures]", "lyon.txt", "lyon-again.txt", "--together", "--fail-on", "warning")]
    [InlineData(1, "warning[figure-changed-in-one-place-only]", "now.txt", "--previous", "before.txt", "--fail-on", "warning")]
    [InlineData(0, "0 warnings", "before.txt", "--previous", "before.txt", "--fail-on", "warning")]
    [InlineData(1, "error[twin-figure-differs]", "fr.txt", "--twin", "en.txt")]
    [InlineData(1, "error[twin-figure-differs]", "fr.txt", "--twin", "en.txt", "--language", "fr")]
    [InlineData(3, "there is no such file", "now.txt", "--previous", "missing.txt")]
    [InlineData(3, "is in `pt`", "fr.txt", "--twin", "portuguese.txt")]
    [InlineData(2, "--previous names the companion of one draft", "now.txt", "fr.txt", "--previous", "before.txt")]
    [InlineData(2, "--twin names a draft, not a dataset", "fr.txt", "--twin", "table.csv")]
    [InlineData(2, "name two or more", "lyon.txt", "--together")]
    public void Drafts_are_compared_on_demand(int exit, string message, params string[] arguments)
    {
        var result = Pverify.RunIn(folder, null, ["check", .. arguments]);
        (result.Output + result.Error).ShouldContain(message);
        result.ExitCode.ShouldBe(exit, result.Output + result.Error);
    }

    [Fact]
    public void Facts_show_what_stands_where_in_the_twin()
    {
        var result = Pverify.RunIn(folder, null, "facts", "fr.txt", "--twin", "en.txt", "--relation", "twins");
        result.Output.ShouldContain("twins (2)");
        result.Output.ShouldContain("1200");
        result.ExitCode.ShouldBe(0);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
