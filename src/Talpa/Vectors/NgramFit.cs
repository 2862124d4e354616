using System.Numerics.Tensors;
using System.Text;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>
/// Finds rows of character n-grams whose means come near the vectors of the words that have them, so that a model that was learned without n-grams composes vectors of
/// unknown words, too:
/// <code>
/// minimise over z   Σ f(w) · |x(w) − 1/n(w) · Σ z(g)|²  +  μ · Σ |z(g)|²
/// </code>
/// with the sum over the n(w) n-grams g of a word w. All dimensions have the same matrix and are solved side by side, by the method of conjugate gradients.
/// Operations of an iteration: 4 · N · D, N the n-grams of all words.
/// </summary>
/// <remarks>
/// J. Zhao, S. Mudgal and Y. Liang, "Generalizing Word Embeddings using Bag of Subwords", 2018, section 2, with a penalty on the length of the rows.
/// </remarks>
internal sealed class NgramFit
{
    private readonly PaddedMatrix _vectors;
    private readonly SubwordRows _rows;
    private readonly float[] _weights;
    private readonly float _penalty;

    /// <summary>For each n-gram the words that have it, and where those of each begin.</summary>
    private readonly int[] _wordsOf;
    private readonly int[] _starts;

    private NgramFit(WordVectors vectors, SubwordRows rows, float penalty, float exponent)
    {
        _vectors = vectors.Matrix;
        _rows = rows;
        _penalty = penalty;
        _weights = Weights(vectors.Vocabulary, exponent);
        (_wordsOf, _starts) = Transpose(rows);
    }

    /// <summary>Fits the rows.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="ngrams">The n-grams.</param>
    /// <param name="iterations">Steps of the method.</param>
    /// <param name="penalty">μ.</param>
    /// <param name="exponent">f(w) is the count to this power.</param>
    public static Subwords Fit(WordVectors vectors, CharacterNgrams ngrams, int iterations, float penalty, float exponent)
    {
        SubwordRows rows = SubwordRows.Of(vectors.Vocabulary, ngrams);
        PaddedMatrix fitted = new NgramFit(vectors, rows, penalty, exponent).Solve(iterations);
        return new Subwords(ngrams, new DenseNgramRows(fitted), rows.RowOfBucket());
    }

    private static float[] Weights(Vocabulary vocabulary, float exponent)
    {
        float[] weights = new float[vocabulary.Count];
        weights.AsSpan().Fill(1);
        if (vocabulary.HasCounts)
        {
            for (int word = 0; word < weights.Length; word++)
            {
                weights[word] = MathF.Pow(Math.Max(1, vocabulary.Counts[word]), exponent);
            }
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

    /// <summary>Conjugate gradients, all dimensions side by side: A z = b, A = Mᵀ F M + μ, b = Mᵀ F x.</summary>
    private PaddedMatrix Solve(int iterations)
    {
        int dimension = _vectors.Dimension;
        var z = new PaddedMatrix(_rows.Buckets.Count, dimension);
        var residual = new PaddedMatrix(z.Rows, dimension);
        var direction = new PaddedMatrix(z.Rows, dimension);
        var product = new PaddedMatrix(z.Rows, dimension);
        var means = new PaddedMatrix(_vectors.Rows, dimension);
        Spread(_vectors, residual);
        residual.Padded.CopyTo(direction.Padded);
        float[] before = Dots(residual, residual);
        for (int i = 0; i < iterations; i++)
        {
            Gather(direction, means);
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

    /// <summary>The mean of the rows of each word's n-grams.</summary>
    private void Gather(PaddedMatrix rows, PaddedMatrix means) => Parallel.For(0, _rows.Words, word =>
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
    private void Spread(PaddedMatrix vectors, PaddedMatrix rows) => Parallel.For(0, rows.Rows, ngram =>
    {
        Span<float> row = rows.PaddedRow(ngram);
        row.Clear();
        foreach (int word in _wordsOf.AsSpan(_starts[ngram].._starts[ngram + 1]))
        {
            Kernels.Rows.AddScaled(row, _weights[word] / (_rows.RowsOf(word).Length - 1), vectors.PaddedRow(word));
        }
    });

    private static float[] Dots(PaddedMatrix first, PaddedMatrix second)
    {
        float[] products = new float[first.Stride];
        for (int row = 0; row < first.Rows; row++)
        {
            TensorPrimitives.MultiplyAdd<float>(first.PaddedRow(row), second.PaddedRow(row), products, products);
        }

        return products;
    }

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
