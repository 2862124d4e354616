using System.CommandLine;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Cli.Parsing;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    private const int MaxAnswers = 1_000_000;
    private const int DefaultAnswers = 10;

    private static readonly (string Name, AnalogyObjective Value)[] Methods =
    [
        ("3cosadd", AnalogyObjective.Add),
        ("3cosmul", AnalogyObjective.Multiply),
    ];

    private static readonly (string Name, string Ending)[] Formats = [.. VectorFiles.FormatNames.Select(name => (name, VectorFiles.ExtensionOf(VectorFiles.ParseFormat(name))))];

    /// <summary>The file name endings of the formats.</summary>
    public static string Endings { get; } = $"Formats and endings: {string.Join(", ", Formats.Select(format => $"{format.Name} {format.Ending}"))}; .gz or .zst may follow.";

    /// <summary>Requests an answer that a program can read.</summary>
    public static Option<bool> Json() => OptionOf.Flag("--json", "Answer in JSON.");

    /// <summary>Suppresses progress and report.</summary>
    public static Option<bool> Quiet() => OptionOf.Flag("--quiet", "Print errors only.", "-q");

    /// <summary>How often a training is saved.</summary>
    public static Option<TimeSpan?> CheckpointEvery() =>
        OptionOf.Time("--checkpoint-every", "TIME", "Save a checkpoint this often: 90s, 5m, 2h, off. [5m]");

    /// <summary>Trains although the memory may not suffice.</summary>
    public static Option<bool> OverMemory() => OptionOf.Flag("--over-memory", "Train though the memory does not suffice.");

    /// <summary>Distinguishes words by case.</summary>
    public static Option<bool> MatchCase() => OptionOf.Flag("--match-case", "Tell 'Mole' from 'mole'. [case does not count]");

    /// <summary>Evaluates words that are not in the vocabulary too.</summary>
    public static Option<bool> Compose() => OptionOf.Flag("--compose", "Compose unseen words from n-grams. [unseen words are left out]");

    /// <summary>Whether unseen words are composed.</summary>
    /// <exception cref="UnusableInputException">They are to be, but the model has no n-grams.</exception>
    public static bool CheckCompose(ParseResult arguments, Option<bool> compose, TrainedModel model, string path) =>
        arguments.GetValue(compose) && (model.Vectors.Subwords is not null
            ? true
            : throw new UnusableInputException($"{path}: the model has no n-grams to compose vectors from; leave {compose.Name} out, or evaluate a model with subwords"));

    /// <summary>How many answers to give.</summary>
    public static Option<int?> Count() => OptionOf.Integer("-n", "N", $"How many words to show. [{DefaultAnswers}]", "--count", "--topn");

    /// <summary>The requested number of answers, within its range.</summary>
    /// <exception cref="UsageException">It is out of its range.</exception>
    public static int CheckCount(ParseResult arguments, Option<int?> count) =>
        arguments.GetValue(count) is not { } wanted ? DefaultAnswers
        : wanted is >= 1 and <= MaxAnswers ? wanted
        : throw new UsageException($"-n {wanted} is out of range: 1 to 1,000,000");

    /// <summary>What the best answer to an analogy maximises.</summary>
    public static Option<AnalogyObjective?> AnalogyMethod() =>
        OptionOf.OneOf("--method", "3cosadd adds and subtracts cosines, 3cosmul multiplies and divides them. [3cosadd]", Methods);

    /// <summary>The encoding of text.</summary>
    public static Option<string?> TextEncoding(string of = "Of the text") => OptionOf.Text("--encoding", "NAME", $"{of}: windows-1252, latin1, utf-16 … [utf-8]");

    /// <summary>The name of the given encoding; <c>null</c> for UTF-8.</summary>
    /// <exception cref="UsageException">There is no such encoding.</exception>
    public static string? CheckEncoding(ParseResult arguments, Option<string?> encoding) =>
        arguments.GetValue(encoding) is not { } name || CorpusOptions.FindEncoding(name) is not null
            ? arguments.GetValue(encoding)
            : throw new UsageException($"there is no encoding '{name}'; {encoding.Name} takes names such as windows-1252, iso-8859-1 and utf-16");

    /// <summary>What splits text into words.</summary>
    public static Option<WordRule?> WordRule() => OptionOf.OneOf(
        "--tokenizer", "What splits text into words. [unicode]", [("unicode", Parsing.WordRule.Unicode), ("whitespace", Parsing.WordRule.Whitespace)]);

    /// <summary>The library's tokenizer; <c>null</c> where none was named.</summary>
    public static Tokenizer? TokenizerOf(WordRule? rule) => rule switch
    {
        Parsing.WordRule.Unicode => Tokenizer.Unicode,
        Parsing.WordRule.Whitespace => Tokenizer.Whitespace,
        _ => null,
    };

    /// <summary>The name of a file of vectors.</summary>
    /// <exception cref="UsageException">It is -, which stands for standard input where text or words are read.</exception>
    public static string VectorsPath(string name) => name != "-" ? name
        : throw new UsageException("- is no file of vectors; name /dev/stdin to read vectors from standard input");

    /// <summary>A format of files of vectors.</summary>
    public static Option<VectorFileFormat?> Format(string description, string name = "--format") =>
        OptionOf.OneOf(name, description, [.. VectorFiles.FormatNames.Select(format => (format, VectorFiles.ParseFormat(format)))]);

    /// <summary>The given format, or else that of the file name's ending.</summary>
    /// <exception cref="UsageException">None is given, and the ending denotes none.</exception>
    public static VectorFileFormat FormatOf(VectorFileFormat? given, string path)
    {
        if (path.Length == 0)
        {
            throw new UsageException("the name of the output file is empty");
        }

        try
        {
            return given ?? VectorFiles.FormatFromFileName(path);
        }
        catch (ArgumentException)
        {
            throw new UsageException(
                $"the name '{path}' does not determine the format; end it with one of {string.Join(" ", Formats.Select(format => format.Ending))}, "
                + $"or name one of {string.Join(", ", VectorFiles.FormatNames)} with --format");
        }
    }

    /// <summary>The name of a method.</summary>
    public static string NameOf(AnalogyObjective method) => Methods.First(pair => pair.Value == method).Name;
}
