using System.Text.Json.Serialization;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// The result of reading a text, in numbers. Every token read is either kept, or pruned while counting, or below the minimum count, or beyond the
/// largest vocabulary, or not in the vocabulary that was given, or joined to the token before it: <see cref="TokensRead"/> = <see cref="TokensKept"/> + <see cref="TokensPruned"/> + <see cref="TokensBelowMinCount"/>
/// + <see cref="TokensBeyondMaxVocabulary"/> + <see cref="TokensNotInVocabulary"/> + <see cref="TokensJoined"/>. All numbers are 0 or more.
/// </summary>
public sealed record CorpusReport
{
    /// <summary>Files, streams, strings and sequences read.</summary>
    public int Parts { get; init; }

    /// <summary>Stored bytes read; for compressed text the compressed bytes.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Bytes of text read, in UTF-8, after decompression.</summary>
    public long TextBytes { get; init; }

    /// <summary>Lines read, including empty ones; for tokens, sentences.</summary>
    public long Lines { get; init; }

    /// <summary>Lines that were split because they had more tokens than <see cref="CorpusOptions.MaxSentenceLength"/>.</summary>
    public long LinesSplit { get; init; }

    /// <summary>Sentences kept: those with at least one word in the vocabulary.</summary>
    public long Sentences { get; init; }

    /// <summary>Tokens read, without those that are too long.</summary>
    public long TokensRead { get; init; }

    /// <summary>Tokens kept: those whose word is in the vocabulary.</summary>
    public long TokensKept { get; init; }

    /// <summary>
    /// Different words read; where a vocabulary was given and not extended, its words. A word that was pruned and occurred again is counted again.
    /// </summary>
    public int WordsRead { get; init; }

    /// <summary>Different words kept: the size of the vocabulary.</summary>
    public int WordsKept { get; init; }

    /// <summary>
    /// Of the words kept those of the vocabulary that was extended (<see cref="CorpusOptions.ExtendVocabulary"/>), whether the text has them or not; 0 where none was.
    /// </summary>
    public int WordsExtended { get; init; }

    /// <summary>Different words left out because they occur less than <see cref="CorpusOptions.MinCount"/> times.</summary>
    public int WordsBelowMinCount { get; init; }

    /// <summary>The tokens of the words below the minimum count.</summary>
    public long TokensBelowMinCount { get; init; }

    /// <summary>Different words left out because the vocabulary is limited by <see cref="CorpusOptions.MaxVocabulary"/>.</summary>
    public int WordsBeyondMaxVocabulary { get; init; }

    /// <summary>The tokens of the words beyond the largest vocabulary.</summary>
    public long TokensBeyondMaxVocabulary { get; init; }

    /// <summary>The tokens whose word is not in the vocabulary that was given (<see cref="CorpusOptions.Vocabulary"/>); 0 where none was.</summary>
    public long TokensNotInVocabulary { get; init; }

    /// <summary>Phrases that were found in the text (<see cref="CorpusOptions.Phrases"/>), in all passes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Phrases { get; init; }

    /// <summary>The tokens that were joined to the token before them: one for a phrase of two words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TokensJoined { get; init; }

    /// <summary>
    /// Words pruned while counting, because there were more different words than <see cref="CorpusOptions.MaxDistinctWords"/>. A word that was pruned
    /// twice is counted twice.
    /// </summary>
    public int WordsPruned { get; init; }

    /// <summary>The tokens of the pruned words, up to the time when each was pruned.</summary>
    public long TokensPruned { get; init; }

    /// <summary>
    /// The largest possible error of a kept word's count: it may be too low by this, because the word was pruned before. 0 when nothing was pruned.
    /// </summary>
    public long MaxUndercount { get; init; }

    /// <summary>Tokens left out because they are longer than <see cref="Tokenizer.MaxTokenLength"/>.</summary>
    public long OverlongTokens { get; init; }

    /// <summary>
    /// Invisible characters left out of words: soft hyphens, direction marks, word joiners, variation selectors, and zero-width joiners that join nothing.
    /// </summary>
    public long InvisibleCharacters { get; init; }

    /// <summary>Files that were written to while they were read, so that a second reading may give another text.</summary>
    public int PartsChanged { get; init; }

    /// <summary>Byte sequences that are not UTF-8, or not of the encoding named, and surrogates without their partner in strings; each was replaced by U+FFFD.</summary>
    public long ReplacedSequences { get; init; }
}
