using System.Collections;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa;

/// <summary>
/// Words with a vector each: a vocabulary of V words and a matrix of V × dimension numbers. Immutable, so that any number of threads may use it at once.
/// Enumeration gives the words with their vectors in id order; no vector is copied.
/// </summary>
/// <remarks>
/// A vector of zeros, or one that holds NaN or infinity, has no direction: its similarity to everything is 0.
/// Words are compared as they are written: case and Unicode normalisation count.
/// With <see cref="Subwords"/> a query takes any word: the vector of one that is not in the vocabulary is composed of its character n-grams. Answers are always words
/// of the vocabulary.
/// </remarks>
/// <example>
/// <code>
/// WordVectors vectors = WordVectors.Load("vectors.bin");
/// ReadOnlySpan&lt;float&gt; mole = vectors["mole"];
/// double similarity = vectors.Similarity("mole", "zoo");
/// vectors.Save("vectors.txt");
/// </code>
/// </example>
public sealed class WordVectors : IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<float>>>
{
    // Either all vectors, or what composes each when it is needed.
    private readonly PaddedMatrix? _matrix;
    private readonly WordsOnDemand? _onDemand;
    private readonly Lazy<Cosines> _cosines;

    /// <summary>Combines a vocabulary and a matrix; neither is copied.</summary>
    /// <param name="vocabulary">The words, V of them.</param>
    /// <param name="matrix">Their vectors, V rows in id order.</param>
    /// <exception cref="ArgumentException">The matrix has not one row for each word.</exception>
    public WordVectors(Vocabulary vocabulary, PaddedMatrix matrix)
        : this(vocabulary, matrix, null)
    {
    }

    /// <summary>Combines a vocabulary, a matrix, and what composes the vectors of other words; nothing is copied.</summary>
    /// <param name="vocabulary">The words, V of them.</param>
    /// <param name="matrix">Their vectors, V rows in id order, composed where there are subwords.</param>
    /// <param name="subwords">The rows of n-grams; <c>null</c> where there are none.</param>
    /// <exception cref="ArgumentException">The matrix has not one row for each word, or the n-grams have rows of another length.</exception>
    internal WordVectors(Vocabulary vocabulary, PaddedMatrix matrix, Subwords? subwords)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(matrix);
        if (vocabulary.Count != matrix.Rows)
        {
            throw new ArgumentException($"There are {vocabulary.Count} words, but {matrix.Rows} vectors.", nameof(matrix));
        }

        Vocabulary = vocabulary;
        if (subwords is not null && subwords.Dimension != matrix.Dimension)
        {
            throw new ArgumentException($"The vectors have {matrix.Dimension} numbers, but the n-grams' rows have {subwords.Dimension}.", nameof(subwords));
        }

