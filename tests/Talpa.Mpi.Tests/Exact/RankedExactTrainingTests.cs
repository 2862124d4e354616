using System.Runtime.InteropServices;
using Talpa.CoOccurrence;
using Talpa.Memory;
using Talpa.Ranks;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Exact;

namespace Talpa.Mpi.Tests.Exact;

/// <summary>The exact softmax on several ranks.</summary>
public class RankedExactTrainingTests
{
    /// <summary>Eight tiles.</summary>
    private const int Words = 6000;

    /// <summary>The text and the training of one process, which the ranks are compared with. They are only read.</summary>
    private static readonly Lazy<(EncodedCorpus Corpus, EmbeddingModel Model, TrainingProgress End)> Alone = new(() => TrainAlone(directional: false));

    /// <summary>The same with output vectors for both sides of a word.</summary>
    private static readonly Lazy<(EncodedCorpus Corpus, EmbeddingModel Model, TrainingProgress End)> DirectionalAlone = new(() => TrainAlone(directional: true));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Any_number_of_ranks_gives_the_bytes_of_one_process(int count, bool directional = false)
    {
        (EncodedCorpus corpus, EmbeddingModel expected, TrainingProgress end) = (directional ? DirectionalAlone : Alone).Value;
        int sides = directional ? 2 : 1;

        (EmbeddingModel Model, TrainingProgress End)[] parts = ThreadRanks.Run(count, group => Train(corpus, group, directional));

        Assert.All(parts, part => Assert.Equal(end.Loss, part.End.Loss));
        Assert.All(parts, part => Assert.Equal(end.PriorLoss, part.End.PriorLoss));
        int rows = 0;
        foreach (EmbeddingModel part in parts.Select(part => part.Model))
        {
            rows += part.Share.Rows;
            for (int row = 0; row < part.Share.Rows; row++)
            {
                int word = part.Share.WordOf(row);
                AssertSameBits(expected.Input[word], part.Input[row]);
                AssertSameBits(expected.OutputBias![0].Slice(word * sides, sides), part.OutputBias![0].Slice(row * sides, sides));
                for (int side = 0; side < sides; side++)
                {
                    AssertSameBits(expected.Output[(word * sides) + side], part.Output[(row * sides) + side]);
                }
            }
        }

        Assert.Equal(corpus.Vocabulary.Count, rows);
    }

    private static (EncodedCorpus Corpus, EmbeddingModel Model, TrainingProgress End) TrainAlone(bool directional)
    {
        EncodedCorpus corpus = Encode();
        var trainer = new Trainer(corpus, Options(threads: 1, directional));
        TrainingProgress end = trainer.Run();
        return (corpus, trainer.Model, end);
    }

    private static EncodedCorpus Encode()
    {
        var random = new Random(3);
        IEnumerable<string> lines = Enumerable.Range(0, Words).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{(int)(Words * Math.Pow(random.NextDouble(), 2))}")));
        string all = string.Join(' ', Enumerable.Range(0, Words).Select(word => $"w{word}"));
        return EncodedCorpus.Encode(TextSource.Lines([all, .. lines]), new CorpusOptions { MinCount = 1 });
    }

    private static TrainingOptions Options(int threads, bool directional) => new()
    {
        Corpus = new CorpusOptions { MinCount = 1 },
        Objective = new ExactSoftmax { MinImprovement = 0, Directional = directional },
        Dimension = 7,
        Window = 3,
        Epochs = 2,
        Threads = threads,
    };

    private static (EmbeddingModel Model, TrainingProgress End) Train(EncodedCorpus corpus, IRankGroup group, bool directional)
    {
        TrainingOptions options = Options(threads: 1 + (group.Rank % 2), directional).WithDefaultsFor(corpus);
        var ranks = new RankedTiles(group, OutputTiles.Deal(corpus.Vocabulary.Count, options.ActualObjective.ContextSides));
        var model = new EmbeddingModel(corpus.Vocabulary, options, ranks.Own);
        model.Initialise();
        using var training = new ExactTraining(corpus, model, (ExactSoftmax)options.ActualObjective, ranks, (pairs, stop) => Count(corpus, pairs, ranks.Own, stop));
        return (model, training.Continue(progress: null, TestContext.Current.CancellationToken));
    }

    /// <summary>All pairs, of which the contexts in the rank's tiles are kept.</summary>
    private static CoOccurrenceCounts Count(EncodedCorpus corpus, CoOccurrenceOptions options, TileShare share, CancellationToken stop)
    {
        using CoOccurrenceCounts whole = CoOccurrenceCounts.Count(corpus, options, stop);
        int words = corpus.Vocabulary.Count;
        var rows = new RowStore(words, Path.GetTempPath(), long.MaxValue);
        for (int word = 0; word < words; word++)
        {
            CoOccurrenceRow row = whole.Row(word);
            ReadOnlySpan<int> ids = row.Ids;
            int first = Bound(ids, share.First * share.Words.Columns);
            int end = Bound(ids, share.End * share.Words.Columns);
            rows.Write(word, CoOccurrenceRow.Encode(ids[first..end], row.Weights[first..end]));
        }

        return new CoOccurrenceCounts(corpus.Vocabulary, rows, whole.Totals.ToArray()) { Sides = options.Sides, Positions = options.Positions };
    }

    private static int Bound(ReadOnlySpan<int> ids, int position)
    {
        int at = ids.BinarySearch(position);
        return at < 0 ? ~at : at;
    }

    private static void AssertSameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) =>
        Assert.True(MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)));
}
