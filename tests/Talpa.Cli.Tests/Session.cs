using System.Text;
using System.Text.Json;
using Talpa.Cli.Entry;

namespace Talpa.Cli.Tests;

/// <summary>Runs the command in this process and captures its output.</summary>
internal sealed record Session(ExitCode Code, string Out, string Error)
{
    /// <summary>The lines written to the error stream.</summary>
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The standard output, parsed as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Runs the command with redirected output.</summary>
    public static Session Run(params string[] arguments) => Run(terminal => terminal, arguments);

    /// <summary>Runs the command with a modified terminal.</summary>
    public static Session Run(Func<Terminal, Terminal> prepare, params string[] arguments)
    {
        using var output = new Utf8Writer();
        using var error = new Utf8Writer();
        using var interrupt = new Interrupt();
        ExitCode code = CommandLine.Run(arguments, prepare(new Terminal { Out = output, Error = error, Interrupt = interrupt }));
        return new Session(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs the command on a screen of the given width, without colours.</summary>
    public static Session RunOnScreen(int width, params string[] arguments) =>
        Run(terminal => terminal with { OutIsScreen = true, ScreenWidth = () => width }, arguments);

    /// <summary>Asserts that the command failed with one error line that contains the given words.</summary>
    public void FailedWith(ExitCode code, params string[] words)
    {
        string line = Assert.Single(ErrorLines);
        Assert.StartsWith("talpa: ", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.Equal(code, Code);
    }

    private sealed class Utf8Writer : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override string NewLine => "\n";
    }
}
