using Talpa.Cli.Rendering;

namespace Talpa.Cli.Entry;

/// <summary>
/// fastText's commands as Talpa's, so that a command line works when <c>fasttext</c> is replaced by <c>talpa</c>: with fastText's defaults where it gives no option. A note
/// states the commands that run.
/// </summary>
internal static class FastTextCommands
{
    private const string Output = "-output";

    /// <summary>fastText's defaults that differ from Talpa's: the names of the option, and the arguments that stand for the default.</summary>
    private static readonly (string[] Names, string[] Default)[] Defaults =
    [
        (["-loss", "--loss", "--objective", "-hs", "--hs"], ["--objective", "negative"]),
        (["-epoch", "--epoch", "-epochs", "--epochs", "-iter", "--iter"], ["--epochs", "5"]),
        (["-t", "-sample", "--sample"], ["--sample", "1e-4"]),
        (["-maxn", "--maxn", "--max-n", "--max_n", "--max-ngram"], ["--subwords"]),
    ];

    /// <summary>The same for skip-gram alone.</summary>
    private static readonly (string[] Names, string[] Default)[] DefaultsOfSkipGram =
        [(["-lr", "--lr", "-alpha", "--alpha", "--learning-rate"], ["--learning-rate", "0.05"])];

    /// <summary>Translates a command line.</summary>
    /// <param name="arguments">The arguments of the command.</param>
    /// <returns>The arguments of the commands to run one after another; <c>null</c> where it is no command of fastText.</returns>
    /// <exception cref="UsageException">fastText has the command, but Talpa does nothing like it, or the output is missing.</exception>
    public static IReadOnlyList<string[]>? Translate(string[] arguments) => arguments switch
    {
        ["skipgram" or "cbow", .., "-h" or "--help"] => [["train", "--help"]],
        ["skipgram", .. var options] => Train("skipgram", options, DefaultsOfSkipGram),
        ["cbow", .. var options] => Train("cbow", options, []),
        ["print-word-vectors", var model] => [["vector", model, "--words", "-"]],
        ["print-sentence-vectors", var model] => [["vector", model, "--words", "-", "--mean", "--ignore-unknown"]],
        ["nn", var model] => [["nearest", model, "--words", "-", "-n", "10"]],
        ["nn", var model, var count] => [["nearest", model, "--words", "-", "-n", count]],
        ["supervised" or "test" or "test-label" or "predict-prob", ..] => throw new UsageException($"{arguments[0]} is for classifiers of texts, which talpa does not train"),
        ["quantize", ..] => throw new UsageException("talpa reads quantised models, but does not make them"),
        _ => null,
    };

    /// <summary>Writes what runs for a command of fastText, unless it is to be quiet.</summary>
    public static void Note(Terminal terminal, IReadOnlyList<string[]> commands)
    {
        bool isQuiet = commands.Any(command => command.Contains("--quiet", StringComparer.Ordinal) || command.Contains("-q", StringComparer.Ordinal));
        foreach (string[] command in isQuiet ? [] : commands)
        {
            Notes.Write(terminal, $"this runs: talpa {string.Join(' ', command.Select(argument => argument.StartsWith('-') ? argument : ShellText.Quote(argument)))}");
        }
    }

    /// <summary>fastText writes a model and, as text, the vectors of its words.</summary>
    private static string[][] Train(string architecture, string[] options, (string[] Names, string[] Default)[] more)
    {
        int output = Array.IndexOf(options, Output);
        if (output < 0 || output + 1 == options.Length)
        {
            throw new UsageException($"{Output} is missing: talpa {architecture} -input FILE {Output} MODEL");
        }

        string model = options[output + 1] + ".bin";
        string[] rest = [.. options[..output], .. options[(output + 2)..]];
        IEnumerable<string> defaults = Defaults.Concat(more).Where(pair => !rest.Intersect(pair.Names, StringComparer.Ordinal).Any()).SelectMany(pair => pair.Default);
        return
        [
            ["train", .. rest, "--arch", architecture, "--tokenizer", "whitespace", .. defaults, "-o", model, "--format", "fasttext"],
            ["convert", model, options[output + 1] + ".vec", "--format", "text"],
        ];
    }
}
