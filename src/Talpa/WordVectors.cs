using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa;

/// <summary>
/// Words with a vector each: a vocabulary of V words and a table of V × dimension numbers. Read-only once made, so many threads may ask at once.
/// A vector of zeros, or one that holds NaN or infinity, has no direction: its similarity to everything is 0.
/// </summary>
public sealed class WordVectors
{
    private readonly Lazy<Cosines> _cosines;

    /// <summary>Puts a vocabulary and its table together.</summary>
    /// <param name="vocabulary">The words, V of them.</param>
    /// <param name="table">Their vectors, V rows in the order of ids. The caller must not write to it afterwards.</param>
    /// <exception cref="ArgumentException">The table has not one row for each word.</exception>
    public WordVectors(Vocabulary vocabulary, PaddedMatrix table)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(table);
        if (vocabulary.Count != table.Rows)
        {
            throw new ArgumentException($"There are {vocabulary.Count} words, but {table.Rows} vectors.", nameof(table));
        }

        Vocabulary = vocabulary;
        Table = table;
        _cosines = new Lazy<Cosines>(() => new Cosines(table));
    }

    /// <summary>Makes word vectors from plain numbers, which are copied.</summary>
    /// <param name="words">The words in id order, all different.</param>
    /// <param name="dimension">Length of a vector, 1 or more.</param>
    /// <param name="numbers">The vectors one after another in the order of <paramref name="words"/>: V × dimension numbers.</param>
    /// <exception cref="ArgumentException">A word stands twice, or there are not V × dimension numbers.</exception>
    public WordVectors(IEnumerable<string> words, int dimension, ReadOnlySpan<float> numbers)
        : this(new Vocabulary(words), dimension, numbers)
    {
    }

    private WordVectors(Vocabulary vocabulary, int dimension, ReadOnlySpan<float> numbers)
        : this(vocabulary, CopyOf(vocabulary.Count, dimension, numbers))
    {
    }

    /// <summary>The words, in id order, with their counts where known.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Number of words.</summary>
    public int Count => Vocabulary.Count;

    /// <summary>Length of a vector.</summary>
    public int Dimension => Table.Dimension;

    /// <summary>The vectors, a row for each word in id order, as they were learned (not scaled to length 1).</summary>
    internal PaddedMatrix Table { get; }

    /// <summary>What compares the vectors by their directions.</summary>
    internal Cosines Cosines => _cosines.Value;

    /// <summary>The vector of the word with an id, <see cref="Dimension"/> numbers.</summary>
    public ReadOnlySpan<float> this[WordId id] => Table[id.Value];

    /// <summary>The vector of a word, <see cref="Dimension"/> numbers.</summary>
    /// <exception cref="UnknownWordException">The word is not in the vocabulary.</exception>
    public ReadOnlySpan<float> this[string word] => this[IdOf(word)];

    /// <summary>Finds the vector of a word.</summary>
    /// <param name="word">The word, written as in the vocabulary.</param>
    /// <param name="vector">Its vector, <see cref="Dimension"/> numbers; empty when the word is not known.</param>
    /// <returns>Whether the word is in the vocabulary.</returns>
    public bool TryGetVector(string word, out ReadOnlySpan<float> vector)
    {
        bool known = Vocabulary.TryGetId(word, out WordId id);
        vector = known ? this[id] : default;
        return known;
    }

    /// <summary>The words whose vectors point most nearly the same way as a word's, nearest first; the word itself is left out.</summary>
    /// <param name="word">The word asked about.</param>
    /// <param name="count">How many words to return, 1 or more; fewer come when the vocabulary has fewer.</param>
    /// <returns>Words with their cosine, −1 to 1. Equal ones stand in the order of ids.</returns>
    /// <exception cref="UnknownWordException">The word is not in the vocabulary.</exception>
    public IReadOnlyList<Neighbour> Nearest(string word, int count = 10)
    {
        WordId id = IdOf(word);
        return Neighbours.Of(this, this[id], count, [id]);
    }

    /// <summary>The words whose vectors point most nearly the same way as a vector, nearest first.</summary>
    /// <param name="vector">The vector asked about, <see cref="Dimension"/> numbers of any length.</param>
    /// <param name="count">How many words to return, 1 or more; fewer come when the vocabulary has fewer.</param>
    /// <param name="except">Words never to return; those not in the vocabulary do no harm.</param>
    /// <returns>Words with their cosine, −1 to 1. Equal ones stand in the order of ids.</returns>
    /// <exception cref="ArgumentException">The vector has another length than the words' vectors.</exception>
    public IReadOnlyList<Neighbour> Nearest(ReadOnlySpan<float> vector, int count = 10, IEnumerable<string>? except = null)
    {
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"The vector has {vector.Length} numbers, but the words' vectors have {Dimension}.", nameof(vector));
        }

        var excluded = new List<WordId>();
        foreach (string word in except ?? [])
        {
            if (Vocabulary.TryGetId(word, out WordId id))
            {
                excluded.Add(id);
            }
        }

        return Neighbours.Of(this, vector, count, excluded);
    }

    /// <summary>
    /// For each of several words what <see cref="Nearest(string, int)"/> answers, much sooner than one after the other: the vectors are read once for
    /// 256 words. Cosines may differ in the last digit, being summed in another order.
    /// </summary>
    /// <param name="words">The words asked about.</param>
    /// <param name="count">How many words to return for each, 1 or more; fewer come when the vocabulary has fewer.</param>
    /// <returns>A list for each word, in the order of <paramref name="words"/>.</returns>
    /// <exception cref="UnknownWordException">One of the words is not in the vocabulary.</exception>
    public IReadOnlyList<IReadOnlyList<Neighbour>> NearestToEach(IReadOnlyList<string> words, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return NeighboursOfMany.Of(this, [.. words.Select(word => IdOf(word).Value)], count);
    }

    /// <summary>The cosine of the angle between two words' vectors, −1 to 1.</summary>
    /// <exception cref="UnknownWordException">One of the words is not in the vocabulary.</exception>
    public float Similarity(string first, string second) => Cosines.Between(IdOf(first).Value, IdOf(second).Value);

    /// <summary>The id of a word.</summary>
    /// <exception cref="UnknownWordException">The word is not in the vocabulary.</exception>
    internal WordId IdOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Vocabulary.TryGetId(word, out WordId id) ? id : throw UnknownWordException.For(word, Vocabulary);
    }

    private static PaddedMatrix CopyOf(int rows, int dimension, ReadOnlySpan<float> numbers)
    {
        var table = new PaddedMatrix(rows, dimension);
        if (numbers.Length != (long)rows * dimension)
        {
            throw new ArgumentException(
                $"There are {rows} words of {dimension} numbers, which makes {(long)rows * dimension} numbers, but {numbers.Length} were given.",
                nameof(numbers));
        }

        for (int row = 0; row < rows; row++)
        {
            numbers.Slice(row * dimension, dimension).CopyTo(table[row]);
        }

        return table;
    }
}
