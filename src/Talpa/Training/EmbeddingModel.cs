using Talpa.Kernels;
using Talpa.Text;
using Talpa.Training.Rounds;
using Talpa.Vectors;

namespace Talpa.Training;

/// <summary>
/// What is learned: for V words and dimension D the input vectors (V × D, the embedding) and the output side's vectors (V × D; with
/// hierarchical softmax (V − 1) × D, a row for each inner node of the tree).
/// While a training runs its workers write to both; otherwise nobody does.
/// </summary>
public sealed class EmbeddingModel
{
    internal EmbeddingModel(Vocabulary vocabulary, TrainingOptions options)
    {
        Vocabulary = vocabulary;
        Options = options;
        (int spareInput, int spareOutput) = options.Deterministic ? SpareRows.For(vocabulary, options) : (0, 0);
        Input = new VectorTable(vocabulary.Count + spareInput, options.Dimension);
        OutputWithSpare = new VectorTable(OutputRows(vocabulary, options) + spareOutput, options.Dimension);
        Output = OutputWithSpare.FirstRows(OutputRows(vocabulary, options));
        InputVectors = new WordVectors(vocabulary, Input.FirstRows(vocabulary.Count));
    }

    /// <summary>The words, in id order, with their counts.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>How the model is trained.</summary>
    public TrainingOptions Options { get; }

    /// <summary>The input vectors with their words: what a training is for.</summary>
    public WordVectors InputVectors { get; }

    /// <summary>The output vectors; a row for each word, or with hierarchical softmax for each inner node of the tree.</summary>
    public VectorTable Output { get; }

    /// <summary>The input vectors, and behind them the spare rows of a deterministic training.</summary>
    internal VectorTable Input { get; }

    /// <summary>The output vectors, and behind them the spare rows of a deterministic training.</summary>
    internal VectorTable OutputWithSpare { get; }

    /// <summary>
    /// Random input vectors, uniform between −0.5 and 0.5 divided by the dimension, and output vectors of zeros, as in word2vec.c: every
    /// prediction starts undecided.
    /// </summary>
    internal void Initialise()
    {
        Output.Padded.Clear();
        for (int row = 0; row < Vocabulary.Count; row++)
        {
            // A stream for each word, so that a word's start does not depend on its place among the others' numbers.
            SplitMix64 random = SplitMix64.For(Options.Seed, -1, row);
            foreach (ref float x in Input[row])
            {
                x = (random.Fraction() - 0.5f) / Options.Dimension;
            }
        }
    }

    internal static int OutputRows(Vocabulary vocabulary, TrainingOptions options) =>
        options.Objective == Objective.HierarchicalSoftmax ? Math.Max(0, vocabulary.Count - 1) : vocabulary.Count;
}
