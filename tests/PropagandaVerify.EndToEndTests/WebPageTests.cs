using System.Text.Json;
using PuppeteerSharp;

namespace PropagandaVerify.EndToEndTests;

/// <summary>The report as a web page, in a real browser.</summary>
public sealed class WebPageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [BrowserFact(NeedsAxe = true)]
    public async Task Nothing_bars_anyone_from_a_page_in_any_width_or_colours()
    {
        await using var browser = await Chromium.Start();
        var axe = await File.ReadAllTextAsync(Chromium.Axe!);
        var wrong = new List<string>();
        foreach (var (name, inputs) in Reports())
        {
            var file = Written(name, inputs);
            foreach (var (width, dark) in new[] { (1280, false), (390, false), (1280, true), (390, true) })
            {
                await using var page = await browser.Open(file, width, dark);
                await page.EvaluateExpressionAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
                await page.EvaluateExpressionAsync(axe);
                var found = await page.EvaluateExpressionAsync<string>("axe.run().then(r => JSON.stringify(r.passes.length < 20 ? ['axe ran too few rules'] : r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' … ')}`)))");
                wrong.AddRange(JsonSerializer.Deserialize<string[]>(found)!.Select(v => $"{name}, {width}, {(dark ? "dark" : "light")}: {v}"));
                (await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, name);
            }
        }

        wrong.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Keys_and_links_lead_from_finding_to_finding()
    {
        await using var browser = await Chromium.Start();
        await using var page = await browser.Open(Written("musees", ["tests/cases/drafts/musees-errors/draft.md"]), 1280);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        (await Focused(page)).ShouldBe("f2");
        (await page.EvaluateExpressionAsync<int>("document.querySelectorAll('.mark.now[href=\"#f2\"]').length")).ShouldBe(1);
        await page.Keyboard.PressAsync("k");
        (await Focused(page)).ShouldBe("f1");
        await page.ClickAsync("a.mark[href='#f4']");
        (await Focused(page)).ShouldBe("f4");
        (await page.EvaluateExpressionAsync<bool>("(r => r.top >= 0 && r.top < innerHeight)(document.getElementById('f4').getBoundingClientRect())")).ShouldBeTrue();

        // Who speaks to the machine can turn single keys off.
        await page.ClickAsync("#keys");
        await page.Keyboard.PressAsync("k");
        (await Focused(page)).ShouldBe("keys");
    }

    [BrowserFact]
    public async Task A_hostile_draft_runs_nothing_and_fetches_nothing()
    {
        File.WriteAllText(Path.Combine(folder, "draft.txt"), "Titre\n\n</script><script>window.hit = 1</script><img src=https://example.org/x onerror=\"window.hit = 1\"></style>\u202E\u001b[31m\n\nUn accord avec la ville de Douyin</a><script>window.hit = 1</script> est signé.\n");
        await using var browser = await Chromium.Start();
        await using var page = await browser.Open(Written("hostile", [Path.Combine(folder, "draft.txt")]), 1280);
        var requests = new List<string>();
        page.Request += (_, e) => requests.Add(e.Request.Url);
        var said = new List<string>();
        page.Console += (_, e) => said.Add(e.Message.Text);
        await page.ReloadAsync();
        (await page.EvaluateExpressionAsync<bool>("window.hit === undefined")).ShouldBeTrue();
        (await page.EvaluateExpressionAsync<int>("document.querySelectorAll('script, img').length")).ShouldBe(1);
        (await page.EvaluateExpressionAsync<string>("document.querySelector('.text').textContent")).ShouldContain("window.hit = 1</script><img src=https://example.org/x onerror=\"window.hit = 1\"></style>⟨U+202E⟩␛[31m");
        requests.ShouldHaveSingleItem().ShouldStartWith("file:");
        said.ShouldBeEmpty();
    }

    private static IEnumerable<(string Name, string[] Inputs)> Reports() =>
    [
        ("amounts", ["tests/cases/drafts/fr-monnaies-errors/draft.md"]),
        ("dates", ["tests/cases/drafts/fr-calendrier-mairie-errors/draft.txt"]),
        ("tables", ["tests/cases/drafts/en-structure-report-errors/draft.md"]),
        ("clean", ["tests/cases/drafts/luoyang-clean/draft.md"]),
        ("several", ["tests/cases/analyst/short-forms-wrong/draft.md", "tests/cases/drafts/de-stadtwald-errors/draft.txt", "--rules", "tests/cases/analyst/short-forms-wrong/rules.yaml"]),
    ];

    private string Written(string name, string[] inputs)
    {
        var file = Path.Combine(folder, $"{name}.html");
        var result = Pverify.RunIn(Pverify.Root, null, ["check", .. inputs, "--no-config", "--format", "html", "--out", file]);
        File.Exists(file).ShouldBeTrue(result.Error);
        return file;
    }

    private static Task<string> Focused(IPage page) => page.EvaluateExpressionAsync<string>("document.activeElement.id");
}
