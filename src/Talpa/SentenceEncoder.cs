using System.Collections.Concurrent;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa;

/// <summary>
/// Makes a vector for a sentence from the vectors of its words: their mean, where word w has the weight a / (a + p(w)) (smooth inverse frequency), less its projection
/// on the direction that is common to all sentences (<see cref="Fit"/>). Immutable, so that any number of threads may use it at once.
/// <code>
/// v(s) = 1 / |s| · Σ a / (a + p(w)) · v(w)    over the |s| tokens of the sentence that have a vector
/// v(s) − u · (u · v(s))                       u: the first principal component of a sample of sentences, length 1
/// </code>
/// </summary>
/// <remarks>
/// S. Arora, Y. Liang and T. Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017, algorithm 1.
/// <para>
/// Words are split, lower-cased and normalized as in the training of the model, and joined where it has a vector for a phrase (<see cref="TrainedModel.Phrases"/>). A word that is not in the vocabulary has the weight 1; its vector is composed of
/// character n-grams where the model has them, otherwise it is left out and counted. A sentence of which no word has a vector is zeros.
/// </para>
/// <para>
/// The vector of a sentence depends on nothing but the sentence: not on the number of threads, nor on the other sentences that are encoded with it. Beyond the result nothing
/// is allocated for a sentence, except for words that are neither in the vocabulary nor ASCII, which are looked up in their other spellings.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// SentenceEncoder encoder = new(TrainedModel.Load("model.talpa"));
/// float[] vector = encoder.Encode("a mole digs a tunnel");
/// </code>
/// </example>
public sealed class SentenceEncoder
{
    /// <summary>Sentences that one thread encodes at a time.</summary>
    private const int BlockSentences = 64;

    /// <summary>Sentences of a sample that are in memory at a time.</summary>
    private const int SampleSentences = 4096;

    private readonly WordVectors _vectors;
    private readonly Func<SentenceReader> _newReader;
    private readonly ConcurrentBag<SentenceReader> _readers;
    private readonly Lock? _turn;
    private readonly int _threads;
    private readonly float[] _component;

    /// <summary>Encodes with the tokenizer and the counts of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Weights and tokenizer; <c>null</c> for the defaults.</param>
    /// <exception cref="UnusableInputException">
    /// The file of the model holds no counts, which the weights need, or the model was trained with a tokenizer of the program's own, which no file can hold. The message
    /// names the option to set.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SentenceEncoder(TrainedModel model, SentenceOptions? options = null)
        : this((model ?? throw new ArgumentNullException(nameof(model))).Vectors, model.Options?.Corpus ?? new CorpusOptions(), options ?? new SentenceOptions(), model.Phrases)
    {
    }

    /// <summary>Encodes with word vectors alone: words are those of <see cref="Tokenizer.Unicode"/> and not lower-cased, unless the options say otherwise.</summary>
    /// <param name="vectors">The word vectors.</param>
    /// <param name="options">Weights and tokenizer; <c>null</c> for the defaults.</param>
    /// <exception cref="UnusableInputException">The vocabulary has no counts, which the weights need. The message names the option to set.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SentenceEncoder(WordVectors vectors, SentenceOptions? options = null)
        : this(vectors, new CorpusOptions(), options ?? new SentenceOptions(), phrases: null)
    {
    }

    private SentenceEncoder(WordVectors vectors, CorpusOptions corpus, SentenceOptions options, Phrases? phrases)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        options.Validate();
        CorpusOptions words = corpus with { Tokenizer = options.Tokenizer ?? corpus.Tokenizer, Lowercase = options.Lowercase ?? corpus.Lowercase };
        if (words.Tokenizer is MissingTokenizer)
        {
            throw new UnusableInputException(
                $"The model was trained with a tokenizer of the program's own, which no file can hold; set {nameof(SentenceOptions)}.{nameof(SentenceOptions.Tokenizer)} to it.");
        }

