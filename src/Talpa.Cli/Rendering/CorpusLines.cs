using Talpa.Text;

namespace Talpa.Cli.Rendering;

/// <summary>What was left out of a text, replaced or split, a line for each reason.</summary>
internal static class CorpusLines
{
    /// <summary>What was left out and why; empty when nothing was.</summary>
    public static IEnumerable<string> LeftOut(CorpusReport corpus, CorpusOptions options)
    {
        if (corpus.WordsPruned > 0)
        {
            yield return $"{Words(corpus.WordsPruned)} pruned while counting, the rarest of more than {Figures.Count(options.MaxDistinctWords)}: "
                + $"{Tokens(corpus.TokensPruned, corpus)}; counts may be too low by up to {Figures.Count(corpus.MaxUndercount)} (--max-distinct)";
        }

        if (corpus.WordsBelowMinCount > 0)
        {
            yield return $"{Figures.Count(corpus.WordsBelowMinCount, "word that occurs", "words that occur")} less than {Figures.Count(options.MinCount, "time", "times")}: {Tokens(corpus.TokensBelowMinCount, corpus)}";
        }

        if (corpus.WordsBeyondMaxVocabulary > 0)
        {
            yield return $"{Words(corpus.WordsBeyondMaxVocabulary)} beyond the {Figures.Count(options.MaxVocabulary ?? corpus.WordsKept)} most frequent: {Tokens(corpus.TokensBeyondMaxVocabulary, corpus)}";
        }

        if (corpus.TokensNotInVocabulary > 0)
        {
            yield return $"words that the vocabulary given does not hold: {Tokens(corpus.TokensNotInVocabulary, corpus)}";
        }

        if (corpus.InvisibleCharacters > 0)
        {
            yield return $"{Figures.Count(corpus.InvisibleCharacters, "invisible character", "invisible characters")} inside words (soft hyphens, direction marks and their like)";
        }

        if (corpus.OverlongTokens > 0)
        {
            yield return $"{Figures.Count(corpus.OverlongTokens, "token", "tokens")} longer than {Figures.Count(Tokenizer.MaxTokenLength)} bytes";
        }
    }

    /// <summary>What was changed while reading, with a label; empty when nothing was.</summary>
    public static IEnumerable<(string Label, string Line)> Changed(CorpusReport corpus, CorpusOptions options)
    {
        if (corpus.LinesSplit > 0)
        {
            yield return ("split", $"{Figures.Count(corpus.LinesSplit, "line", "lines")} of more than {Figures.Count(options.MaxSentenceLength)} words, into sentences of that length");
        }

        if (corpus.PartsChanged > 0)
        {
            yield return ("warning", $"{Figures.Count(corpus.PartsChanged, "file was", "files were")} written to while being read; another reading may find another text");
        }

        if (corpus.ReplacedSequences > 0)
        {
            yield return ("warning", $"{Figures.Count(corpus.ReplacedSequences, "sequence", "sequences")} of bytes that are no {EncodingName(options)}, read as U+FFFD; is the text in another encoding (--encoding)?");
        }
    }

    private static string EncodingName(CorpusOptions options) => options.Encoding ?? "UTF-8";

    private static string Words(long count) => Figures.Count(count, "word", "words");

    private static string Tokens(long count, CorpusReport corpus) =>
        $"{Figures.Count(count, "token", "tokens")} ({Figures.Percent((double)count / corpus.TokensRead)})";
}
