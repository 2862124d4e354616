using System.Numerics.Tensors;
using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Ranks;
using Talpa.Vectors;

namespace Talpa.Training;

/// <summary>
/// What is learned: for V words and dimension D the input vectors (V × D, the embedding; with subwords further rows, those of n-grams) and the output side's
/// vectors (V × D; with hierarchical softmax (V − 1) × D, a row for each inner node of the tree; with the directional exact softmax 2 V × D, for each word that before and that
/// after a centre word).
/// While a training runs its workers write to both; otherwise nothing does.
/// </summary>
internal sealed class EmbeddingModel
{
    private readonly Subwords? _subwords;
    private readonly NewTable _newTable;

    /// <summary>Allocates the tables.</summary>
    /// <param name="vocabulary">The words.</param>
    /// <param name="options">How they are trained.</param>
    /// <param name="share">The words of this rank, which alone have rows, where several ranks train with the exact softmax; <c>null</c> for all words.</param>
    /// <param name="newTable">Makes a table of zeros; <c>null</c> for one in memory.</param>
    internal EmbeddingModel(Vocabulary vocabulary, TrainingOptions options, TileShare? share = null, NewTable? newTable = null)
    {
        _newTable = newTable ?? ((rows, dimension) => new PaddedMatrix(rows, dimension));
        Vocabulary = vocabulary;
        Options = options;
        Share = share ?? TileShare.Whole(vocabulary.Count);
        SubwordRows = options is { Subwords: { } subwords, ActualObjective.TrainsFromCounts: false } ? Inputs.SubwordRows.Of(vocabulary, subwords.Ngrams) : null;
        int outputRows = share?.Rows * options.ActualObjective.ContextSides ?? options.ActualObjective.OutputRows(vocabulary);
        Input = _newTable(SubwordRows?.TableRows ?? Share.Rows, options.Dimension);
        Output = _newTable(outputRows, options.Dimension);
        _subwords = SubwordRows is { } rows ? Subwords.WithRows(options.Subwords!.Ngrams, Input.RowsFrom(vocabulary.Count), rows.RowOfBucket()) : null;
        OutputBias = options.ActualObjective.HasBiases ? new PaddedMatrix(1, outputRows) : null;
    }

    /// <summary>The words, in id order, with their counts.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>How the model is trained.</summary>
    public TrainingOptions Options { get; }

    /// <summary>
    /// The input vectors with their words: what a training is for. They are not copied, so that their numbers change while a training runs; with subwords, where they are
    /// composed for each call, only those of the n-grams do.
    /// </summary>
    public WordVectors InputVectors => new(Vocabulary, InputMatrix, _subwords);

    /// <summary>The input vectors, V rows: those of the input table, or composed of its rows.</summary>
    private PaddedMatrix InputMatrix => SubwordRows is { } rows ? ComposedInputs.Of(rows, Input) : Input;

    /// <summary>The output vectors; a row for each word, or for each side of it, or with hierarchical softmax for each inner node of the tree.</summary>
    public PaddedMatrix Output { get; }

    /// <summary>With the exact softmax, a number for each output vector that is added to its score for every centre word, one row; else <c>null</c>.</summary>
    public PaddedMatrix? OutputBias { get; }

    /// <summary>Which vectors serve best as word vectors.</summary>
    public VectorSide BestSide => Options.ActualObjective.BestSide;

    /// <summary>The words that have rows in the tables: all, or those of this rank.</summary>
    internal TileShare Share { get; }

    /// <summary>What holds rows while they are learned; <c>null</c> for nothing.</summary>
    internal ModelAnchors? Anchors { get; set; }

    /// <summary>With the exact softmax, the counts of pairs of the model that it started from; <c>null</c> where there are none.</summary>
    internal CoOccurrence.PairSums? PairsBefore { get; set; }

    /// <summary>With the exact softmax, all counts of pairs that it learns from, where they are to be kept and once they are counted; else <c>null</c>.</summary>
    internal CoOccurrence.PairSums? Pairs { get; set; }

    /// <summary>Whether the bias of a word is that of the model it started from; <c>null</c> where none is.</summary>
    internal bool[]? HasBias { get; set; }

    /// <summary>Which rows of the input table make a word's vector; <c>null</c> where it is one row, that of the word's id.</summary>
    internal SubwordRows? SubwordRows { get; }

