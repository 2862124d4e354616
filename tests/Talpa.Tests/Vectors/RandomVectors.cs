using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>Word vectors from a seeded random generator.</summary>
internal static class RandomVectors
{
    public static WordVectors Create(int seed, int words, int dimension)
    {
        var random = new Random(seed);
        float[] numbers = new float[words * dimension];
        foreach (ref float number in numbers.AsSpan())
        {
            number = (random.NextSingle() * 2) - 1;
        }

        return new WordVectors(Enumerable.Range(0, words).Select(i => $"w{i}"), dimension, numbers);
    }
}
