using System.CommandLine;

namespace Talpa.Cli.Parsing;

/// <summary>The options for reading a file of vectors, and which of its words are kept.</summary>
internal sealed class ReadingOptions
{
    private readonly Option<VectorFileFormat?> _from = SharedOptions.Format("The format. [by its content]", "--from");
    private readonly Option<int?> _limit = OptionOf.Integer("--limit", "N", "Keep the first N words only.");
    private readonly Option<string?> _words = OptionOf.Text("--keep-words", "FILE", "Keep the words in FILE only, one a line.");
    private readonly Option<bool> _skipBadRows = OptionOf.Flag("--skip-bad-rows", "Leave out lines that are no row of vectors.");

    /// <summary>All of them.</summary>
    public Option[] All => [_from, _limit, _words, _skipBadRows];

    /// <summary>The name of the option that keeps some of the words only; <c>null</c> if none is given.</summary>
    public string? Selection(ParseResult arguments) =>
        arguments.GetValue(_limit) is not null ? _limit.Name : arguments.GetValue(_words) is not null ? _words.Name : null;

    /// <summary>The options given.</summary>
    /// <exception cref="UsageException">A value is out of its range.</exception>
    /// <exception cref="UnusableInputException">The list of words can't be read.</exception>
    public VectorReadOptions Of(ParseResult arguments)
    {
        int? limit = arguments.GetValue(_limit);
        return limit is null or >= 1
            ? new VectorReadOptions
            {
                Format = arguments.GetValue(_from),
                MaxWords = limit,
                Words = arguments.GetValue(_words) is { } path ? WordsIn(path) : null,
                SkipBadRows = arguments.GetValue(_skipBadRows),
            }
            : throw new UsageException($"--limit {limit} is out of range: 1 or more");
    }

    private static HashSet<string> WordsIn(string path)
    {
        try
        {
            HashSet<string> words = [.. File.ReadLines(path).Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
            return words.Count > 0 ? words : throw new UnusableInputException($"{path}: there are no words in it; write one a line");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path}: the words can't be read; the system reports: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
