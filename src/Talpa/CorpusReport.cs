using Talpa.Text;

namespace Talpa;

/// <summary>
/// What became of a text: every token read is kept, forgotten while counting, below the minimum count, or beyond the largest vocabulary;
/// whatever was left out, replaced or split is counted here.
/// </summary>
public sealed record CorpusReport
{
    /// <summary>Files, streams and strings read.</summary>
    public int Parts { get; init; }

    /// <summary>Stored bytes read, compressed ones where the text is compressed.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Bytes of text read.</summary>
    public long TextBytes { get; init; }

    /// <summary>Lines read, empty ones among them.</summary>
    public long Lines { get; init; }

    /// <summary>Lines that were split because they had more tokens than <see cref="CorpusOptions.MaxSentenceLength"/>.</summary>
    public long LinesSplit { get; init; }

    /// <summary>Sentences kept: those with at least one word in the vocabulary.</summary>
    public long Sentences { get; init; }

    /// <summary>Tokens read, not counting those too long.</summary>
    public long TokensRead { get; init; }

    /// <summary>Tokens kept: those whose word is in the vocabulary.</summary>
    public long TokensKept { get; init; }

    /// <summary>Different words read; one that was forgotten and came again is counted again.</summary>
    public int WordsRead { get; init; }

    /// <summary>Different words kept: the size of the vocabulary.</summary>
    public int WordsKept { get; init; }

    /// <summary>Different words left out because they occur less than <see cref="CorpusOptions.MinCount"/> times.</summary>
    public int WordsBelowMinCount { get; init; }

    /// <summary>The tokens of those words.</summary>
    public long TokensBelowMinCount { get; init; }

    /// <summary>Different words left out because the vocabulary is limited by <see cref="CorpusOptions.MaxVocabulary"/>.</summary>
    public int WordsBeyondMaxVocabulary { get; init; }

    /// <summary>The tokens of those words.</summary>
    public long TokensBeyondMaxVocabulary { get; init; }

    /// <summary>
    /// Words forgotten while counting because there were more different ones than <see cref="CorpusOptions.MaxDistinctWords"/>; one forgotten twice is counted twice.
    /// </summary>
    public int WordsForgotten { get; init; }

    /// <summary>The tokens of those words until then.</summary>
    public long TokensForgotten { get; init; }

    /// <summary>The most by which the count of a word that was kept can be too low because it had been forgotten before; 0 where nothing was forgotten.</summary>
    public long MostMissed { get; init; }

    /// <summary>Tokens left out because they are longer than <see cref="Tokenizer.MaxTokenLength"/>.</summary>
    public long OverlongTokens { get; init; }

    /// <summary>
    /// Invisible characters left out of words: soft hyphens, direction marks, word joiners, variation selectors, and zero-width joiners that join nothing.
    /// </summary>
    public long InvisibleCharacters { get; init; }

    /// <summary>Files that somebody wrote to while they were read, so that another reading may find another text.</summary>
    public int PartsChanged { get; init; }

    /// <summary>Sequences that were no text in UTF-8, or in the encoding named, and were replaced by U+FFFD.</summary>
    public long ReplacedSequences { get; init; }
}
