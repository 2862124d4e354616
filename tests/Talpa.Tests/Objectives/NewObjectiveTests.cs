using System.Text.Json.Serialization.Metadata;
using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Objectives;

/// <summary>A new objective is one record with its step, and one entry in the table; no other code changes.</summary>
public class NewObjectiveTests
{
    private static readonly ObjectiveTable Table = new([.. ObjectiveTable.Default.Objectives, new NoiseContrast()]);

    [Theory]
    [InlineData(Architecture.SkipGram, false)]
    [InlineData(Architecture.SkipGram, true)]
    [InlineData(Architecture.Cbow, false)]
    [InlineData(Architecture.Cbow, true)]
    public void A_new_objective_trains_with_every_architecture_shared_and_deterministic(Architecture architecture, bool deterministic)
    {
        TrainingOptions options = Small with
        {
            Objective = new NoiseContrast { Samples = 4 },
            Architecture = architecture,
            Shards = deterministic ? 4 : null,
            LearningRate = 0.1,
            Epochs = 20,
        };
        using EncodedCorpus corpus = Encode(PetsAndTrains(4000), options);
        var trainer = new Trainer(corpus, options);
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, end.Fraction);
        float similarity = trainer.Model.InputVectors.Similarity("cat", "dog");
        Assert.True(similarity > 0.8, $"cat and dog: {similarity}");
        Assert.True(similarity > trainer.Model.InputVectors.Similarity("cat", "train") + 0.2);
        Assert.True(MemoryEstimate.For(corpus, options).Total > 0);
    }

    [Fact]
    public void Options_of_a_new_objective_are_written_and_read_by_its_name()
    {
        var json = new OptionsJson(Table, new DefaultJsonTypeInfoResolver());
        var options = new TrainingOptions { Objective = new NoiseContrast { Samples = 9 } };

        Assert.Contains("\"noise-contrast\"", json.Write(options), StringComparison.Ordinal);
        Assert.Equal(options, json.Read(json.Write(options)));
        Assert.Equal(new NoiseContrast(), Table.Find("Noise-Contrast"));
    }

    /// <summary>Logistic regression between the true word and uniformly drawn words.</summary>
    public sealed record NoiseContrast : Objective
    {
        public override string Name => "noise-contrast";

        public override string Description => "the true word against uniform noise";

        public int Samples { get; init; } = 3;

        internal override int MaxRows(Vocabulary vocabulary, int maxHidden) => 1 + Samples;

        internal override (long Shared, long Learner) EstimateBytes(EncodedCorpus corpus, int ownWords, CoOccurrenceOptions pairs, int dimension) => (0, 0);

        internal override T TrainBy<T>(ITrainingWays<T> ways, ObjectiveContext context) =>
            ways.ByWindows((output, maxHidden) => new Step(output, context.Vocabulary.Count, Samples, maxHidden));

        internal override void Validate(Architecture architecture) => Check(Samples, 1, 100);

        private readonly struct Step : IObjectiveStep
        {
            private readonly PaddedMatrix _output;
            private readonly int _words;
            private readonly LogisticBlock _block;

            public Step(PaddedMatrix output, int words, int samples, int maxHidden)
            {
                _output = output;
                _words = words;
                MaxRows = 1 + samples;
                _block = new LogisticBlock(maxHidden, MaxRows, output.Stride);
                _block.SetLabels([1, .. new int[samples]]);
            }

            public int MaxRows { get; }

            public RowsAhead Ahead => _block.Ahead;

            public int Choose(ReadOnlySpan<WordId> targets, int hidden, ref SplitMix64 random, Span<int> rows)
            {
                rows[0] = targets[0].Value;
                foreach (ref int row in rows[1..MaxRows])
                {
                    row = random.Below(_words);
                }

                return MaxRows;
            }

            public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, ReadOnlySpan<int> rows, float rate) =>
                _block.Step(hidden, delta, new RowSet(_output, rows), rate);
        }
    }
}
