using Talpa.Studio.Server.Pairs;

namespace Talpa.Studio.Tests.Pairs;

/// <summary>Small models for tests of two models side by side.</summary>
internal static class PairModels
{
    /// <summary>The length of the vectors.</summary>
    public const int Dimension = 12;

    /// <summary>Words w0, w1 … with random vectors of two clear principal directions.</summary>
    public static WordVectors Random(int words, int dimension = Dimension, int seed = 3)
    {
        var random = new Random(seed);
        float[] numbers = [.. Enumerable.Range(0, words * dimension).Select(i => (random.NextSingle() - 0.5f) * (i % dimension == 0 ? 4 : i % dimension == 1 ? 2 : 0.8f))];
        return new WordVectors(Names(words), dimension, numbers);
    }

    /// <summary>The same vectors in other axes: the dimensions in another order, some mirrored. Words may exchange their vectors, as if they had exchanged their use.</summary>
    /// <param name="vectors">The model.</param>
    /// <param name="exchanged">Pairs of ids.</param>
    public static WordVectors Turned(WordVectors vectors, params (int One, int Other)[] exchanged)
    {
        int[] ids = [.. Enumerable.Range(0, vectors.Count)];
        foreach ((int one, int other) in exchanged)
        {
            (ids[one], ids[other]) = (ids[other], ids[one]);
        }

        int dimension = vectors.Dimension;
        float[] numbers = [.. ids.SelectMany(id => Enumerable.Range(0, dimension).Select(d => vectors[id][(d + 5) % dimension] * (d % 3 == 0 ? -1 : 1)).ToArray())];
        return new WordVectors(Names(vectors.Count), dimension, numbers);
    }

    /// <summary>Compares two models.</summary>
    public static PairView View(WordVectors first, WordVectors second) => PairView.Of(new NamedVectors("1990.talpa", first), new NamedVectors("2020.talpa", second));

    private static IEnumerable<string> Names(int words) => Enumerable.Range(0, words).Select(i => $"w{i}");
}
