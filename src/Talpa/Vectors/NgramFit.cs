using System.Numerics.Tensors;
using Talpa.Inputs;
using Talpa.Memory;

namespace Talpa.Vectors;

/// <summary>
/// Finds rows of character n-grams whose means come near the vectors of the words that have them, so that a model that was learned without n-grams composes vectors of
/// unknown words, too:
/// <code>
/// minimise over z   Σ f(w) · |x(w) − 1/n(w) · Σ z(g)|²  +  μ · Σ |z(g)|²
/// </code>
/// with the sum over the n(w) n-grams g of a word w, and weights f of mean 1. All dimensions have the same matrix and are solved side by side, by the method of conjugate
/// gradients. Operations of an iteration: 4 · N · D, N the n-grams of all words. The number of threads does not change the result.
/// </summary>
/// <remarks>
/// J. Zhao, S. Mudgal and Y. Liang, "Generalizing Word Embeddings using Bag of Subwords", 2018, section 2, with a penalty on the length of the rows.
/// </remarks>
internal sealed class NgramFit
{
    private readonly SubwordRows _rows;
    private readonly float[] _weights;
    private readonly float _penalty;
    private readonly ParallelOptions _threads;

    /// <summary>For each n-gram the words that have it, and where those of each begin.</summary>
    private readonly int[] _wordsOf;
    private readonly int[] _starts;

    private Tables? _tables;

