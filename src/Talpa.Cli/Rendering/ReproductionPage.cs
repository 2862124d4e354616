using System.Globalization;
using Talpa.Cli.Learning;

namespace Talpa.Cli.Rendering;

/// <summary>What another person needs to make the same model again.</summary>
internal static class ReproductionPage
{
    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="options">The options of the training.</param>
    /// <param name="report">What the training did.</param>
    /// <param name="later">What was done with the model after the training.</param>
    public static void Write(Page page, TrainingOptions options, TrainingReport report, IEnumerable<string> later)
    {
        page.Field("command", Command(options, report));
        foreach (string line in later)
        {
            page.Field("then", line);
        }

        page.Field("version", report.Version);
        page.Field("computed", report.Platform ?? "not in the file");
        page.Field("text", Text(report));
        if (report.Start is { } start)
        {
            page.Field("start", $"fingerprint {start.Fingerprint}: {Figures.Count(start.Words, "word", "words")}, {Figures.Count(start.Shared)} of them here");
            if (start.Frozen > 0)
            {
                page.Field("", $"WORDS is the list of {Figures.Count(start.Frozen, "word", "words")} that did not change");
            }
        }

        page.Field("bytes", Bytes(options, report));
        if (TrainingArguments.Missing(options) is { } missing)
        {
            page.Field("missing", $"{missing}, which the command has no option for");
        }
    }

    /// <summary>The command, with TEXT, MODEL and OUT for the names of the files.</summary>
    public static string Command(TrainingOptions options, TrainingReport report) =>
        $"talpa train TEXT {string.Concat(Start(options, report).Select(part => part + ' '))}{string.Join(' ', TrainingArguments.Of(options))}{(report.Side is { } side ? $" --vectors {side.ToString().ToLowerInvariant()}" : "")} -o OUT";

    private static IEnumerable<string> Start(TrainingOptions options, TrainingReport report)
    {
        if (report.Start is not { } start)
        {
            yield break;
        }

        yield return report.Corpus is { WordsExtended: > 0 } ? "--from MODEL" : "--init MODEL";
        yield return string.Create(CultureInfo.InvariantCulture, $"--anchor {options.Start?.Anchor ?? 0}");
        if (options.Start is { Freeze: true })
        {
            yield return "--freeze";
        }

        if (start.Frozen > 0)
        {
            yield return "--freeze-words WORDS";
        }
    }

    private static string Text(TrainingReport report)
    {
        string fingerprint = report.TextFingerprint is { } digits ? $"fingerprint {digits}" : "its fingerprint is not in the file";
        return report.Corpus is { } corpus
            ? $"{fingerprint}: {Figures.Count(corpus.TokensKept, "token", "tokens")} of {Figures.Count(corpus.WordsKept, "word", "words")}"
            : fingerprint;
    }

    private static string Bytes(TrainingOptions options, TrainingReport report) =>
        !report.IsComplete ? "only a whole training repeats; this one was interrupted"
        : !TrainingArguments.Repeats(options) ? "other ones in each run, because several threads shared the vectors; a training without --free-running repeats"
        : options.Repeats ? "the same on any number of threads, with the same instruction set, system and .NET version"
        : "the same with one thread, and the same instruction set, system and .NET version";
}
