using Spectre.Console;

namespace Talpa.Cli;

/// <summary>What a command talks to: the process's three streams, and what the screen behind them can show.</summary>
internal sealed record Terminal
{
    /// <summary>A line is not made longer than this, however wide the screen: longer ones are hard to read.</summary>
    private const int WidestLine = 120;

    /// <summary>Answers go here.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Errors and progress go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens the standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = () => Stream.Null;

    /// <summary>Whether a person reads <see cref="Out"/> on a screen.</summary>
    public bool OutIsScreen { get; init; }

    /// <summary>Whether a person reads <see cref="Error"/> on a screen, so that a line may be redrawn.</summary>
    public bool ErrorIsScreen { get; init; }

    /// <summary>Whether <see cref="Out"/> takes colours.</summary>
    public bool Colour { get; init; }

    /// <summary>Columns of the screen now.</summary>
    public Func<int> ScreenWidth { get; init; } = () => 80;

    /// <summary>Whether a fault is shown with its stack trace.</summary>
    public bool Debug { get; init; }

    /// <summary>Ctrl-C and its kin.</summary>
    public Interrupt Interrupt { get; init; } = new();

    /// <summary>Columns to lay text out in.</summary>
    public int Width => Math.Clamp(ScreenWidth(), 20, WidestLine);

    /// <summary>Whether block and box characters can be written.</summary>
    public bool Unicode => Out.Encoding.WebName.StartsWith("utf-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The streams of this process.</summary>
    public static Terminal OfThisProcess(Interrupt interrupt) => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        OpenInput = Console.OpenStandardInput,
        OutIsScreen = !Console.IsOutputRedirected,
        ErrorIsScreen = !Console.IsErrorRedirected && !IsDumb,
        Colour = !Console.IsOutputRedirected && !IsDumb && !IsSet("NO_COLOR"),
        ScreenWidth = WidthOfThisScreen,
        Debug = Environment.GetEnvironmentVariable("TALPA_DEBUG") == "1",
        Interrupt = interrupt,
    };

    /// <summary>A console that lays out tables on <see cref="Out"/>. What goes to no screen is never wrapped or cut.</summary>
    public IAnsiConsole CreateConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = Colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = OutIsScreen ? Math.Max(20, ScreenWidth()) : 10_000;
        console.Profile.Capabilities.Unicode = Unicode;
        return console;
    }

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static int WidthOfThisScreen()
    {
        try
        {
            int width = Console.WindowWidth;
            return width > 0 ? width : 80;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return 80;
        }
    }
}