    /// <summary>Takes the words.</summary>
    /// <param name="vocabulary">The V words, with counts where f depends on them.</param>
    /// <param name="ngrams">The n-grams.</param>
    /// <param name="countExponent">f(w) is the count to this power.</param>
    /// <param name="penalty">μ, above 0.</param>
    /// <param name="threads">Threads, 1 or more.</param>
    public NgramFit(Vocabulary vocabulary, CharacterNgrams ngrams, float countExponent, float penalty, int threads)
    {
        _rows = SubwordRows.Of(vocabulary, ngrams);
        _weights = Weights(vocabulary, countExponent);
        _penalty = penalty;
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threads };
        (_wordsOf, _starts) = Transpose(_rows);
    }

    /// <summary>The row of each bucket that a word uses.</summary>
    public Dictionary<int, int> RowOfBucket => _rows.RowOfBucket();

    /// <summary>Fits rows to vectors.</summary>
    /// <param name="vectors">The vectors of the words, V rows. Those that are not finite have no part in it.</param>
    /// <param name="iterations">Steps of the method, 1 or more.</param>
    /// <returns>A row for each bucket that a word uses; the next call overwrites them.</returns>
    public PaddedMatrix Solve(PaddedMatrix vectors, int iterations)
    {
        for (int word = 0; word < _weights.Length; word++)
        {
            _weights[word] = TensorPrimitives.IsFiniteAll(vectors[word]) ? _weights[word] : 0;
        }

        // A z = b with A = Mᵀ F M + μ and b = Mᵀ F x.
        _tables ??= new Tables(_rows.Words, _rows.Buckets.Count, vectors.Dimension);
        (PaddedMatrix z, PaddedMatrix residual, PaddedMatrix direction, PaddedMatrix product, PaddedMatrix means) = _tables;
        z.Padded.Clear();
        Spread(vectors, residual);
        residual.Padded.CopyTo(direction.Padded);
        float[] before = Dots(residual, residual);
        for (int i = 0; i < iterations; i++)
        {
            Compose(direction, means);
            Spread(means, product);
            TensorPrimitives.MultiplyAdd(direction.Padded, _penalty, product.Padded, product.Padded);
            float[] step = Ratio(before, Dots(direction, product));
            AddScaled(z, step, direction);
            TensorPrimitives.Negate(step, step);
            AddScaled(residual, step, product);
            float[] after = Dots(residual, residual);
            Scale(direction, Ratio(after, before));
            TensorPrimitives.Add(direction.Padded, residual.Padded, direction.Padded);
            before = after;
        }

        return z;
    }

    /// <summary>The mean of the rows of each word's n-grams; zeros for a word without n-grams.</summary>
    /// <param name="rows">A row for each bucket that a word uses.</param>
    /// <param name="means">Receives V rows.</param>
    public void Compose(PaddedMatrix rows, PaddedMatrix means) => Parallel.For(0, _rows.Words, _threads, word =>
    {
        Span<float> mean = means.PaddedRow(word);
        mean.Clear();
        ReadOnlySpan<int> ngrams = _rows.RowsOf(word)[1..];
        foreach (int row in ngrams)
        {
            Kernels.Rows.AddScaled(mean, 1f / ngrams.Length, rows.PaddedRow(row - _rows.Words));
        }
    });

    /// <summary>The transpose: each n-gram takes f(w)/n(w) of the vector of each word that has it.</summary>
    private void Spread(PaddedMatrix vectors, PaddedMatrix rows) => Parallel.For(0, rows.Rows, _threads, ngram =>
    {
        Span<float> row = rows.PaddedRow(ngram);
        row.Clear();
        foreach (int word in _wordsOf.AsSpan(_starts[ngram].._starts[ngram + 1]))
        {
            if (_weights[word] > 0)
            {
                Kernels.Rows.AddScaled(row, _weights[word] / (_rows.RowsOf(word).Length - 1), vectors.PaddedRow(word));
            }
        }
    });

    private static float[] Weights(Vocabulary vocabulary, float exponent)
    {
        float[] weights = new float[vocabulary.Count];
        for (int word = 0; word < weights.Length; word++)
        {
            weights[word] = vocabulary.HasCounts ? MathF.Pow(Math.Max(1, vocabulary.Counts[word]), exponent) : 1;
        }

        TensorPrimitives.Divide(weights, TensorPrimitives.Sum<float>(weights) / weights.Length, weights);
        return weights;
    }

    private static (int[] Words, int[] Starts) Transpose(SubwordRows rows)
    {
        int[] starts = new int[rows.Buckets.Count + 1];
        for (int word = 0; word < rows.Words; word++)
        {
            foreach (int row in rows.RowsOf(word)[1..])
            {
                starts[row - rows.Words + 1]++;
            }
        }

        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        int[] next = [.. starts];
        int[] words = new int[starts[^1]];
        for (int word = 0; word < rows.Words; word++)
        {
            foreach (int row in rows.RowsOf(word)[1..])
            {
                words[next[row - rows.Words]++] = word;
            }
        }

        return (words, starts);
    }

    /// <summary>The tables of the method, made once: the solution, the residual, the direction, A times it, and the means of words.</summary>
    private sealed record Tables(PaddedMatrix Solution, PaddedMatrix Residual, PaddedMatrix Direction, PaddedMatrix Product, PaddedMatrix Means)
    {
        public Tables(int words, int ngrams, int dimension)
            : this(
                new PaddedMatrix(ngrams, dimension),
                new PaddedMatrix(ngrams, dimension),
                new PaddedMatrix(ngrams, dimension),
                new PaddedMatrix(ngrams, dimension),
                new PaddedMatrix(words, dimension))
        {
        }
    }

    /// <summary>For each dimension the product of two columns.</summary>
    private static float[] Dots(PaddedMatrix first, PaddedMatrix second)
    {
        float[] products = new float[first.Stride];
        for (int row = 0; row < first.Rows; row++)
        {
            TensorPrimitives.MultiplyAdd<float>(first.PaddedRow(row), second.PaddedRow(row), products, products);
        }

        return products;
    }

    /// <summary>0 where the denominator is: in a dimension that is solved already, or is padding.</summary>
    private static float[] Ratio(float[] numerator, float[] denominator) => [.. numerator.Zip(denominator, (n, d) => d > 0 ? n / d : 0)];

    private static void AddScaled(PaddedMatrix target, float[] scales, PaddedMatrix source)
    {
        for (int row = 0; row < target.Rows; row++)
        {
            TensorPrimitives.MultiplyAdd<float>(source.PaddedRow(row), scales, target.PaddedRow(row), target.PaddedRow(row));
        }
    }

    private static void Scale(PaddedMatrix target, float[] scales)
    {
        for (int row = 0; row < target.Rows; row++)
        {
            TensorPrimitives.Multiply<float>(target.PaddedRow(row), scales, target.PaddedRow(row));
        }
    }
}
