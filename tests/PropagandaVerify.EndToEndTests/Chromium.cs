using PuppeteerSharp;

namespace PropagandaVerify.EndToEndTests;

/// <summary>A test that needs Chromium, and axe-core where it looks for barriers; without them it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private bool needsAxe;

    public BrowserFactAttribute() => Skip = Chromium.Program is null ? "chromium is not installed" : null;

    /// <summary>Whether the test runs axe-core, whose script AXE_CORE names.</summary>
    public bool NeedsAxe
    {
        get => needsAxe;
        set
        {
            needsAxe = value;
            Skip ??= value && Chromium.Axe is null ? "axe-core is not installed: AXE_CORE is to name its axe.min.js" : null;
        }
    }
}

/// <summary>A real browser without a window.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IBrowser browser;

    private Chromium(IBrowser browser) => this.browser = browser;

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(p => new[] { Path.Combine(p, "chromium"), Path.Combine(p, "google-chrome") }).FirstOrDefault(File.Exists);

    public static string? Axe { get; } = Environment.GetEnvironmentVariable("AXE_CORE") is { } path && File.Exists(path) ? path : null;

    public static async Task<Chromium> Start() => new(await Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Program!,
        Headless = true,
        Timeout = 120_000,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    }));

    /// <summary>Opens a file in a window of a width, in light or dark colours.</summary>
    public async Task<IPage> Open(string file, int width, bool dark = false)
    {
        var page = await browser.NewPageAsync();
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = dark ? "dark" : "light" }]);
        await page.GoToAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();
}
