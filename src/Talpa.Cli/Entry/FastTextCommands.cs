using Talpa.Cli.Rendering;

namespace Talpa.Cli.Entry;

/// <summary>
/// fastText's commands as Talpa's, so that a command line works when <c>fasttext</c> is replaced by <c>talpa</c>: with fastText's defaults where it gives no option. A note
/// states the commands that run.
/// </summary>
internal static class FastTextCommands
{
    private const string Output = "-output";
    private const string QuantisedPart = "2";

    private static readonly string[] AsCodes = ["--format", "fasttext", "--numbers", "codes"];

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
        ["analogies", var model] => [["analogy", model, "--words", "-", "-n", "10", "--a-minus-b"]],
        ["analogies", var model, var count] => [["analogy", model, "--words", "-", "-n", count, "--a-minus-b"]],
        ["quantize", .., "-h" or "--help"] => [["convert", "--help"]],
        ["quantize", .. var options] => [Quantize(options)],
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

    /// <summary>fastText reads MODEL.bin and writes MODEL.ftz. It keeps the rows with the largest numbers, Talpa the most frequent words.</summary>
    private static string[] Quantize(string[] options)
    {
        string? model = null;
        string? cutoff = null;
        for (int i = 0; i < options.Length; i++)
        {
            string? value = i + 1 < options.Length ? options[i + 1] : null;
            switch (options[i])
            {
                case Output when value is not null:
                    model = value;
                    i++;
                    break;
                case "-cutoff" when value is not null:
                    cutoff = value == "0" ? null : value;
                    i++;
                    break;
                case "-dsub" when value == QuantisedPart:
                case "-input" or "-verbose" or "-thread" when value is not null:
                    i++;
                    break;
                case "-qnorm" or "-qout":
                    break;
                case Output or "-cutoff" or "-input" or "-verbose" or "-thread" when value is null:
                    throw new UsageException($"{options[i]} needs a value");
                default:
                    throw new UsageException($"{options[i]} is not supported: talpa quantises pairs of numbers (-dsub {QuantisedPart}), lengths apart, without training; -output, -cutoff, -qnorm and -qout work");
            }
        }

        return model is null ? throw Missing("quantize", "")
            : cutoff is null ? ["convert", $"{model}.bin", $"{model}.ftz", .. AsCodes]
            : ["prune", $"{model}.bin", $"{model}.ftz", "--keep", cutoff, .. AsCodes];
    }

    private static UsageException Missing(string command, string input) => new($"{Output} is missing: talpa {command} {input}{Output} MODEL");

    /// <summary>fastText writes a model and, as text, the vectors of its words.</summary>
    private static string[][] Train(string architecture, string[] options, (string[] Names, string[] Default)[] more)
    {
        int output = Array.IndexOf(options, Output);
        if (output < 0 || output + 1 == options.Length)
        {
            throw Missing(architecture, "-input FILE ");
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
