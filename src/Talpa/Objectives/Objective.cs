using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Talpa.CoOccurrence;
using Talpa.Memory;
using Talpa.Objectives;

namespace Talpa;

/// <summary>
/// What training minimises: which output rows a prediction involves, and the gradient that comes back. A closed family; each member holds the options
/// that only it has, and gives its output rows, its memory and the way it trains.
/// </summary>
public abstract record Objective
{
    private protected Objective()
    {
    }

    /// <summary>All objectives with their default options, in the order in which they are listed to users.</summary>
    public static IReadOnlyList<Objective> All => ObjectiveTable.Default.Objectives;

    /// <summary>The name in options, model files and on the command line; stable.</summary>
    public abstract string Name { get; }

    /// <summary>Other names of it, such as gensim's.</summary>
    public virtual IReadOnlyList<string> OtherNames => [];

    /// <summary>Its name in reports, with its most important option, such as "5 negative samples".</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Whether it is trained from the counts of all pairs of a text instead of a window at a time. An epoch is then a sweep over all centre words, and
    /// <see cref="TrainingProgress.Loss"/> is that of a pair of the whole text.
    /// </summary>
    public virtual bool TrainsFromCounts => false;

    /// <summary>Whether it trains the softmax over all words, so that a model gives the probability of each word as a context.</summary>
    public virtual bool IsSoftmaxOverWords => false;

    /// <summary>Passes over the text where <see cref="TrainingOptions.Epochs"/> is not set.</summary>
    /// <param name="tokens">Length of the text, in tokens of known words.</param>
    public virtual int DefaultEpochs(long tokens) => 5;

    /// <summary>The floor of the learning rate where <see cref="TrainingOptions.MinLearningRate"/> is not set.</summary>
    public virtual double DefaultMinLearningRate => 0.0001;

    /// <summary>What a context word weighs by its distance where <see cref="TrainingOptions.WindowWeighting"/> is not set.</summary>
    public virtual WindowWeighting DefaultWindowWeighting => WindowWeighting.Linear;

    /// <summary>Which of a model's vectors serve best as word vectors.</summary>
    public virtual VectorSide BestSide => VectorSide.Input;

    /// <summary>Whether each output row belongs to a word. If not, only the input vectors are vectors of words.</summary>
    public virtual bool OutputRowsAreWords => true;

    /// <summary>Whether each word has a number that is added to its score for every centre word.</summary>
    internal virtual bool HasBiases => false;

    /// <summary>
    /// Whether skip-gram is computed with the centre word as the one hidden vector that predicts its context. Otherwise each context word is a hidden
    /// vector and predicts the centre word: the same pairs over a text, but all hidden vectors of a window share their output rows.
    /// </summary>
    internal virtual bool PredictsFromCentre => false;

    /// <summary>Output rows of a word: 1, or 2 where it has one as a context before and another as a context after a centre word.</summary>
    internal virtual int ContextSides => 1;

    /// <summary>Whether every step changes every output row, so that shards of a text could share nothing: such a training has one shard.</summary>
    internal virtual bool ChangesEveryRow => false;

    /// <summary>The learning rate at the start where <see cref="TrainingOptions.LearningRate"/> is not set.</summary>
    public virtual double DefaultLearningRate(Architecture architecture) => architecture switch
    {
        Architecture.SkipGram => 0.025,
        Architecture.UncorrectedCbow => 0.05,
        _ => 0.1,
    };

    /// <summary>The objective with a name of its own or one of its other names, with default options; <c>null</c> if there is none. Case makes no difference.</summary>
    public static Objective? Find(string name) => ObjectiveTable.Default.Find(name);

    /// <summary>The same objective with what is left to Talpa chosen for a text.</summary>
    /// <param name="words">Size of the vocabulary.</param>
    /// <param name="dimension">Length of a vector.</param>
    /// <param name="tokens">Length of the text.</param>
    internal virtual Objective WithDefaultsFor(int words, int dimension, long tokens) => this;

    /// <summary>Number of output rows.</summary>
    internal virtual int OutputRows(Vocabulary vocabulary) => vocabulary.Count;

    /// <summary>Fills the output table of a model with the vectors of another that was trained with the same objective. Rows that the other does not have keep what they hold.</summary>
    /// <param name="from">The words of the other, with counts where known.</param>
    /// <param name="output">Its output table.</param>
    /// <param name="to">The words of the model.</param>
    /// <param name="table">The model's output table.</param>
    internal virtual void TransferOutput(Vocabulary from, PaddedMatrix output, Vocabulary to, PaddedMatrix table)
    {
        for (int row = 0; row < output.Rows; row++)
        {
            if (to.TryGetId(from[row / ContextSides], out int id))
            {
                output[row].CopyTo(table.Row((id * ContextSides) + (row % ContextSides)));
            }
        }
    }

    /// <summary>The largest number of output rows that one window involves, where they are chosen before the step; 0 where all rows are involved.</summary>
    internal abstract int MaxRows(Vocabulary vocabulary, int maxHidden);

    /// <summary>Most tokens of a batch: few where a step is expensive, so that a training can be stopped soon.</summary>
    internal virtual int MaxBatchTokens(Vocabulary vocabulary) => int.MaxValue;

    /// <summary>The loss of a prediction, in nats, of a model that has learned nothing; at most a nat too high.</summary>
    internal virtual double UntrainedLoss(int words) => Math.Log(words) + 1;

    /// <summary>Bytes that a training allocates for the objective besides the tables: shared ones, and those of each learner.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="ownWords">The words whose vectors this process has: all of them, but for an objective that is trained from counts by several processes.</param>
    /// <param name="pairs">How pairs are counted, for objectives that count them.</param>
    /// <param name="dimension">Length of a vector.</param>
    internal abstract (long Shared, long Learner) EstimateBytes(Text.EncodedCorpus corpus, int ownWords, CoOccurrenceOptions pairs, int dimension);

    /// <summary>Hands over what trains this objective: a step for the windows of a text, or the objective itself where it is trained from counts.</summary>
    /// <param name="ways">The ways there are to train.</param>
    /// <param name="context">What the steps need of the training.</param>
    internal abstract T TrainBy<T>(ITrainingWays<T> ways, ObjectiveContext context);

    /// <summary>Checks every option against its range, and that the objective can be trained with this architecture.</summary>
    internal abstract void Validate(Architecture architecture);

    private protected static void Check<T>(T value, T min, T max, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : INumber<T> => OptionRange.Check(value, min, max, option);
}
