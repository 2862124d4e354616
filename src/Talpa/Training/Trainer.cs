using Talpa.Text;
using Talpa.Training.Exact;

namespace Talpa.Training;

/// <summary>
/// Trains a model on a corpus: owns the threads, the schedule, progress and cancellation. For the whole way from text to vectors in one
/// call see <see cref="Word2Vec"/>.
/// </summary>
public sealed class Trainer
{
    internal static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly EncodedCorpus _corpus;
    private readonly LearningRate _learningRate;
    private bool _started;

    /// <summary>Allocates the model and gives it its random start.</summary>
    /// <param name="corpus">The text as ids. It must stay undisposed while the training runs.</param>
    /// <param name="options">What to learn and how.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the model exceeds a table's limit.</exception>
    public Trainer(EncodedCorpus corpus, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _corpus = corpus;
        Model = new EmbeddingModel(corpus.Vocabulary, options);
        Model.Initialise();
        _learningRate = new LearningRate(options.StartLearningRate, options.MinLearningRate, TotalTokens);
    }

    /// <summary>What is learned. It may be read while the training runs, changing under the reader's eyes.</summary>
    public EmbeddingModel Model { get; }

    private long TotalTokens => _corpus.TokenCount * Model.Options.Epochs;

    /// <summary>
    /// Trains. Returns when all epochs are done, or soon after a cancellation: then what is learned so far stands in <see cref="Model"/>
    /// and the result's <see cref="TrainingProgress.Fraction"/> is below 1.
    /// </summary>
    /// <param name="progress">Told about ten times a second how things stand, on the calling thread.</param>
    /// <param name="cancellationToken">Ends the training in order.</param>
    /// <returns>How things stand at the end.</returns>
    /// <exception cref="TrainingDivergedException">The loss is no longer a number.</exception>
    /// <exception cref="UnusableInputException">The temporary file of ids can't be read any more.</exception>
    /// <exception cref="InvalidOperationException">The trainer has run before.</exception>
    public TrainingProgress Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (_started)
        {
            throw new InvalidOperationException("A trainer runs once.");
        }

        _started = true;
        return Model.Options.Objective == Objective.ExactSoftmax
            ? new ExactTraining(_corpus, Model).Run(progress, cancellationToken)
            : RunWorkers(progress, cancellationToken);
    }

    private TrainingProgress RunWorkers(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        using var factory = new WorkerFactory(_corpus, Model, _learningRate);
        IReadOnlyList<IWorker> workers = factory.CreateTeam();

        // Its clock must run before the threads do: many of them can be done with a small text before the last has started.
        var observer = new TrainingObserver(workers, _learningRate, TotalTokens);
        using var team = new WorkerTeam(workers, cancellationToken);
        while (!team.Wait(ReportInterval))
        {
            progress?.Report(Checked(observer.Observe(), Model.Options.StartLearningRate));
        }

        TrainingProgress end = Checked(observer.Observe(), Model.Options.StartLearningRate);
        progress?.Report(end);
        return end;
    }

    /// <summary>Sees to it that a training whose numbers have gone does not go on for hours.</summary>
    /// <param name="state">How things stand.</param>
    /// <param name="startRate">The learning rate at the start, which is what one can choose.</param>
    internal static TrainingProgress Checked(TrainingProgress state, double startRate) =>
        state.Predictions > 0 && !double.IsFinite(state.MeanLoss) ? throw Diverged(state, startRate) : state;

    private static TrainingDivergedException Diverged(TrainingProgress state, double startRate) => new(
        $"the training diverged: after {state.Tokens:N0} tokens the loss is no longer a number; a lower learning rate than {startRate:0.####} helps.");
}
