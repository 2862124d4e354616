using System.Numerics.Tensors;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Training.Checkpoints;
using Talpa.Vectors;

namespace Talpa.Training.Exact;

/// <summary>
/// A prior of input vectors around the means of their words' character n-grams, instead of around zero: λ/2 · |x(w) − m(w)|², with m(w) the mean of rows that are fitted to the
/// vectors of all words now and then. A rare word is drawn towards words that are spelled alike. At first m is 0, as without n-grams.
/// </summary>
internal sealed class NgramPrior : IResumable
{
    /// <summary>The first fit is at the end of this sweep at the soonest, from 1: before, the vectors are near zero.</summary>
    private const int MinFirstSweep = 4;

    private const int SweepsBetween = 2;
    private const int Iterations = 10;

    /// <summary>Frequent words, whose vectors many pairs determine, count more. bench/results/subwords.md has the trials of this and of the penalty.</summary>
    private const float CountExponent = 0.5f;

    /// <summary>Small enough that rows differ, large enough that n-grams that one word alone has do not take the whole of its vector.</summary>
    private const float Penalty = 0.03f;

    private readonly NgramFit _fit;
    private readonly int _firstSweep;

    /// <summary>Makes the prior around zero.</summary>
    /// <param name="vocabulary">The V words.</param>
    /// <param name="ngrams">The n-grams.</param>
    /// <param name="dimension">Length of a vector.</param>
    /// <param name="threads">Threads; they don't change the result.</param>
    /// <param name="trainedAfter">The number of sweeps after which every word has been a centre word.</param>
    public NgramPrior(Vocabulary vocabulary, CharacterNgrams ngrams, int dimension, int threads, int trainedAfter = 1)
    {
        _fit = new NgramFit(vocabulary, ngrams, CountExponent, Penalty, threads);
        _firstSweep = Math.Max(MinFirstSweep, trainedAfter);
        Means = new PaddedMatrix(vocabulary.Count, dimension);
    }

    /// <summary>m, V rows.</summary>
    public PaddedMatrix Means { get; }

    /// <summary>Fits the rows at the end of a sweep, if it is one after which that is done.</summary>
    /// <param name="sweep">The number of the sweep, from 1.</param>
    /// <param name="input">The input vectors, V rows.</param>
    public void EndSweep(int sweep, PaddedMatrix input)
    {
        if (sweep >= _firstSweep && sweep % SweepsBetween == 0)
        {
            _fit.Compose(_fit.Solve(input, Iterations), Means);
        }
    }

    /// <summary>Σ |x − m|² of a word.</summary>
    public double SquaredDistance(int word, ReadOnlySpan<float> vector)
    {
        float distance = TensorPrimitives.Distance(vector, Means[word]);
        return distance * (double)distance;
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive) => archive.Exchange(Means.Padded);
}
