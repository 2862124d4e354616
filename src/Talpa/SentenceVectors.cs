using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa;

/// <summary>
/// The vectors of N sentences, a row each, in the order in which they were given (<see cref="SentenceEncoder.EncodeAll"/>), and
/// searches among them. Immutable, so that any number of threads may use it at once.
/// </summary>
/// <remarks>A sentence without a word that has a vector is a row of zeros; its cosine with everything is 0.</remarks>
public sealed class SentenceVectors
{
    private readonly SentenceWords[] _words;
    private readonly Lazy<Cosines> _cosines;

    /// <summary>Takes the vectors and what each was made of; nothing is copied.</summary>
    internal SentenceVectors(PaddedMatrix matrix, SentenceWords[] words)
    {
        Matrix = matrix;
        _words = words;
        _cosines = new Lazy<Cosines>(() => new Cosines(matrix));
    }

    /// <summary>The vectors, N × dimension numbers. They are not scaled to length 1.</summary>
    public PaddedMatrix Matrix { get; }

    /// <summary>What each vector was made of, N entries.</summary>
    public ReadOnlySpan<SentenceWords> Words => _words;

    /// <summary>Number of sentences, N.</summary>
    public int Count => Matrix.Rows;

    /// <summary>Length of a vector.</summary>
    public int Dimension => Matrix.Dimension;

    /// <summary>The vector of a sentence, <see cref="Dimension"/> numbers. Nothing is copied.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sentence.</exception>
    public ReadOnlySpan<float> this[int index] => Matrix[index];

    /// <summary>The cosine of the angle between two of the sentences, −1 to 1; 0 where one of them is zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sentence.</exception>
    public float Similarity(int first, int second) => Cosines.Between(Matrix[first], Matrix[second]);

    /// <summary>The sentences with the greatest cosine with a vector, nearest first.</summary>
    /// <param name="vector"><see cref="Dimension"/> numbers; their scale does not matter.</param>
    /// <param name="count">How many to return, 1 or more; fewer are returned when there are fewer.</param>
    /// <returns>Sentences with their cosine. Of equal cosines the lower index comes first.</returns>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<SentenceNeighbour> Nearest(ReadOnlySpan<float> vector, int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        CheckLength(vector.Length);
        float[] unit = Cosines.Unit(vector);
        Cosines cosines = _cosines.Value;
        BestRows best = Neighbours.Best(Count, Dimension, (firstRow, scores) => cosines.Fill(unit, firstRow, scores), Wanted(count));
        return Answer(best, except: -1, count);
    }

    /// <summary>
    /// What <see cref="Nearest"/> returns, for each of several sentences, in less time: one matrix product, which reads the vectors once for 256 queries. Cosines may
    /// differ in the last digit, because they are summed in another order.
    /// </summary>
    /// <param name="queries">The sentences whose neighbours are searched for, vectors of the same encoder.</param>
    /// <param name="count">How many to return for each, 1 or more; fewer are returned when there are fewer.</param>
    /// <returns>A list for each of the queries, in their order.</returns>
    /// <exception cref="ArgumentException">The queries' vectors have another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<IReadOnlyList<SentenceNeighbour>> NearestToEach(SentenceVectors queries, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        CheckLength(queries.Dimension);
        BestRows[] best = NeighboursOfMany.Best(_cosines.Value, queries.Count, Dimension, queries.Matrix.MemoryOf, Wanted(count));
        return Array.ConvertAll(best, found => Answer(found, except: -1, count));
    }

    /// <summary>The nearest others of each of the sentences, by one matrix product of the vectors with themselves.</summary>
    /// <param name="count">How many to return for each, 1 or more; fewer are returned when there are fewer.</param>
    /// <returns>N lists; none has the sentence itself.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<IReadOnlyList<SentenceNeighbour>> NearestToEach(int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        BestRows[] best = NeighboursOfMany.Best(_cosines.Value, Count, Dimension, Matrix.MemoryOf, Wanted(count + 1L));
        return [.. best.Select((found, index) => Answer(found, except: index, count))];
    }

    private static IReadOnlyList<SentenceNeighbour> Answer(BestRows best, int except, int count) =>
    [
        .. best.InOrder().Where(found => found.Row != except).Take(count)
            .Select(found => new SentenceNeighbour(found.Row, Cosines.Clamp(found.Score))),
    ];

    private int Wanted(long count) => (int)Math.Min(count, Math.Max(1, Count));

    private void CheckLength(int length)
    {
        if (length != Dimension)
        {
            throw new ArgumentException($"The query has {length} numbers, but the sentences' vectors have {Dimension}; encode both with the same encoder.");
        }
    }
}
