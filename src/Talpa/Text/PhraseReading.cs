namespace Talpa.Text;

/// <summary>Finds the phrases of a text without training on it, and writes the joined text.</summary>
internal static class PhraseReading
{
    /// <summary>Reads a text once and finds its phrases.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is split, and what is a phrase.</param>
    /// <param name="joined">Receives an action that writes the joined text to a stream; <c>null</c> for no joined text.</param>
    /// <param name="progress">Receives the progress of the reading.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Phrases Learn(
        TextSource text, CorpusOptions options, Action<Action<Stream>>? joined, IProgress<EncodingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        options = options with { Phrases = options.Phrases ?? new PhraseOptions(), MinCount = 1, MaxVocabulary = null };
        options.Validate();
        using var ids = new IdStore(options.TemporaryFolder, EncodedCorpus.DefaultMemoryLimit);
        using var encoding = new CorpusEncoding(text, options, ids, progress);
        encoding.Read(LineReader.DefaultBlockLength, marksParts: false, cancellationToken);
        encoding.RequireWords();
        if (joined is not null && encoding.Words.TokensPruned > 0)
        {
            throw new UnusableInputException(
                $"The text has more than {options.MaxDistinctWords:N0} different words, so that rare ones were pruned and the joined text can't be written; raise the limit (option {nameof(CorpusOptions.MaxDistinctWords)}).");
        }

        Phrases phrases = encoding.JoinPhrases(joinLast: joined is not null, cancellationToken)!;
        joined?.Invoke(stream => Write(ids, new WordTable(encoding.Words, 1), stream, cancellationToken));
        return new Phrases(phrases.Items, encoding.Describe());
    }

    private static void Write(IdStore ids, WordTable words, Stream joined, CancellationToken cancellationToken)
    {
        var blocks = new SentenceBlocks(ids);
        byte[] bytes = new byte[1 << 16];
        int used = 0;
        bool isLineStart = true;
        while (blocks.TryRead(out Span<int> block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (int number in block)
            {
                ReadOnlySpan<byte> word = number < 0 ? "\n"u8 : words[number];
                if (used + word.Length + 1 > bytes.Length)
                {
                    joined.Write(bytes.AsSpan(0, used));
                    used = 0;
                }

                if (number >= 0 && !isLineStart)
                {
                    bytes[used++] = (byte)' ';
                }

                word.CopyTo(bytes.AsSpan(used));
                used += word.Length;
                isLineStart = number < 0;
            }
        }

        joined.Write(bytes.AsSpan(0, used));
    }
}
