using Talpa.Storage;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// Phrases that were found in a text, such as <c>new york</c>, to join them in other texts: collocations, words that follow one another more often than by chance.
/// Immutable and safe to use from several threads.
/// </summary>
/// <remarks>
/// T. Mikolov, I. Sutskever, K. Chen, G. Corrado and J. Dean, "Distributed Representations of Words and Phrases and their Compositionality", 2013, section 4. Scores
/// and joining are those of gensim's <c>Phrases</c>. A phrase lies within a sentence; where phrases overlap, the one further left is joined.
/// A training with <see cref="CorpusOptions.Phrases"/> does all of this, and its model keeps the phrases (<c>TrainedModel.Phrases</c>).
/// </remarks>
public sealed class Phrases
{
    private readonly Lazy<PhraseWords> _words;

    internal Phrases(IReadOnlyList<Phrase> items, CorpusReport? report = null)
    {
        Items = items;
        Report = report;
        _words = new Lazy<PhraseWords>(() => new PhraseWords(items));
    }

    /// <summary>The phrases, pass after pass, by falling score; phrases of equal score in ordinal order of their text.</summary>
    public IReadOnlyList<Phrase> Items { get; }

    /// <summary>What was read of the text; <c>null</c> where the phrases were loaded or are those of a training. What is kept of the text is not in it.</summary>
    public CorpusReport? Report { get; }

    /// <summary>The phrases by the numbers of their words.</summary>
    internal PhraseWords Words => _words.Value;

    /// <summary>Finds the phrases of a text, which is read once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">What is a phrase (<see cref="CorpusOptions.Phrases"/>; the defaults where it is <c>null</c>), and how text is split into words. Their minimum count and
    /// largest vocabulary have no effect: every word takes part.</param>
    /// <param name="progress">Receives the progress of the reading about every 100 ms, and once at its end.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The phrases; none where no pair is frequent enough.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">The text can't be read or has no words, or the temporary file can't be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Phrases Learn(
        TextSource text,
        CorpusOptions? options = null,
        IProgress<EncodingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        PhraseReading.Learn(text, options ?? new CorpusOptions(), joined: null, progress, cancellationToken);

    /// <summary>Finds the phrases of a text, which is read once, and writes the text with the phrases joined: a sentence a line, a space between words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="joined">Receives the joined text in UTF-8. It is left open. Words that hold white space are written as they are.</param>
    /// <param name="options">As for <see cref="Learn"/>.</param>
    /// <param name="progress">Receives the progress of the reading about every 100 ms, and once at its end.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The phrases; none where no pair is frequent enough.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">
    /// The text can't be read or has no words, the temporary file can't be written, or the text has more different words than <see cref="CorpusOptions.MaxDistinctWords"/>.
    /// </exception>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Phrases LearnAndJoin(
        TextSource text,
        Stream joined,
        CorpusOptions? options = null,
        IProgress<EncodingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(joined);
        return PhraseReading.Learn(text, options ?? new CorpusOptions(), write => write(joined), progress, cancellationToken);
    }

    /// <summary>Finds the phrases of a text as <see cref="LearnAndJoin(TextSource, Stream, CorpusOptions?, IProgress{EncodingProgress}?, CancellationToken)"/> does, and writes the joined text to a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file, which appears whole or not at all. A name that ends in .gz or .zst makes a compressed file.</param>
    /// <param name="options">As for <see cref="Learn"/>.</param>
    /// <param name="progress">Receives the progress of the reading about every 100 ms, and once at its end.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The phrases; none where no pair is frequent enough.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">As above.</exception>
    /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Phrases LearnAndJoin(
        TextSource text,
        string path,
        CorpusOptions? options = null,
        IProgress<EncodingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return PhraseReading.Learn(
            text,
            options ?? new CorpusOptions(),
            write => AtomicFile.Write(path, stream => Compressions.Write(stream, Compressions.OfFileName(path), write)),
            progress,
            cancellationToken);
    }

    /// <summary>Joins the phrases of a sentence, pass after pass.</summary>
    /// <param name="words">The words of one sentence, split and lower-cased as those of the text that the phrases are from.</param>
    /// <returns>The words with each phrase as one word.</returns>
    public IReadOnlyList<string> Join(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Words.Join(words);
    }

    /// <summary>Loads phrases that <see cref="Save(string)"/> wrote.</summary>
    /// <param name="path">The file in UTF-8, plain or compressed with gzip or zstd.</param>
    /// <exception cref="UnusableInputException">There is no such file, or a line has another form; the message has its number.</exception>
    public static Phrases Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return SystemFault.Guard(path, () => PhraseFile.Read(SequentialFile.Open(path), path));
    }

    /// <summary>
    /// Saves the phrases, a line each with tabs between: the phrase as one word, its score, its count, its pass, its words with spaces between. The file
    /// appears whole or not at all. A name that ends in .gz or .zst makes a compressed file.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">A word has white space, which only tokens from a program can have.</exception>
    /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Compressions.Write(stream, Compressions.OfFileName(path), target => PhraseFile.Write(target, this)));
    }

    /// <summary>Saves the phrases to a stream, uncompressed, as <see cref="Save(string)"/> does. It is left open.</summary>
    /// <exception cref="ArgumentException">A word has white space.</exception>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PhraseFile.Write(stream, this);
    }
}
