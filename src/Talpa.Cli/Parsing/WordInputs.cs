using System.CommandLine;
using System.Text;
using Talpa.Cli.Rendering;
using Talpa.Text;

namespace Talpa.Cli.Parsing;

/// <summary>Words that are asked about: the arguments, or the lines of a file or the standard input, each of which gets a line of answer.</summary>
internal sealed class WordInputs
{
    private const string StandardInput = "-";

    private readonly Argument<string[]> _words = new("WORD") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _file = OptionOf.Text("--words", "FILE|-", "Ask about each line of a file or of standard input.");
    private readonly Option<string?> _encoding = OptionOf.Text("--encoding", "NAME", "Of that file: windows-1252, latin1, utf-16 … [utf-8]");
    private readonly Option<bool> _ignoreUnknown = OptionOf.Flag("--ignore-unknown", "Leave out words that have no vector, with a note.");

    /// <summary>The argument.</summary>
    public Argument<string[]> Argument => _words;

    /// <summary>The options, to be shown in a group.</summary>
    public Option[] Options => [_file, _encoding, _ignoreUnknown];

    /// <summary>Looks for wrong usage.</summary>
    /// <exception cref="UsageException">There are words from nowhere, or from both.</exception>
    public void Check(ParseResult arguments, string usage)
    {
        bool hasWords = arguments.GetValue(_words) is { Length: > 0 };
        if (hasWords == arguments.GetValue(_file) is not null)
        {
            throw new UsageException(hasWords ? $"words are given and {_file.Name} too; give one of them" : $"an argument is missing: {usage}");
        }

        _ = SharedOptions.CheckEncoding(arguments, _encoding);
    }

    /// <summary>The words given as arguments; <c>null</c> where they come from a file.</summary>
    public string[]? Given(ParseResult arguments) => arguments.GetValue(_file) is null ? arguments.GetRequiredValue(_words) : null;

    /// <summary>Whether words without a vector are left out.</summary>
    public bool IgnoresUnknown(ParseResult arguments) => arguments.GetValue(_ignoreUnknown);

    /// <summary>The lines of the file, and what is wrong with one said with its place.</summary>
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

    private Encoding EncodingOf(ParseResult arguments) => arguments.GetValue(_encoding) is { } name
        ? TextEncodings.Find(name)!
        : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
