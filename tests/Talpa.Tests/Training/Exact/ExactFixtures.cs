using Talpa.CoOccurrence;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Exact;
using Talpa.Vectors;

namespace Talpa.Tests.Training.Exact;

/// <summary>Texts, options and tables for the tests of the exact softmax.</summary>
internal static class ExactFixtures
{
    /// <summary>Options of a training that takes milliseconds and runs all sweeps.</summary>
    public static TrainingOptions Small => new()
    {
        Corpus = new CorpusOptions { MinCount = 1 },
        Objective = new ExactSoftmax { MinImprovement = 0 },
        Dimension = 10,
        Window = 3,
        SubsamplingThreshold = 0,
        Epochs = 40,
        Threads = 1,

        // Half the default rate: with twenty words a sweep has twenty blocks of one word, and here the loss must decrease steadily.
        LearningRate = 0.015,
    };

    /// <summary>Lines of eight words, of which those of low numbers are the most frequent.</summary>
    public static IEnumerable<string> RandomText(int words, int linesForEach = 40, int? seed = null)
    {
        var random = new Random(seed ?? words);
        for (int i = 0; i < linesForEach * words; i++)
        {
            yield return string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{(int)(words * Math.Pow(random.NextDouble(), 2))}"));
        }
    }

    /// <summary>A line with every word once, then lines of eight words, of which those of low numbers are the most frequent.</summary>
    public static IEnumerable<string> TextOfAllWords(int words)
    {
        var random = new Random(words);
        yield return string.Join(' ', Enumerable.Range(0, words).Select(word => $"w{word}"));
        for (int i = 0; i < words; i++)
        {
            yield return string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{(int)(words * Math.Pow(random.NextDouble(), 3))}"));
        }
    }

    public static EncodedCorpus Encode(IEnumerable<string> lines) => EncodedCorpus.Encode(TextSource.Lines(lines), new CorpusOptions { MinCount = 1 });

    public static ContextPrediction Prediction(EmbeddingModel model) => new(model.InputVectors, model.Output, model.OutputBias);

    /// <summary>The entropy of a context given its centre word, in nats: no model of the counted text has a lower loss.</summary>
    public static double Entropy(CoOccurrenceCounts counts)
    {
        double sum = 0;
        for (int word = 0; word < counts.Vocabulary.Count; word++)
        {
            foreach (float weight in counts.Row(word).Weights)
            {
                sum -= weight * Math.Log(weight / counts.Totals[word]);
            }
        }

        return sum / counts.Total;
    }

    /// <summary>Counts pairs in windows without weights and subsampling, with positions instead of ids.</summary>
    public static CoOccurrenceCounts Count(EncodedCorpus corpus, int window, int sides = 1) => CoOccurrenceCounts.Count(
        corpus,
        new CoOccurrenceOptions { Window = window, Weighting = WindowWeighting.Even, SubsamplingThreshold = 0, Sides = sides, Positions = OutputTiles.Deal(corpus.Vocabulary.Count, sides) });

    /// <summary>The row of a centre word, a number for each context: a word, or one side of it.</summary>
    public static double[] DenseContexts(CoOccurrenceCounts counts, int centre, int contexts)
    {
        double[] row = new double[contexts];
        CoOccurrenceRow sparse = counts.Row(centre);
        for (int i = 0; i < sparse.Count; i++)
        {
            row[counts.Positions?.ContextAt(sparse.Ids[i]) ?? sparse.Ids[i]] = sparse.Weights[i];
        }

        return row;
    }

    /// <summary>A table in double precision.</summary>
    public static double[][] Double(PaddedMatrix table) =>
        [.. Enumerable.Range(0, table.Rows).Select(row => table[row].ToArray().Select(x => (double)x).ToArray())];

    /// <summary>Numbers between −0.25 and 0.25.</summary>
    public static PaddedMatrix RandomTable(Random random, int rows, int columns)
    {
        var table = new PaddedMatrix(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float x in table.Row(row))
            {
                x = (random.NextSingle() - 0.5f) / 2;
            }
        }

        return table;
    }
}