        float[] weights = InverseFrequencies.Of(vectors.Vocabulary, options);
        _vectors = vectors;
        _newReader = () => new SentenceReader(vectors, weights, words, phrases?.Words);
        _readers = [];
        _turn = words.Tokenizer is DelegateTokenizer ? new Lock() : null;
        _threads = options.Threads;
        _component = [];
    }

    private SentenceEncoder(SentenceEncoder other, float[] component)
    {
        (_vectors, _newReader, _readers, _turn, _threads) = (other._vectors, other._newReader, other._readers, other._turn, other._threads);
        _component = component;
    }

    /// <summary>Length of a vector.</summary>
    public int Dimension => _vectors.Dimension;

    /// <summary>The direction that is removed from every vector: <see cref="Dimension"/> numbers of length 1; empty where none is.</summary>
    public ReadOnlyMemory<float> CommonComponent => _component;

    /// <summary>The same encoder, which removes from every vector the first principal component of a sample's vectors (not centred), that is, what they have in common.</summary>
    /// <param name="sentences">
    /// Some hundred sentences or more, such as those that are searched later; they are read once. The common component of a few sentences is their subject, which must stay.
    /// </param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="UnusableInputException">No sentence has a word with a vector.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SentenceEncoder Fit(IEnumerable<string> sentences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var plain = new SentenceEncoder(this, []);
        var products = new VectorProducts(Dimension);
        var matrix = new PaddedMatrix(SampleSentences, Dimension);
        var words = new SentenceWords[SampleSentences];
        foreach (string[] part in sentences.Chunk(SampleSentences))
        {
            plain.EncodeTo(part, matrix, words, cancellationToken);
            products.Add(matrix.FirstRows(part.Length), _threads, cancellationToken);
        }

        return new SentenceEncoder(this, products.FirstComponent()
            ?? throw new UnusableInputException("No sentence of the sample has a word with a vector; the tokenizer or the case of the words may differ from the training's."));
    }

    /// <summary>The same encoder, which removes a direction from every vector, such as the <see cref="CommonComponent"/> of an earlier encoder.</summary>
    /// <param name="component"><see cref="Dimension"/> numbers; their scale does not matter. None to remove nothing.</param>
    /// <exception cref="ArgumentException">There are other than <see cref="Dimension"/> numbers, or they are zeros, NaN or infinite.</exception>
    public SentenceEncoder WithComponent(ReadOnlySpan<float> component)
    {
        float[] unit = Cosines.Unit(component)[..component.Length];
        return component.Length == 0 || (component.Length == Dimension && unit.AsSpan().ContainsAnyExcept(0f))
            ? new SentenceEncoder(this, unit)
            : throw new ArgumentException($"A component is a direction of {Dimension} finite numbers that are not all 0, but {component.Length} numbers were given.", nameof(component));
    }

    /// <summary>The vector of one sentence, <see cref="Dimension"/> numbers.</summary>
    /// <param name="sentence">The sentence; line breaks separate words.</param>
    public float[] Encode(string sentence)
    {
        float[] vector = new float[Dimension];
        Encode(sentence, vector);
        return vector;
    }

    /// <summary>Writes the vector of one sentence.</summary>
    /// <param name="sentence">The sentence; line breaks separate words.</param>
    /// <param name="vector">Receives <see cref="Dimension"/> numbers; zeros where no word has a vector.</param>
    /// <returns>How many words were known, composed and unknown.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> has another length.</exception>
    public SentenceWords Encode(string sentence, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"There is room for {vector.Length} numbers, but the vectors have {Dimension}.", nameof(vector));
        }

        SentenceReader reader = Rent();
        SentenceWords words = Encode(reader, sentence, vector);
        _readers.Add(reader);
        return words;
    }

    /// <summary>The vectors of several sentences, on several threads.</summary>
    /// <param name="sentences">N sentences; line breaks separate words.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>N vectors in the order of the sentences.</returns>
    /// <exception cref="ArgumentException">A sentence is <c>null</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vectors exceed 2³¹ numbers (8 GB).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SentenceVectors EncodeAll(IEnumerable<string> sentences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        string[] all = [.. sentences];
        var matrix = new PaddedMatrix(all.Length, Dimension);
        var words = new SentenceWords[all.Length];
        EncodeTo(all, matrix, words, cancellationToken);
        return new SentenceVectors(matrix, words);
    }

    /// <summary>The cosine of the angle between two sentences' vectors, −1 to 1; 0 where one has no word with a vector.</summary>
    public float Similarity(string first, string second) => Cosines.Between(Encode(first), Encode(second));

    private void EncodeTo(string[] sentences, PaddedMatrix matrix, SentenceWords[] words, CancellationToken cancellationToken)
    {
        int missing = Array.IndexOf(sentences, null);
        if (missing >= 0)
        {
            throw new ArgumentException($"Sentence {missing} is null.", nameof(sentences));
        }

        int blocks = (sentences.Length + BlockSentences - 1) / BlockSentences;
        SentenceReader EncodeBlock(int block, SentenceReader reader)
        {
            int end = Math.Min(sentences.Length, (block + 1) * BlockSentences);
            for (int i = block * BlockSentences; i < end; i++)
            {
                words[i] = Encode(reader, sentences[i], matrix.Row(i));
            }

            return reader;
        }

        // A tokenizer of the program's own is called on the caller's thread, so that its exceptions arrive there as they are.
        if (blocks <= 1 || _threads == 1 || _turn is not null)
        {
            SentenceReader reader = Rent();
            for (int block = 0; block < blocks; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                EncodeBlock(block, reader);
            }

            _readers.Add(reader);
            return;
        }

        var limits = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
        _ = Parallel.For(0, blocks, limits, Rent, (block, _, reader) => EncodeBlock(block, reader), _readers.Add);
    }

    private SentenceWords Encode(SentenceReader reader, string sentence, Span<float> vector)
    {
        SentenceWords words;
        if (_turn is null)
        {
            words = reader.Read(sentence, vector);
        }
        else
        {
            lock (_turn)
            {
                words = reader.Read(sentence, vector);
            }
        }

        VectorProducts.Remove(_component, vector);
        return words;
    }

    private SentenceReader Rent() => _readers.TryTake(out SentenceReader? reader) ? reader : _newReader();
}
