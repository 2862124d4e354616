namespace Talpa.Tests.Comparisons;

/// <summary>Models of random vectors, and copies of them that are rotated and disturbed.</summary>
internal static class RandomModels
{
    /// <summary>Words w0, w1 … with normally distributed numbers, and counts 10,000 / (1 + id).</summary>
    public static WordVectors Of(int words, int dimension, int seed)
    {
        var random = new Random(seed);
        return With(words, dimension, [.. Enumerable.Range(0, words * dimension).Select(_ => (float)Normal(random))]);
    }

    /// <summary>The same words with rotated vectors and noise in each number.</summary>
    /// <param name="model">The model.</param>
    /// <param name="noise">Standard deviation of the noise.</param>
    /// <param name="seed">Seed of rotation and noise.</param>
    public static WordVectors Rotated(WordVectors model, double noise, int seed)
    {
        var random = new Random(seed);
        double[][] rotation = Rotation(model.Dimension, random);
        float[] numbers = new float[model.Count * model.Dimension];
        for (int word = 0; word < model.Count; word++)
        {
            for (int j = 0; j < model.Dimension; j++)
            {
                double sum = 0;
                for (int i = 0; i < model.Dimension; i++)
                {
                    sum += model[word][i] * rotation[i][j];
                }

                numbers[(word * model.Dimension) + j] = (float)(sum + (noise * Normal(random)));
            }
        }

        return With(model.Count, model.Dimension, numbers);
    }

    /// <summary>A random orthogonal matrix, by orthogonalising random rows.</summary>
    public static double[][] Rotation(int dimension, Random random)
    {
        var rows = new double[dimension][];
        for (int i = 0; i < dimension; i++)
        {
            double[] row = [.. Enumerable.Range(0, dimension).Select(_ => Normal(random))];
            for (int j = 0; j < i; j++)
            {
                double along = row.Zip(rows[j], (x, y) => x * y).Sum();
                row = [.. row.Zip(rows[j], (x, y) => x - (along * y))];
            }

            double length = Math.Sqrt(row.Sum(x => x * x));
            rows[i] = [.. row.Select(x => x / length)];
        }

        return rows;
    }

    /// <summary>The words with other numbers.</summary>
    public static WordVectors With(int words, int dimension, float[] numbers)
    {
        var vocabulary = new Vocabulary(Enumerable.Range(0, words).Select(id => $"w{id}"), Enumerable.Range(0, words).Select(id => 10_000L / (1 + id)));
        return new WordVectors(vocabulary, new WordVectors(vocabulary.Words, dimension, numbers).Matrix);
    }

    /// <summary>All numbers of a model, a row after the other.</summary>
    public static float[] Numbers(WordVectors model)
    {
        float[] numbers = new float[model.Count * model.Dimension];
        model.Matrix.CopyTo(numbers);
        return numbers;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