        _matrix = matrix;
        Subwords = subwords;
        _cosines = new Lazy<Cosines>(() => new Cosines(matrix));
    }

    /// <summary>Takes words whose vectors are composed when they are needed.</summary>
    internal WordVectors(WordsOnDemand onDemand)
    {
        Vocabulary = onDemand.Vocabulary;
        Subwords = onDemand.Subwords;
        _onDemand = onDemand;
        _cosines = new Lazy<Cosines>(() => new Cosines(Matrix));
    }

    /// <summary>Creates word vectors from plain numbers, which are copied.</summary>
    /// <param name="words">The words in id order, all different.</param>
    /// <param name="dimension">Length of a vector, 1 or more.</param>
    /// <param name="numbers">The vectors one after another in the order of <paramref name="words"/>: V × dimension numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is below 1, or the numbers exceed 8 GB.</exception>
    /// <exception cref="ArgumentException">A word occurs twice, or there are not V × dimension numbers.</exception>
    public WordVectors(IEnumerable<string> words, int dimension, ReadOnlySpan<float> numbers)
        : this(new Vocabulary(words), dimension, numbers)
    {
    }

    private WordVectors(Vocabulary vocabulary, int dimension, ReadOnlySpan<float> numbers)
        : this(vocabulary, new PaddedMatrix(vocabulary.Count, dimension, numbers))
    {
    }

    /// <summary>The words in id order, with their counts where known.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The vectors, a row for each word in id order, as they were learned (not scaled to length 1).</summary>
    public PaddedMatrix Matrix => _matrix ?? _onDemand!.All;

    /// <summary>What composes vectors of words that are not in the vocabulary; <c>null</c> for a model without subwords.</summary>
    public Subwords? Subwords { get; }

    /// <summary>Number of words, V.</summary>
    public int Count => Vocabulary.Count;

    /// <summary>Length of a vector.</summary>
    public int Dimension => _matrix?.Dimension ?? _onDemand!.Dimension;

    /// <summary>Compares the vectors by their directions.</summary>
    internal Cosines Cosines => _cosines.Value;

    /// <summary>The vector of the word with an id, <see cref="Dimension"/> numbers.</summary>
    /// <param name="id">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public ReadOnlySpan<float> this[int id] => _matrix is { } matrix ? matrix[id] : _onDemand![id].Span;

    /// <summary>The vector of a word of the vocabulary, <see cref="Dimension"/> numbers. Nothing is copied.</summary>
    /// <exception cref="UnknownWordException">The word is not in the vocabulary.</exception>
    public ReadOnlySpan<float> this[string word] => this[IdOf(word)];

    /// <summary>
    /// The same words and vectors with rows of character n-grams, fitted so that a word's vector is near the mean of those of its n-grams: then words that are not in the
    /// vocabulary have vectors, too, also in a model that was trained without n-grams, or by another tool. Takes some seconds for 20,000 words of 100 numbers.
    /// </summary>
    /// <param name="options">The n-grams; <c>null</c> for the defaults.</param>
    /// <returns>Word vectors with <see cref="Subwords"/>, unless no word has an n-gram of these lengths; those of the vocabulary are the same memory.</returns>
    /// <remarks>J. Zhao, S. Mudgal and Y. Liang, "Generalizing Word Embeddings using Bag of Subwords", 2018.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public WordVectors WithSubwords(SubwordOptions? options = null)
    {
        const int Iterations = 20;
        const float Penalty = 0.01f;
        options ??= new SubwordOptions();
        options.Validate();
        if (Count == 0)
        {
            return this;
        }

        var fit = new NgramFit(Vocabulary, options.Ngrams, countExponent: 0, Penalty, Environment.ProcessorCount);
        return new WordVectors(Vocabulary, Matrix, Subwords.WithRows(options.Ngrams, fit.Solve(Matrix, Iterations), fit.RowOfBucket));
    }

    /// <summary>Whether a word is in the vocabulary.</summary>
    public bool Contains(string word) => Vocabulary.Contains(word);

    /// <summary>Whether a word has a vector: it is in the vocabulary, or one can be composed of its n-grams.</summary>
    public bool HasVector(string word) => Vocabulary.Contains(word) || Subwords?.CountNgrams(word) > 0;

    /// <summary>Finds the vector of a word, or composes it: one call for known and unknown words. Allocates nothing for words of ASCII letters.</summary>
    /// <param name="word">The word.</param>
    /// <param name="vector">Receives <see cref="Dimension"/> numbers; zeros where the word has no vector.</param>
    /// <param name="ngrams">How many n-grams the vector is composed of; 0 for a word of the vocabulary.</param>
    /// <returns>Whether the word has a vector.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> has another length.</exception>
    public bool TryGetVector(string word, Span<float> vector, out int ngrams)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"There is room for {vector.Length} numbers, but the words' vectors have {Dimension}.", nameof(vector));
        }

        ngrams = 0;
        if (Vocabulary.TryGetId(word, out int id))
        {
            this[id].CopyTo(vector);
            return true;
        }

        vector.Clear();
        return Subwords?.TryCompose(word, vector, out ngrams) == true;
    }

    /// <summary>Finds the vector of a word in the vocabulary. Nothing is copied.</summary>
    /// <param name="word">The word.</param>
    /// <param name="vector">Its vector, <see cref="Dimension"/> numbers; empty when the word is not in the vocabulary.</param>
    /// <returns>Whether the word is in the vocabulary.</returns>
    public bool TryGetVector(string word, out ReadOnlySpan<float> vector)
    {
        bool known = Vocabulary.TryGetId(word, out int id);
        vector = known ? this[id] : default;
        return known;
    }

    /// <summary>The vector of a word, <see cref="Dimension"/> numbers, in a form that can be stored and passed to asynchronous methods. Nothing is copied.</summary>
    /// <exception cref="UnknownWordException">The word is not in the vocabulary.</exception>
    public ReadOnlyMemory<float> MemoryOf(string word) => MemoryOf(IdOf(word));

    /// <summary>The mean of several words' vectors, <see cref="Dimension"/> numbers. A word that is given twice counts twice.</summary>
    /// <param name="words">1 word or more.</param>
    /// <param name="unitLength">Whether each vector is scaled to length 1 first, so that all words weigh the same. Default: no.</param>
    /// <exception cref="ArgumentException">There are no words.</exception>
    /// <exception cref="UnknownWordException">One of the words has no vector.</exception>
    public float[] Mean(IEnumerable<string> words, bool unitLength = false) => Means.Of(this, words, unitLength);

    /// <summary>The mean of several words' vectors, <see cref="Dimension"/> numbers, without those words that have none.</summary>
    /// <param name="words">The words; there may be none.</param>
    /// <param name="unknown">How many of the words have no vector; one that is given twice counts twice.</param>
    /// <param name="unitLength">Whether each vector is scaled to length 1 first, so that all words weigh the same. Default: no.</param>
    /// <returns>The mean; zeros when none of the words has a vector.</returns>
    public float[] Mean(IEnumerable<string> words, out int unknown, bool unitLength = false) => Means.OfKnown(this, words, unitLength, out unknown);

    /// <summary>The words whose vectors have the greatest cosine with a word's, nearest first, without the word itself.</summary>
    /// <param name="word">The word.</param>
    /// <param name="count">How many words to return, 1 or more; fewer are returned when there are fewer.</param>
    /// <param name="among">How many words are candidates, 1 or more: those with the lowest ids, which are the most frequent ones where the
    /// vocabulary is sorted by count; <c>null</c> for all.</param>
    /// <returns>Words with their cosine, −1 to 1. Of equal cosines the lower id comes first.</returns>
    /// <exception cref="UnknownWordException">The word has no vector.</exception>
    public IReadOnlyList<Neighbour> Nearest(string word, int count = 10, int? among = null)
    {
        QueryWord found = QueryWord.Find(this, word);
        return Neighbours.Of(this, found.Vector.Span, count, QueryWord.IdsOf(found), among);
    }

    /// <summary>
    /// The words nearest to the mean of some words' vectors less those of others, each scaled to length 1: <c>Nearest(["king", "woman"], ["man"])</c>.
    /// </summary>
    /// <param name="positive">Words whose vectors are added.</param>
    /// <param name="negative">Words whose vectors are subtracted; <c>null</c> for none.</param>
    /// <param name="count">How many words to return, 1 or more; fewer are returned when there are fewer.</param>
    /// <param name="among">How many words are candidates, 1 or more, those with the lowest ids; <c>null</c> for all.</param>
    /// <returns>Words with their cosine, −1 to 1, without the words given. Of equal cosines the lower id comes first.</returns>
    /// <exception cref="ArgumentException">There are no words.</exception>
    /// <exception cref="UnknownWordException">One of the words has no vector.</exception>
    public IReadOnlyList<Neighbour> Nearest(
        IEnumerable<string> positive, IEnumerable<string>? negative = null, int count = 10, int? among = null)
    {
        ArgumentNullException.ThrowIfNull(positive);
        QueryWord[] added = [.. positive.Select(word => QueryWord.Find(this, word))];
        QueryWord[] subtracted = [.. (negative ?? []).Select(word => QueryWord.Find(this, word))];
        return Neighbours.Of(this, Means.Direction(this, added, subtracted), count, QueryWord.IdsOf([.. added, .. subtracted]), among);
    }

    /// <summary>The words whose vectors have the greatest cosine with a vector, nearest first.</summary>
    /// <param name="vector"><see cref="Dimension"/> numbers; their scale does not matter.</param>
    /// <param name="count">How many words to return, 1 or more; fewer are returned when there are fewer.</param>
    /// <param name="except">Words never to return; those not in the vocabulary are ignored.</param>
    /// <param name="among">How many words are candidates, 1 or more, those with the lowest ids; <c>null</c> for all.</param>
    /// <returns>Words with their cosine, −1 to 1. Of equal cosines the lower id comes first.</returns>
    /// <exception cref="ArgumentException">The vector has another length than the words' vectors.</exception>
    public IReadOnlyList<Neighbour> Nearest(
        ReadOnlySpan<float> vector, int count = 10, IEnumerable<string>? except = null, int? among = null)
    {
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"The vector has {vector.Length} numbers, but the words' vectors have {Dimension}.", nameof(vector));
        }

        int[] excluded = [.. (except ?? []).Select(word => Vocabulary.TryGetId(word, out int id) ? id : -1).Where(id => id >= 0)];
        return Neighbours.Of(this, vector, count, excluded, among);
    }

    /// <summary>
    /// What <see cref="Nearest(string, int, int?)"/> returns, for each of several words, in much less time: the vectors are read once for
    /// 256 words. Cosines may differ in the last digit, because they are summed in another order.
    /// </summary>
    /// <param name="words">The words.</param>
    /// <param name="count">How many words to return for each, 1 or more; fewer are returned when there are fewer.</param>
    /// <returns>A list for each word, in the order of <paramref name="words"/>.</returns>
    /// <exception cref="UnknownWordException">One of the words has no vector.</exception>
    public IReadOnlyList<IReadOnlyList<Neighbour>> NearestToEach(IReadOnlyList<string> words, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return NeighboursOfMany.Of(this, [.. words.Select(word => QueryWord.Find(this, word))], count);
    }

    /// <summary>Answers "a is to b as c is to ?", the best answer first. The three words of the question are never among the answers.</summary>
    /// <param name="a">As in "<b>man</b> is to king as woman is to ?".</param>
    /// <param name="b">As in "man is to <b>king</b> as woman is to ?".</param>
    /// <param name="c">As in "man is to king as <b>woman</b> is to ?".</param>
    /// <param name="count">How many answers to return, 1 or more; fewer are returned when there are fewer.</param>
    /// <param name="objective">What the best answer maximises. Default: 3CosAdd, as in word2vec.</param>
    /// <param name="among">How many words are candidates, 1 or more, those with the lowest ids; <c>null</c> for all.</param>
    /// <returns>Words with the value of the objective: for 3CosAdd a cosine, −1 to 1; for 3CosMul 0 or more.</returns>
    /// <exception cref="UnknownWordException">One of the words has no vector.</exception>
    public IReadOnlyList<Neighbour> Analogy(
        string a, string b, string c, int count = 10, AnalogyObjective objective = AnalogyObjective.Add, int? among = null) =>
        Analogies.Solve(this, [QueryWord.Find(this, a), QueryWord.Find(this, b), QueryWord.Find(this, c)], count, objective, among);

    /// <summary>The word that fits least with the others: the last of <see cref="RankByCentrality"/>.</summary>
    /// <param name="words">3 words or more.</param>
    /// <exception cref="ArgumentException">There are fewer than 3 words: of two, neither is the odd one.</exception>
    /// <exception cref="UnknownWordException">One of the words has no vector.</exception>
    public string OddOneOut(IEnumerable<string> words) => RankByCentrality(words)[^1].Word;

    /// <summary>Several words, those that fit best with the others first, each with its cosine with the mean of the words' vectors, scaled to length 1.</summary>
    /// <param name="words">3 words or more.</param>
    /// <exception cref="ArgumentException">There are fewer than 3 words.</exception>
    /// <exception cref="UnknownWordException">One of the words has no vector.</exception>
    public IReadOnlyList<Neighbour> RankByCentrality(IEnumerable<string> words) => Centrality.Rank(this, words);

    /// <summary>The cosine of the angle between two words' vectors, −1 to 1.</summary>
    /// <exception cref="UnknownWordException">One of the words has no vector.</exception>
    public float Similarity(string first, string second) => Cosines.Between(QueryWord.Find(this, first).Vector.Span, QueryWord.Find(this, second).Vector.Span);

    /// <summary>The cosine of the angle between the mean vectors of two sets of words (<see cref="Mean(IEnumerable{string}, bool)"/>), −1 to 1.</summary>
    /// <exception cref="ArgumentException">One of the sets is empty.</exception>
    /// <exception cref="UnknownWordException">One of the words has no vector.</exception>
    public float Similarity(IEnumerable<string> first, IEnumerable<string> second) => Cosines.Between(Mean(first), Mean(second));

    /// <summary>The rank of one word among the neighbours of another: 1 for the nearest. Words of equal cosine share the better rank.</summary>
    /// <param name="word">The word whose neighbours are ranked.</param>
    /// <param name="neighbour">The word that is looked for among them.</param>
    /// <exception cref="UnknownWordException">One of the words is not in the vocabulary.</exception>
    public int RankOf(string word, string neighbour) => Neighbours.RankOf(this, IdOf(word), IdOf(neighbour));

    /// <summary>The words with their vectors in id order. No vector is copied.</summary>
    public IEnumerator<KeyValuePair<string, ReadOnlyMemory<float>>> GetEnumerator()
    {
        for (int id = 0; id < Count; id++)
        {
            yield return new(Vocabulary[id], MemoryOf(id));
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The vector of the word with an id.</summary>
    internal ReadOnlyMemory<float> MemoryOf(int id) => _matrix?.MemoryOf(id) ?? _onDemand![id];

    /// <summary>The id of a word.</summary>
    /// <exception cref="UnknownWordException">The word is not in the vocabulary.</exception>
    internal int IdOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Vocabulary.TryGetId(word, out int id) ? id : throw UnknownWordException.For(word, Vocabulary);
    }
}
