using System.Diagnostics;
using Talpa.Text;

namespace Talpa.Training;

/// <summary>
/// Trains a model on a corpus: owns the threads, the schedule, progress and cancellation. For the whole way from text to vectors in one
/// call see <see cref="Word2Vec"/>.
/// </summary>
public sealed class Trainer
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

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
        var factory = new WorkerFactory(_corpus, Model, _learningRate);
        IWorker[] workers = [.. Enumerable.Range(0, Model.Options.Threads).Select(_ => factory.Create())];
        using var team = new WorkerTeam(workers, new WorkQueue(_corpus.ChunkCount, Model.Options.Epochs), cancellationToken);

        var clock = Stopwatch.StartNew();
        TrainingProgress state = Observe(workers, clock.Elapsed, before: null);
        while (!team.Wait(ReportInterval))
        {
            state = Observe(workers, clock.Elapsed, state);
            if (!double.IsFinite(state.MeanLoss) && state.Predictions > 0)
            {
                team.Stop();
                ThrowDiverged(state);
            }

            progress?.Report(state);
        }

        state = Observe(workers, clock.Elapsed, state);
        if (!double.IsFinite(state.MeanLoss) && state.Predictions > 0)
        {
            ThrowDiverged(state);
        }

        progress?.Report(state);
        return state;
    }

    private TrainingProgress Observe(IWorker[] workers, TimeSpan elapsed, TrainingProgress? before)
    {
        long tokens = 0;
        long predictions = 0;
        double loss = 0;
        int epoch = 0;
        foreach (IWorker worker in workers)
        {
            tokens += worker.Counters.Tokens;
            predictions += worker.Counters.Predictions;
            loss += worker.Counters.Loss;
            epoch = Math.Max(epoch, worker.Counters.Epoch);
        }

        long fresh = predictions - (before?.Predictions ?? 0);
        double freshLoss = loss - (before is { Predictions: > 0 } ? before.MeanLoss * before.Predictions : 0);
        return new TrainingProgress
        {
            Tokens = tokens,
            TotalTokens = TotalTokens,
            Elapsed = elapsed,
            Epoch = epoch + 1,
            LearningRate = _learningRate.After(tokens),
            Loss = fresh > 0 ? freshLoss / fresh : before?.Loss ?? double.NaN,
            Predictions = predictions,
            MeanLoss = predictions > 0 ? loss / predictions : double.NaN,
        };
    }

    private static void ThrowDiverged(TrainingProgress state) => throw new TrainingDivergedException(
        $"the training diverged: after {state.Tokens:N0} tokens the loss is no longer a number; a lower learning rate than {state.LearningRate:0.####} helps.");
}
