using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Comparisons;

/// <summary>
/// The orthogonal map (a rotation, possibly with a reflection) that brings the vectors of one model nearest to those of another, for the words that both have: orthogonal Procrustes.
/// For unit vectors x and y of the common words, with weights w of the mean 1, it is the orthogonal D × D matrix Q with the smallest
/// <code>
/// Σ w · |x · Q − y|² + λ / D · |Q − I|²      Q = U · Vᵀ of the singular value decomposition  Σ w · x · yᵀ + λ / D · I = U · S · Vᵀ
/// </code>
/// where λ is <see cref="AlignmentOptions.Prior"/>. Lengths of vectors and cosines within a model do not change. Immutable, so that any number of threads may use it at once.
/// </summary>
/// <remarks>
/// P. Schönemann, "A generalized solution of the orthogonal Procrustes problem", 1966; W. Hamilton, J. Leskovec and D. Jurafsky, "Diachronic Word Embeddings Reveal Statistical Laws of
/// Semantic Change", 2016. The prior is a ridge term towards the identity; it keeps the solution in closed form because |Q − I|² = 2 · D − 2 · trace(Q).
/// </remarks>
public sealed class VectorAlignment
{
    /// <summary>The prior where none is set: enough that directions in which no common word has a component stay where they are, as far as the others permit.</summary>
    private const double SmallestPrior = 1e-9;

    /// <summary>Column j of Q is row j, so that a number of the result is the product of two rows.</summary>
    private readonly PaddedMatrix _columns;
    private readonly double[] _firstMean;
    private readonly double[] _secondMean;

    private VectorAlignment(CrossProducts products, UnitRows first, UnitRows second, double prior)
    {
        int words = first.Count;
        double[][] sums = products.Sums;
        int dimension = sums.Length;
        for (int i = 0; i < dimension; i++)
        {
            sums[i][i] += Math.Max(prior, SmallestPrior * words) / dimension;
        }

        double[][] rotation = PolarFactor.Of(sums);
        _columns = new PaddedMatrix(dimension, dimension);
        for (int j = 0; j < dimension; j++)
        {
            Span<float> column = _columns.Row(j);
            for (int i = 0; i < dimension; i++)
            {
                column[i] = (float)rotation[i][j];
            }
        }

        _firstMean = products.FirstMean;
        _secondMean = products.SecondMean;
        Words = words;
        Cosines = CosinesOf(first, second);
    }

    /// <summary>Number of common words that determined the map.</summary>
    public int Words { get; }

    /// <summary>Mean cosine of the common words' mapped vectors with their vectors in the other model, −1 to 1: how well the map fits. Of centred vectors where it is centred.</summary>
    public double Cosine => Cosines.Average();

    /// <summary>The cosine of each common word.</summary>
    internal double[] Cosines { get; }

    /// <summary>Length of a vector, D.</summary>
    public int Dimension => _columns.Dimension;

    /// <summary>Qᵀ, D × D numbers: number j of a mapped vector is the dot product of the vector and row j.</summary>
    public PaddedMatrix Columns => _columns;

    /// <summary>Finds the map.</summary>
    /// <param name="from">The model to map.</param>
    /// <param name="to">The model that it is mapped to; of the same dimension.</param>
    /// <param name="options">Weights and prior; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The models have different dimensions, or the weights need counts that a model does not have.</exception>
    /// <exception cref="UnusableInputException">The models have no word in common.</exception>
    public static VectorAlignment Fit(WordVectors from, WordVectors to, AlignmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return Fit(CommonWords.Of(1, from, to), 0, 1, options ?? new AlignmentOptions());
    }

    /// <summary>Maps a vector.</summary>
    /// <param name="vector">D numbers.</param>
    /// <param name="mapped">Receives D numbers; other memory than <paramref name="vector"/>.</param>
    /// <exception cref="ArgumentException">A vector has another length.</exception>
    public void Map(ReadOnlySpan<float> vector, Span<float> mapped)
    {
        if (vector.Length != Dimension || mapped.Length != Dimension)
        {
            throw new ArgumentException($"The vectors have {vector.Length} and {mapped.Length} numbers, but the map takes {Dimension}.", nameof(vector));
        }

        var padded = new PaddedMatrix(1, Dimension, vector);
        DotRows.Multiply(padded.PaddedRow(0), _columns.Padded, mapped);
    }

