using PropagandaVerify.Cli;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public sealed class InputFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(3, 2, 1)]
    public void Rules_files_of_a_folder_beyond_the_bound_are_not_left_out_in_silence(int there, int read, int mistakes)
    {
        for (var i = 0; i < there; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"r{i}.yaml"), $"rules:\n- {{id: r{i}, title: t, for: {{t: stated_totals}}, check: t.value > 0, message: m}}\n");
        }

        var files = new InputFiles(Limits.Default with { MaxPackFiles = 2 }, () => Stream.Null).Rules(folder);
        files.SelectMany(f => f.Rules).Count().ShouldBe(read);
        files.SelectMany(f => f.Diagnostics).Count(d => d is { Code: "R027", Kind: DiagnosticKind.Configuration }).ShouldBe(mistakes);
    }
}
