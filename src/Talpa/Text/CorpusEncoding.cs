using System.Diagnostics;
using Talpa.Storage;

namespace Talpa.Text;

/// <summary>One reading of a source: its words counted, their provisional numbers stored, everything else noted.</summary>
internal sealed class CorpusEncoding : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly BatchCounter _counting;
    private readonly CorpusWriter _writer;
    private readonly TextSource _source;
    private readonly CorpusOptions _options;
    private readonly IProgress<EncodingProgress>? _progress;
    private readonly IdStore _ids;
    private PhraseLearning? _phrases;
    private int _phrasesFound;
    private long? _totalBytes;
    private long _storedBytes;
    private long _textBytes;
    private long _replacedSequences;
    private int _partsChanged;
    private long _lastReport;

    /// <param name="source">What to read.</param>
    /// <param name="options">How.</param>
    /// <param name="ids">Where the provisional numbers go.</param>
    /// <param name="progress">Receives the progress of the reading, on the reading thread.</param>
    /// <param name="mayPrune">Whether the rarest words are pruned where there are more than <see cref="CorpusOptions.MaxDistinctWords"/>; if not, the text is refused.</param>
    public CorpusEncoding(TextSource source, CorpusOptions options, IdStore ids, IProgress<EncodingProgress>? progress, bool mayPrune = true)
    {
        _source = source;
        _options = options;
        _progress = progress;
        _ids = ids;
        _totalBytes = source.Length;
        WordCounter words = options.Vocabulary is not { } given ? new WordCounter(options.MaxDistinctWords) { MayPrune = mayPrune }
            : options.ExtendVocabulary ? WordCounter.Extending(given, options.MaxDistinctWords)
            : WordCounter.Of(given);
        _counting = new BatchCounter(ids, options.Threads > 1, words);
        _writer = new CorpusWriter(options, _counting);
    }

    /// <summary>Reads everything.</summary>
    /// <param name="blockLength">Bytes read at a time.</param>
    /// <param name="marksParts">Whether the ends of the parts are marked.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnusableInputException">A part can't be read, or there are more words than are allowed and none may be pruned.</exception>
    public void Read(int blockLength, bool marksParts, CancellationToken cancellationToken)
    {
        var lines = new LineReader(_options.Tokenizer, _writer, blockLength);
        foreach (TextPart part in _source.Parts)
        {
            if (part.Tokens is null)
            {
                using var reader = new TextPartReader(part, blockLength, DecompressionLimitOf(_options), _options.Encoding, _options.Threads > 1, cancellationToken);
                Read(part, reader, () => lines.ReadBlock(reader), cancellationToken);
            }
            else
            {
                using var reader = new TokenPartReader(part, _writer, _writer.EndLine, cancellationToken);
                Read(part, reader, reader.ReadBlock, cancellationToken);
            }

            if (marksParts)
            {
                _writer.EndPart();
            }
        }

        _writer.Complete();
        Report(_storedBytes);
    }

    /// <summary>Throws where no word was read.</summary>
    /// <exception cref="UnusableInputException">No part has a word.</exception>
    public void RequireWords()
    {
        if (_writer.TokensRead == 0)
        {
            throw EncodingFaults.NoWords(Describe(), _source.Parts[0].Name, _source.Parts[^1].Name);
        }
    }

    /// <summary>The words counted.</summary>
    public WordCounter Words => _counting.Words;

    /// <summary>Tokens read.</summary>
    public long TokensRead => _writer.TokensRead;

    /// <summary>Finds the phrases of what was read, or takes those that are known, and joins them (<see cref="PhraseLearning"/>); <c>null</c> where the options have none or nothing was read.</summary>
    public Phrases? JoinPhrases(bool joinLast, CancellationToken cancellationToken)
    {
        if ((_options.Phrases is null && _options.KnownPhrases is null) || _writer.TokensRead == 0)
        {
            return null;
        }

        _phrases = new PhraseLearning(_counting.Words, _ids, _options);
        Phrases found = _options.KnownPhrases is { } known ? _phrases.Join(known, cancellationToken) : _phrases.Run(_writer.TokensRead, joinLast, cancellationToken);
        _phrasesFound = found.Items.Count;
        return found;
    }

    /// <summary>Ends the counting thread, if there is one.</summary>
    public void Dispose() => _counting.Dispose();

    /// <summary>What was read, without what is kept of it.</summary>
    public CorpusReport Describe() => new()
    {
        Parts = _source.Count,
        StoredBytes = _storedBytes,
        TextBytes = _textBytes,
        Lines = _writer.Lines,
        LinesSplit = _writer.LinesSplit,
        TokensRead = _writer.TokensRead,
        Phrases = _phrasesFound,
        TokensJoined = _phrases?.TokensJoined ?? 0,
        WordsRead = _counting.Words.Numbered,
        TokensNotInVocabulary = _counting.Words.TokensUnknown,
        WordsPruned = _counting.Words.Numbered - _counting.Words.Count - _counting.Words.WordsDissolved,
        TokensPruned = _counting.Words.TokensPruned,
        MaxUndercount = _counting.Words.MaxUndercount,
        OverlongTokens = _writer.OverlongTokens,
        InvisibleCharacters = _writer.InvisibleCharacters,
        ReplacedSequences = _replacedSequences,
        PartsChanged = _partsChanged,
    };

    private static DecompressionLimit DecompressionLimitOf(CorpusOptions options) => new(
        options.MaxCompressionRatio,
        $"raise the limit (option {nameof(CorpusOptions.MaxCompressionRatio)})",
        options.MaxDecompressedBytes,
        $"raise it (option {nameof(CorpusOptions.MaxDecompressedBytes)})");

    private void Read(TextPart part, IPartReader reader, Func<bool> readBlock, CancellationToken cancellationToken)
    {
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReportNowAndThen(reader, part);
        }
        while (readBlock());

        _partsChanged += reader.WasChanged() ? 1 : 0;
        _storedBytes += reader.StoredBytes;
        _textBytes += reader.TextBytes;
        _replacedSequences += reader.ReplacedSequences;
    }

    private void ReportNowAndThen(IPartReader reader, TextPart part)
    {
        if (reader.StoredBytes > part.Length)
        {
            // A pipe reports that it has no bytes, and a file may grow while it is read: the total is not known after all.
            _totalBytes = null;
        }

        if (_progress is not null && Stopwatch.GetElapsedTime(_lastReport) >= ProgressInterval)
        {
            Report(_storedBytes + reader.StoredBytes);
        }
    }

    private void Report(long storedBytes)
    {
        _progress?.Report(new EncodingProgress(storedBytes, _totalBytes, _writer.TokensRead, _counting.Words.Count));
        _lastReport = Stopwatch.GetTimestamp();
    }
}
