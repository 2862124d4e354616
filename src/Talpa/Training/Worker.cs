using Talpa.Kernels;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training.Windows;

namespace Talpa.Training;

/// <summary>
/// The training loop: ids → subsampling → windows → objective. Owns its scratch memory and random numbers; the model is shared with the
/// other workers without locks (Recht, Ré, Wright, Niu 2011, "Hogwild!"), which is right because two of them seldom touch a row at once.
/// </summary>
/// <typeparam name="TWindow">The input side: how a window becomes hidden vectors.</typeparam>
/// <typeparam name="TObjective">The output side: how a prediction is asked.</typeparam>
internal sealed class Worker<TWindow, TObjective> : IWorker
    where TWindow : struct, IWindow
    where TObjective : struct, IObjective
{
    /// <summary>How many positions before its use a row is asked from memory.</summary>
    private const int PrefetchDistance = 2;

    private readonly EncodedCorpus _corpus;
    private readonly WorkQueue _queue;
    private readonly VectorTable _input;
    private readonly TrainingOptions _options;
    private readonly WindowSampler _sampler;
    private readonly LearningRate _learningRate;
    private readonly TObjective _objective;
    private readonly WordId[] _chunk;
    private readonly WordId[] _sentence;
    private readonly WordId[] _context;
    private readonly VectorTable _scratch;
    private readonly VectorTable _delta;
    private SplitMix64 _random;

    /// <summary>Makes a worker on a model, which takes its work from a queue.</summary>
    public Worker(
        EncodedCorpus corpus, WorkQueue queue, EmbeddingModel model, WindowSampler sampler, LearningRate learningRate, TObjective objective)
    {
        _queue = queue;
        _corpus = corpus;
        _input = model.Input;
        _options = model.Options;
        _sampler = sampler;
        _learningRate = learningRate;
        _objective = objective;
        _chunk = new WordId[corpus.LongestChunk];
        _sentence = new WordId[corpus.LongestChunk];
        _context = new WordId[2 * _options.Window];
        _scratch = new VectorTable(1, _options.Dimension);
        _delta = new VectorTable(TWindow.HiddenCount(_context.Length), _options.Dimension);
    }

    /// <inheritdoc/>
    public WorkerCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && _queue.TryTake(out int epoch, out int chunk))
        {
            LearnChunk(epoch, chunk, cancellationToken);
        }
    }

    /// <summary>
    /// One piece of work. Its random numbers and learning rates depend on the piece, not on the worker: whoever does it, does the same.
    /// </summary>
    private void LearnChunk(int epoch, int chunk, CancellationToken cancellationToken)
    {
        _random = SplitMix64.For(_options.Seed, epoch, chunk);
        _objective.Begin(ref _random);
        long tokens = (epoch * _corpus.TokenCount) + _corpus.TokensBefore(chunk);
        ReadOnlySpan<WordId> ids = _chunk.AsSpan(0, _corpus.ReadChunk(chunk, _chunk));
        while (!ids.IsEmpty && !cancellationToken.IsCancellationRequested)
        {
            int length = ids.IndexOf(WordId.SentenceEnd);
            ReadOnlySpan<WordId> sentence = _sampler.Thin(ids[..length], _sentence, ref _random);
            float rate = (float)_learningRate.After(tokens);
            (long predictions, double loss) = LearnSentence(sentence, rate, cancellationToken);
            Counters.Add(epoch, length, predictions, loss);
            tokens += length;
            ids = ids[(length + 1)..];
        }
    }

    private (long Predictions, double Loss) LearnSentence(ReadOnlySpan<WordId> sentence, float rate, CancellationToken cancellationToken)
    {
        long predictions = 0;
        double loss = 0;
        for (int position = 0; position < sentence.Length && !cancellationToken.IsCancellationRequested; position++)
        {
            PrefetchAhead(sentence, position);
            (int first, int last) = _sampler.Around(position, sentence.Length, ref _random);
            if (first == last)
            {
                continue;
            }

            ReadOnlySpan<WordId> context = WindowSampler.Context(sentence, position, first, last, _context);
            ReadOnlySpan<WordId> centre = sentence.Slice(position, 1);
            ReadOnlySpan<WordId> targets = TWindow.PredictsContext ? context : centre;
            RowSet hidden = TWindow.Hidden(_input, centre, context, _scratch);
            loss += _objective.Learn(hidden, _delta.Padded, targets, rate, ref _random);
            TWindow.HandBack(_input, centre, context, _delta.Padded);
            predictions += hidden.Count * targets.Length;
        }

        return (predictions, loss);
    }

    private void PrefetchAhead(ReadOnlySpan<WordId> sentence, int position)
    {
        int target = position + PrefetchDistance;
        if (target < sentence.Length)
        {
            _objective.Prefetch(sentence[target]);
        }

        int entering = target + _options.Window;
        if (entering < sentence.Length)
        {
            Rows.Prefetch(_input.PaddedRow(sentence[entering].Value));
        }
    }
}