    /// <summary>Maps all vectors of a model, those of its n-grams included: a copy in the axes of the other model.</summary>
    /// <param name="vectors">V words with vectors of D numbers.</param>
    /// <exception cref="ArgumentException">The vectors have another length.</exception>
    public WordVectors Map(WordVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Dimension != Dimension)
        {
            throw new ArgumentException($"The vectors have {vectors.Dimension} numbers, but the map takes {Dimension}.", nameof(vectors));
        }

        PaddedMatrix mapped = MapAll(vectors.Count, (row, vector) => vectors[row].CopyTo(vector));
        if (vectors.Subwords is not { } subwords)
        {
            return new WordVectors(vectors.Vocabulary, mapped);
        }

        PaddedMatrix rows = MapAll(subwords.Rows, subwords.Table.AddTo);
        return new WordVectors(vectors.Vocabulary, mapped, subwords.With(new MatrixRows(rows)));
    }

    /// <summary>Finds the map between two of several models.</summary>
    internal static VectorAlignment Fit(CommonWords words, int from, int to, AlignmentOptions options)
    {
        options.Validate();
        (UnitRows first, UnitRows second) = (words.UnitsOf(from), words.UnitsOf(to));
        return first.Dimension == second.Dimension
            ? new VectorAlignment(CrossProducts.Of(first, second, Weights(words, from, to, options), options.Centre), first, second, options.Prior)
            : throw new ArgumentException(
                $"Vectors of {first.Dimension} and {second.Dimension} numbers can't be aligned; train both models with the same dimension.", nameof(to));
    }

    private PaddedMatrix MapAll(int count, Action<int, Span<float>> fill)
    {
        var mapped = new PaddedMatrix(count, Dimension);
        _ = Parallel.For(
            0,
            count,
            () => new PaddedMatrix(1, Dimension),
            (row, _, source) =>
            {
                source.Row(0).Clear();
                fill(row, source.Row(0));
                DotRows.Multiply(source.PaddedRow(0), _columns.Padded, mapped.Row(row));
                return source;
            },
            _ => { });
        return mapped;
    }

    /// <summary>The weights of the words, with a mean of 1.</summary>
    private static double[] Weights(CommonWords words, int from, int to, AlignmentOptions options)
    {
        double[] weights = new double[words.Count];
        if (options.WeightExponent == 0)
        {
            Array.Fill(weights, 1);
            return weights;
        }

        (Vocabulary first, Vocabulary second) = (words.Models[from].Vocabulary, words.Models[to].Vocabulary);
        if (!first.HasCounts || !second.HasCounts)
        {
            throw new ArgumentException($"A {nameof(AlignmentOptions.WeightExponent)} above 0 needs the counts of both models, and a model has none; set it to 0.", nameof(options));
        }

        for (int word = 0; word < weights.Length; word++)
        {
            double product = (double)Math.Max(1, first.Counts[words.Ids[from][word]]) * Math.Max(1, second.Counts[words.Ids[to][word]]);
            weights[word] = Math.Pow(product, options.WeightExponent / 2);
        }

        double mean = weights.Sum() / weights.Length;
        return Array.ConvertAll(weights, weight => weight / mean);
    }

    private double[] CosinesOf(UnitRows first, UnitRows second)
    {
        double[] cosines = new double[first.Count];
        _ = Parallel.For(
            0,
            cosines.Length,
            () => (X: new double[Dimension], Y: new double[Dimension], Source: new PaddedMatrix(1, Dimension), Mapped: new float[Dimension]),
            (word, _, rows) =>
            {
                first.CopyTo(word, rows.X);
                second.CopyTo(word, rows.Y);
                for (int d = 0; d < Dimension; d++)
                {
                    rows.Source.Row(0)[d] = (float)(rows.X[d] - _firstMean[d]);
                    rows.Y[d] -= _secondMean[d];
                }

                DotRows.Multiply(rows.Source.PaddedRow(0), _columns.Padded, rows.Mapped);
                cosines[word] = CosineOf(rows.Mapped, rows.Y);
                return rows;
            },
            _ => { });
        return cosines;
    }

    private static double CosineOf(ReadOnlySpan<float> x, ReadOnlySpan<double> y)
    {
        (double xx, double yy, double xy) = (0, 0, 0);
        for (int d = 0; d < x.Length; d++)
        {
            xx += (double)x[d] * x[d];
            yy += y[d] * y[d];
            xy += x[d] * y[d];
        }

        double cosine = xy / Math.Sqrt(xx * yy);
        return double.IsFinite(cosine) ? Math.Clamp(cosine, -1, 1) : 0;
    }
}
