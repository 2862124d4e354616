using System.Numerics.Tensors;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>The middle of several words.</summary>
internal static class MeanDirection
{
    /// <summary>
    /// The mean of the words' vectors, each scaled to length 1 before and subtracted where its word is negative, as gensim's <c>most_similar</c> takes it.
    /// </summary>
    /// <exception cref="UnknownWordException">One of the words is not in the vocabulary.</exception>
    public static float[] Of(WordVectors vectors, IReadOnlyCollection<SignedWord> words)
    {
        float[] mean = new float[vectors.Dimension];
        foreach ((string word, bool isNegative) in words)
        {
            ReadOnlySpan<float> vector = vectors[word];
            float length = TensorPrimitives.Norm(vector);
            if (length > 0 && float.IsFinite(length))
            {
                TensorPrimitives.MultiplyAdd(vector, (isNegative ? -1 : 1) / (length * words.Count), mean, mean);
            }
        }

        return mean;
    }
}
