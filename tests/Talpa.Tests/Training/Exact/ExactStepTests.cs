using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Textbook;
using Talpa.Training.Exact;
using static Talpa.Tests.Training.Exact.ExactFixtures;

namespace Talpa.Tests.Training.Exact;

public class ExactStepTests
{
    private static readonly string[] Lines = ["the mole digs at night", "a mole digs", "the zoo at night", "digs the mole"];

    [Fact]
    public void The_gradient_from_counts_equals_the_textbooks_gradient_summed_over_the_text()
    {
        string[] words = [.. Lines.SelectMany(line => line.Split(' ')).Distinct()];
        var textbook = new SkipGram(words, dimension: 6, seed: 3);
        using EncodedCorpus corpus = Encode(Lines);
        using CoOccurrenceCounts counts = Count(corpus, window: 2);
        double[][] dense = [.. words.Select(centre => Dense(counts, centre, words))];
        var counted = new CountedSkipGram(dense, textbook.Input, textbook.Output, new double[words.Length]);
        double[][] input = [.. words.Select(_ => new double[6])], output = [.. words.Select(_ => new double[6])];
        double loss = 0;
        foreach (string line in Lines)
        {
            int[] ids = textbook.Ids(line.Split(' '));
            for (int position = 0; position < ids.Length; position++)
            {
                // A rate of 0 changes nothing: only the recorded gradient is used.
                SkipGramStep step = textbook.Step(ids[position], SkipGram.Context(ids, position, 2), learningRate: 0);
                loss += step.LossBefore;
                for (int d = 0; d < 6; d++)
                {
                    input[step.Centre][d] += step.InputGradient[d];
                    for (int w = 0; w < words.Length; w++)
                    {
                        output[w][d] += step.OutputGradient[w][d];
                    }
                }
            }
        }

        (double[][] Input, double[][] Output, double[] _) gradient = counted.Gradient(words.Select((_, id) => (id, 1.0)));

        Assert.Equal(loss, words.Select((_, id) => counted.Loss(id)).Sum(), 1e-10);
        for (int w = 0; w < words.Length; w++)
        {
            for (int d = 0; d < 6; d++)
            {
                Assert.Equal(input[w][d], gradient.Input[w][d], 1e-10);
                Assert.Equal(output[w][d], gradient.Output[w][d], 1e-10);
            }
        }
    }

