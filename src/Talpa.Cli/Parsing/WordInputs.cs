using System.CommandLine;
using System.Text;
using Talpa.Cli.Rendering;
using Talpa.Text;

namespace Talpa.Cli.Parsing;

/// <summary>The words of questions: the arguments, or the lines of a file or the standard input, each of which gets an answer line.</summary>
/// <param name="usage">How the command is called with words.</param>
/// <param name="fewest">The fewest words of a question.</param>
/// <param name="most">The most words of a question; <c>null</c> for any number.</param>
internal sealed class WordInputs(string usage, int fewest = 1, int? most = null)
{
    private const string StandardInput = "-";

    private readonly Argument<string[]> _words = new("WORD") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _file = OptionOf.Text("--words", "FILE|-", "Answer each line of a file or of standard input.");
    private readonly Option<string?> _encoding = OptionOf.Text("--encoding", "NAME", "Of that file: windows-1252, latin1, utf-16 … [utf-8]");
    private readonly Option<bool> _ignoreUnknown = OptionOf.Flag("--ignore-unknown", "Leave out words that have no vector, with a note.");

    /// <summary>The argument.</summary>
    public Argument<string[]> Argument => _words;

    /// <summary>The options, to be shown in a group.</summary>
    public Option[] Options => [_file, _encoding, _ignoreUnknown];

    /// <summary>Looks for wrong usage.</summary>
    /// <exception cref="UsageException">There are words from nowhere, or from both.</exception>
    public void Check(ParseResult arguments)
    {
        int words = arguments.GetValue(_words)?.Length ?? 0;
        bool hasFile = arguments.GetValue(_file) is not null;
        if (words > 0 && hasFile)
        {
            throw new UsageException($"words are given and {_file.Name} too; give one of them");
        }

        if (words == 0 && !hasFile)
        {
            throw new UsageException($"an argument is missing: {usage}");
        }

        if (words > 0 && FaultOf(words) is { } fault)
        {
            throw new UsageException($"{fault}: {usage}");
        }

        _ = SharedOptions.CheckEncoding(arguments, _encoding);
    }

    /// <summary>The words given as arguments; <c>null</c> where they come from a file.</summary>
    public string[]? Given(ParseResult arguments) => arguments.GetValue(_file) is null ? arguments.GetRequiredValue(_words) : null;

    /// <summary>Whether words without a vector are left out.</summary>
    public bool IgnoresUnknown(ParseResult arguments) => arguments.GetValue(_ignoreUnknown);

    /// <summary>The questions of the file, a line each: words with white space between or, where a line has tabs, with tabs. A blank line has none.</summary>
    /// <exception cref="UnusableInputException">There is no such file, it is in another encoding, or a question has too few or too many words.</exception>
    public void ForEachQuestion(ParseResult arguments, Terminal terminal, Action<string, string[]> answer) => ForEachLine(arguments, terminal, line =>
    {
        string[] words = Split(line);
        if (words.Length > 0 && FaultOf(words.Length) is { } fault)
        {
            throw new LineException($"{fault}; write a question a line, with a tab between words that hold spaces");
        }

        answer(line, words);
    });

    /// <summary>Whether a question has words, and a vector for each; where one has none and such words are not ignored, the answer notes it.</summary>
    public bool CanAnswer(ParseResult arguments, WordVectors vectors, string[] words) =>
        words.Length > 0 && (!IgnoresUnknown(arguments) || words.All(vectors.HasVector));

    /// <summary>The words of a line.</summary>
    public static string[] Split(string line) => line.Contains('\t', StringComparison.Ordinal)
        ? line.Split('\t', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Writes an answer line: the question as it is in the file, then the fields of the answer, with tabs between.</summary>
    public static void WriteLine(Terminal terminal, string line, params IEnumerable<string> fields) =>
        terminal.Out.WriteLine(string.Join('\t', line.Split('\t').Concat(fields).Select(SafeText.Escape)));

    /// <summary>The lines of the file, with the line number in errors.</summary>
    /// <exception cref="UnusableInputException">There is no such file, or it is in another encoding.</exception>
    public void ForEachLine(ParseResult arguments, Terminal terminal, Action<string> answer)
    {
        string path = arguments.GetValue(_file)!;
        string name = path == StandardInput ? "the standard input" : path;
        int number = 0;
        try
        {
            using Stream stream = path == StandardInput ? terminal.OpenInput() : File.OpenRead(path);
            using var reader = new StreamReader(stream, EncodingOf(arguments), detectEncodingFromByteOrderMarks: true);
            while (reader.ReadLine() is { } line)
            {
                number++;
                answer(line);
            }
        }
        catch (DecoderFallbackException fault)
        {
            throw new UnusableInputException($"{name}, after line {number}: this is not UTF-8; name its encoding with {_encoding.Name}", fault);
        }
        catch (UnknownWordException fault)
        {
            throw new UnusableInputException($"{name}, line {number}: {fault.Message}; {_ignoreUnknown.Name} leaves such words out", fault);
        }
        catch (LineException fault)
        {
            throw new UnusableInputException($"{name}, line {number}: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableInputException($"{name}: there is no such file; check the name", fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{name}: the file may not be read, or is a folder", fault);
        }
    }

    /// <summary>Says which words were left out.</summary>
    public static void WriteUnknown(Terminal terminal, IReadOnlyCollection<string> unknown)
    {
        if (unknown.Count > 0)
        {
            Notes.Write(terminal, $"not in the vocabulary and left out: {string.Join(", ", unknown.Select(word => $"'{word}'"))}");
        }
    }

    private string? FaultOf(int words) => words < fewest || words > most
        ? $"a question takes {fewest} {(fewest == 1 ? "word" : "words")}{(most == fewest ? "" : " or more")}, not {words}"
        : null;

    private Encoding EncodingOf(ParseResult arguments) => arguments.GetValue(_encoding) is { } name
        ? CorpusOptions.FindEncoding(name)!
        : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with a line.</summary>
    private sealed class LineException(string message) : Exception(message);
}
