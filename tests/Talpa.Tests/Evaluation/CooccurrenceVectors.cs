using System.IO.Compression;
using System.Text;
using Talpa.Evaluation;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Evaluation;

/// <summary>
/// Meaningful vectors without training: how much more often than by chance each word occurs near the most frequent words
/// (positive pointwise mutual information), with a random projection to a low dimension. They are the same on every machine, and good enough for questions
/// to have correct and wrong answers.
/// </summary>
internal static class CooccurrenceVectors
{
    private const int Contexts = 1500;
    private const int Dimension = 100;
    private const int Window = 4;
    private const int MinCount = 5;

    public static WordVectors FromCorpus(string gzipPath)
    {
        string[] tokens = ReadTokens(gzipPath);
        (string Word, int Count)[] words =
        [
            .. tokens.CountBy(token => token, StringComparer.Ordinal)
                .Where(pair => pair.Value >= MinCount)
                .Select(pair => (pair.Key, pair.Value))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
        var ids = words.Index().ToDictionary(entry => entry.Item.Word, entry => entry.Index, StringComparer.Ordinal);
        int[] stream = [.. tokens.Select(token => ids.GetValueOrDefault(token, -1)).Where(id => id >= 0)];
        float[] together = CountTogether(stream, words.Length);
        float[] numbers = new float[words.Length * Dimension];
        float[][] directions = Directions();
        for (int id = 0; id < words.Length; id++)
        {
            Span<float> vector = numbers.AsSpan(id * Dimension, Dimension);
            for (int context = 0; context < Contexts; context++)
            {
                double expected = (double)words[id].Count * words[context].Count * 2 * Window / stream.Length;
                float count = together[(id * Contexts) + context];
                if (count > expected)
                {
                    double information = Math.Log(count / expected);
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(directions[context], (float)information, vector, vector);
                }
            }
        }

        return new WordVectors(words.Select(word => word.Word), Dimension, numbers);
    }

    /// <summary>
    /// The same vectors, but in each section of a benchmark the second word of a pair is moved towards the first plus an offset of the section,
    /// so that many questions are answered correctly, as with vectors trained on a large corpus.
    /// </summary>
    public static WordVectors WithAnalogies(WordVectors vectors, AnalogyBenchmark benchmark)
    {
        var random = new Random(2014);
        float[] numbers = [.. Enumerable.Range(0, vectors.Count).SelectMany(id => vectors[id].ToArray())];
        var drawn = new HashSet<int>();
        foreach (AnalogySection section in benchmark.Sections)
        {
            float[] offset = [.. Enumerable.Range(0, vectors.Dimension).Select(_ => (float)random.Next(-5, 6))];
            foreach ((string a, string b) in section.Questions.Select(question => (question.A.ToLowerInvariant(), question.B.ToLowerInvariant())))
            {
                if (vectors.Vocabulary.TryGetId(a, out int first) && vectors.Vocabulary.TryGetId(b, out int second) && drawn.Add(second))
                {
                    for (int i = 0; i < vectors.Dimension; i++)
                    {
                        numbers[(second * vectors.Dimension) + i] += vectors[first][i] + offset[i];
                    }
                }
            }
        }

        return new WordVectors(vectors.Vocabulary.Words, vectors.Dimension, numbers);
    }

    /// <summary>The same vectors with case variants of some words: some before the word, where they take precedence, some at the end.</summary>
    public static WordVectors WithVariantsInCase(WordVectors vectors)
    {
        var words = new List<string>();
        var numbers = new List<float>();
        void Add(string word, ReadOnlySpan<float> vector, float change)
        {
            words.Add(word);
            foreach (float number in vector)
            {
                numbers.Add(number + (change * MathF.Abs(number)));
            }
        }

        for (int id = 0; id < vectors.Count; id++)
        {
            string word = vectors.Vocabulary[id];
            if (id % 7 == 0)
            {
                Add(word.ToUpperInvariant(), vectors[word], 0.2f);
            }

            Add(word, vectors[word], 0);
        }

        for (int id = 0; id < vectors.Count; id += 3)
        {
            string word = vectors.Vocabulary[id];
            Add(char.ToUpperInvariant(word[0]) + word[1..] + (word.Length == 1 ? "'" : ""), vectors[word], 0.1f);
        }

        return new WordVectors(words, vectors.Dimension, numbers.ToArray());
    }

    private static float[] CountTogether(int[] stream, int words)
    {
        float[] together = new float[words * Contexts];
        for (int at = 0; at < stream.Length; at++)
        {
            for (int other = Math.Max(at - Window, 0); other <= Math.Min(at + Window, stream.Length - 1); other++)
            {
                if (other != at && stream[other] < Contexts)
                {
                    together[(stream[at] * Contexts) + stream[other]]++;
                }
            }
        }

        return together;
    }

    private static float[][] Directions()
    {
        var random = new Random(2013);
        return [.. Enumerable.Range(0, Contexts).Select(_ => Enumerable.Range(0, Dimension).Select(_ => (float)(random.Next(2) - 0.5)).ToArray())];
    }

    private static string[] ReadTokens(string gzipPath)
    {
        using var stream = new GZipStream(File.OpenRead(gzipPath), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