    [Fact]
    public void The_gradient_from_counts_and_the_prior_equals_the_numeric_gradient_of_the_objective()
    {
        var random = new Random(4);
        double[][] Numbers(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextDouble() - 0.5).ToArray())];
        double[][] counts = [.. Numbers(5, 5).Select(row => row.Select(x => Math.Floor(20 * (x + 0.5))).ToArray())];
        double[][] input = Numbers(5, 3), output = Numbers(5, 3), bias = Numbers(1, 5);
        var counted = new CountedSkipGram(counts, input, output, bias[0], prior: 3);
        (int Centre, double Weight)[] centres = [(1, 0.5), (4, 2)];

        (double[][] Input, double[][] Output, double[] Bias) gradient = counted.Gradient(centres, outputPrior: 1.5);

        foreach ((double[][] table, double[][] expected) in new[] { (input, gradient.Input), (output, gradient.Output), (bias, [gradient.Bias]) })
        {
            for (int row = 0; row < table.Length; row++)
            {
                for (int d = 0; d < table[row].Length; d++)
                {
                    double before = table[row][d];
                    table[row][d] = before + 1e-5;
                    double above = counted.Objective(centres, 1.5);
                    table[row][d] = before - 1e-5;
                    double below = counted.Objective(centres, 1.5);
                    table[row][d] = before;
                    Assert.Equal((above - below) / 2e-5, expected[row][d], 1e-6);
                }
            }
        }
    }

    [Theory]
    [InlineData(3, 5, 1)]
    [InlineData(40, 24, 2)]
    [InlineData(700, 31, 3)]
    [InlineData(1400, 100, 2)]
    [InlineData(2800, 9, 8)]
    [InlineData(3, 5, 1, 2)]
    [InlineData(700, 31, 3, 2)]
    [InlineData(1400, 9, 2, 2)]
    public void A_blocks_losses_and_gradients_match_the_formula_in_double_precision(int words, int dimension, int threads, int sides = 1)
    {
        using EncodedCorpus corpus = Encode(TextOfAllWords(words));
        using CoOccurrenceCounts counts = Count(corpus, window: 3, sides);
        int size = corpus.Vocabulary.Count;
        int contexts = size * sides;
        var random = new Random(words);
        PaddedMatrix input = RandomTable(random, size, dimension), output = RandomTable(random, contexts, dimension), bias = RandomTable(random, 1, contexts);
        var ranks = RankedTiles.Alone(size, sides);
        var tiles = new OutputTiles(ranks.Own, dimension);
        tiles.CopyFrom(output, bias);
        using var team = new TileTeam(threads);
        var block = new CentreBlock(30, tiles, ranks);
        var recorder = new Recorder(tiles.Rows, contexts);
        var step = new ExactStep(tiles, ranks, block, recorder, team);
        var oracle = new CountedSkipGram(
            [.. Enumerable.Range(0, size).Select(word => DenseContexts(counts, word, contexts))], Double(input), Double(output), Double(bias)[0], prior: 2);
        float[] weights = [.. Enumerable.Range(0, size).Select(_ => 0.5f + random.NextSingle())];

        // A full block first, so that the smaller one after it sees its leftover values.
        foreach (int count in new[] { Math.Min(30, size), Math.Min(7, size) })
        {
            int[] centres = [.. Enumerable.Range(0, size).OrderBy(_ => random.Next()).Take(count)];
            block.Load(centres, input, counts, weights);
            step.Run(default, new Prior(2, 0.1f));

            (double[][] Input, double[][] Output, double[] Bias) expected =
                oracle.Gradient(centres.Select(centre => (centre, weights[centre] / counts.Totals[centre])), outputPrior: 0.1f);
            for (int slot = 0; slot < count; slot++)
            {
                Assert.Equal(oracle.Loss(centres[slot]), step.Losses[slot], 1e-5 * oracle.Loss(centres[slot]));
                for (int d = 0; d < dimension; d++)
                {
                    Assert.Equal(expected.Input[centres[slot]][d], step.InputGradient[slot][d], 1e-5);
                }
            }

            for (int context = 0; context < contexts; context++)
            {
                Assert.Equal(expected.Bias[context], recorder[dimension, context], 1e-5);
                for (int d = 0; d < dimension; d++)
                {
                    Assert.Equal(expected.Output[context][d], recorder[d, context], 1e-5);
                }
            }
        }
    }

    [Theory]
    [InlineData(700, 31, 3, 1)]
    [InlineData(1400, 9, 2, 1)]
    [InlineData(700, 12, 2, 2)]
    public void A_block_in_which_rare_contexts_do_not_take_part_matches_the_formula_over_the_others(int words, int dimension, int threads, int sides)
    {
        using EncodedCorpus corpus = Encode(TextOfAllWords(words));
        using CoOccurrenceCounts counts = Count(corpus, window: 3, sides);
        int size = corpus.Vocabulary.Count;
        var random = new Random(words);
        PaddedMatrix input = RandomTable(random, size, dimension), output = RandomTable(random, size * sides, dimension), bias = RandomTable(random, 1, size * sides);
        var ranks = RankedTiles.Alone(size, sides);
        var tiles = new OutputTiles(ranks.Own, dimension);
        tiles.CopyFrom(output, bias);
        using var team = new TileTeam(threads);
        var block = new CentreBlock(30, tiles, ranks);
        var recorder = new Recorder(tiles.Rows, size * sides);
        var step = new ExactStep(tiles, ranks, block, recorder, team);
        float[] weights = [.. Enumerable.Range(0, size).Select(_ => 0.5f + random.NextSingle())];

        // The most frequent words are in the first columns of their tiles, so they are the words below some rank.
        const int Columns = 2 * MatrixTile.OuterColumns;
        int[] active = [.. Enumerable.Range(0, size * sides).Where(context => tiles.Share.Words.PositionOf(context) % tiles.Columns < Columns)];
        Assert.Equal(Columns * tiles.Count, active.Length);
        Assert.Equal(active.Length - 1, active[^1]);
        double[][] dense = [.. Enumerable.Range(0, size).Select(word => DenseContexts(counts, word, size * sides))];
        var oracle = new CountedSkipGram(
            [.. dense.Select(row => row[..active.Length])], Double(input), Double(output)[..active.Length], Double(bias)[0][..active.Length], prior: 2);

        // All contexts first, so that leftover values would change the results of the smaller block.
        foreach (int columns in new[] { tiles.Columns, Columns })
        {
            int[] centres = [.. Enumerable.Range(0, size).OrderBy(_ => random.Next()).Take(30)];
            block.Columns = columns;
            block.Load(centres, input, counts, weights);
            recorder.Clear();
            step.Run(default, new Prior(2, 0.1f));
            if (columns == tiles.Columns)
            {
                continue;
            }

            (double[][] Input, double[][] Output, double[] Bias) expected =
                oracle.Gradient(centres.Select(centre => (centre, weights[centre] / counts.Totals[centre])), outputPrior: 0.1f);
            for (int slot = 0; slot < centres.Length; slot++)
            {
                Assert.Equal(dense[centres[slot]][..active.Length].Sum(), step.PairsOf(slot), 1e-6);
                Assert.Equal(oracle.Loss(centres[slot]), step.Losses[slot], 1e-5 * (1 + oracle.Loss(centres[slot])));
                for (int d = 0; d < dimension; d++)
                {
                    Assert.Equal(expected.Input[centres[slot]][d], step.InputGradient[slot][d], 1e-5);
                }
            }

            for (int context = 0; context < size * sides; context++)
            {
                for (int d = 0; d < dimension; d++)
                {
                    Assert.Equal(context < active.Length ? expected.Output[context][d] : 0, recorder[d, context], 1e-5);
                }

                Assert.Equal(context < active.Length ? expected.Bias[context] : 0, recorder[dimension, context], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(15_000)]
    public void A_step_has_the_same_bits_for_any_number_of_threads(int words)
    {
        // The larger vocabulary has enough tiles for threads to share the sums over tiles.
        using EncodedCorpus corpus = Encode(TextOfAllWords(words));
        using CoOccurrenceCounts counts = Count(corpus, window: 3);
        var random = new Random(words);
        PaddedMatrix input = RandomTable(random, words, 5), output = RandomTable(random, words, 5), bias = RandomTable(random, 1, words);
        float[] weights = [.. Enumerable.Repeat(1f, words)];
        int[] centres = [.. Enumerable.Range(0, 190).Select(i => i * 10)];
        (double[] Losses, float[] Gradient) expected = Step(1);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            (double[] Losses, float[] Gradient) actual = Step(threads);
            Assert.Equal(expected.Losses, actual.Losses);
            Assert.Equal(expected.Gradient, actual.Gradient);
        }

        (double[] Losses, float[] Gradient) Step(int threads)
        {
            var tiles = new OutputTiles(words, 5);
            tiles.CopyFrom(output, bias);
            using var team = new TileTeam(threads);
            var block = new CentreBlock(192, tiles, RankedTiles.Alone(words));
            var step = new ExactStep(tiles, RankedTiles.Alone(words), block, new Recorder(tiles.Rows, words), team);
            block.Load(centres, input, counts, weights);
            step.Run(default, new Prior(8, 0.1f));
            return (step.Losses.ToArray(), step.InputGradient.Padded.ToArray());
        }
    }

    [Fact]
    public void Output_vectors_split_into_tiles_and_joined_are_unchanged()
    {
        foreach ((int words, int sides) in new[] { (1, 1), (47, 1), (48, 1), (49, 1), (672, 1), (673, 1), (2000, 1), (1, 2), (24, 2), (25, 2), (337, 2), (2000, 2) })
        {
            var random = new Random(words);
            PaddedMatrix vectors = RandomTable(random, words * sides, 9), bias = RandomTable(random, 1, words * sides);
            PaddedMatrix otherVectors = new(words * sides, 9), otherBias = new(1, words * sides);
            var tiles = new OutputTiles(RankedTiles.Alone(words, sides).Own, 9);
            tiles.CopyFrom(vectors, bias);
            tiles.CopyTo(otherVectors, otherBias);
            Assert.True(vectors.Padded.SequenceEqual(otherVectors.Padded));
            Assert.True(bias.Padded.SequenceEqual(otherBias.Padded));
            Assert.Equal(words * sides, Enumerable.Range(0, tiles.Count).Sum(tiles.ContextsIn));
        }
    }

    private static double[] Dense(CoOccurrenceCounts counts, string centre, string[] words)
    {
        double[] row = new double[words.Length];
        Assert.True(counts.Vocabulary.TryGetId(centre, out int id));
        CoOccurrenceRow sparse = counts.Row(id);
        var slots = words.Select((word, slot) => (word, slot)).ToDictionary(pair => pair.word, pair => pair.slot, StringComparer.Ordinal);
        for (int i = 0; i < sparse.Count; i++)
        {
            row[slots[counts.Vocabulary[counts.WordOf(sparse.Ids[i])]]] = sparse.Weights[i];
        }

        return row;
    }

    /// <summary>Records the gradient and changes nothing.</summary>
    private sealed class Recorder(int rows, int contexts) : IOutputStep
    {
        private readonly float[,] _gradient = new float[rows, contexts];

        public float this[int row, int context] => _gradient[row, context];

        public void Clear() => Array.Clear(_gradient);

        public void Apply(OutputTiles tiles, int tile, int firstColumn, MatrixView gradient, AdamRate rate)
        {
            for (int row = 0; row < gradient.Rows; row++)
            {
                for (int column = 0; column < gradient.Columns && firstColumn + column < tiles.ContextsIn(tile); column++)
                {
                    _gradient[row, tiles.ContextAt(tile, firstColumn + column)] = gradient[row][column];
                }
            }
        }
    }
}