    /// <summary>The input table.</summary>
    internal PaddedMatrix Input { get; }

    /// <summary>
    /// What a file needs besides the words' vectors and the output vectors to predict contexts (<see cref="ContextPrediction.From"/>): the
    /// biases where there are any, and with them the input vectors where the words' vectors are others.
    /// </summary>
    /// <param name="side">Which vectors the words have in the file.</param>
    public IReadOnlyDictionary<string, PaddedMatrix> OtherTables(VectorSide side)
    {
        var tables = new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal);
        if (OutputBias is not null)
        {
            tables.Add(ContextPrediction.BiasTable, OutputBias);
            if (side != VectorSide.Input)
            {
                tables.Add(ContextPrediction.InputTable, Input);
            }
        }

        return tables;
    }

    /// <summary>
    /// The words with their vectors of one side, or of both together; as they are now, copied. They have no subwords: n-grams have rows on the input side only, and with
    /// the exact softmax none (<see cref="WordVectors.WithSubwords"/> fits some).
    /// </summary>
    /// <exception cref="InvalidOperationException">The output side is selected, but its rows are not words (hierarchical softmax).</exception>
    public WordVectors Vectors(VectorSide side)
    {
        if (side != VectorSide.Input && !Options.ActualObjective.OutputRowsAreWords)
        {
            throw new InvalidOperationException("With this objective (hierarchical softmax) the output vectors are not those of words; take the input vectors.");
        }

        if (side == VectorSide.Joined)
        {
            return new WordVectors(Vocabulary, Options.ActualObjective.ContextSides == 1 ? BothSides.Join(InputMatrix, Output, _newTable) : DirectionalSides.Join(InputMatrix, Output, _newTable));
        }

        PaddedMatrix table = _newTable(Vocabulary.Count, Input.Dimension);
        if (side != VectorSide.Output)
        {
            InputMatrix.Padded.CopyTo(table.Padded);
        }

        if (side != VectorSide.Input)
        {
            AddOutput(table);
        }

        return new WordVectors(Vocabulary, table);
    }

    /// <summary>Adds each word's output vector, or the mean of those of both sides.</summary>
    private void AddOutput(PaddedMatrix table)
    {
        int sides = Options.ActualObjective.ContextSides;
        for (int row = 0; row < Output.Rows; row++)
        {
            Span<float> sum = table.Row(row / sides);
            TensorPrimitives.MultiplyAdd(Output[row], 1f / sides, sum, sum);
        }
    }

    /// <summary>
    /// Random input vectors, uniform between −0.5 and 0.5 divided by the dimension, and output vectors of zeros, as in word2vec.c: every
    /// prediction starts undecided.
    /// </summary>
    internal void Initialise()
    {
        Output.Padded.Clear();
        int wordRows = Share.Rows;
        for (int row = 0; row < Input.Rows; row++)
        {
            // A stream for each word and each bucket, so that a start does not depend on the others.
            Initialise(row, row < wordRows ? SplitMix64.For(Options.Seed, -1, Share.WordOf(row)) : SplitMix64.For(Options.Seed, -2, SubwordRows!.Value.Buckets[row - Vocabulary.Count]));
        }
    }

    /// <summary>
    /// Biases start at the logarithms of the context frequencies: then the first prediction is that of a model without vectors. Those of a model that it started from stay, because
    /// they fit its vectors.
    /// </summary>
    /// <param name="totals">How often each word is a context, V numbers.</param>
    /// <param name="total">Their sum; 0 where no word has a neighbour: there are no frequencies then, and all words are equal.</param>
    internal void StartBiases(ReadOnlySpan<double> totals, double total)
    {
        int sides = Options.ActualObjective.ContextSides;
        Span<float> biases = OutputBias!.Row(0);
        for (int row = 0; total > 0 && row < biases.Length; row++)
        {
            int word = Share.WordOf(row / sides);
            if (HasBias?[(word * sides) + (row % sides)] != true)
            {
                // A word that is no one's context must have some probability; it is given less than any other has.
                biases[row] = (float)Math.Log(Math.Max(totals[word], 1e-3) / sides / total);
            }
        }
    }

    private void Initialise(int row, SplitMix64 random)
    {
        foreach (ref float x in Input.Row(row))
        {
            x = (random.Fraction() - 0.5f) / Options.Dimension;
        }
    }
}
