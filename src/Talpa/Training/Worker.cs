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
    private readonly VectorTable _input;
    private readonly TrainingOptions _options;
    private readonly Subsampling _subsampling;
    private readonly LearningRate _learningRate;
    private readonly TObjective _objective;
    private readonly WordId[] _chunk;
    private readonly WordId[] _sentence;
    private readonly WordId[] _context;
    private readonly VectorTable _scratch;
    private readonly VectorTable _delta;
    private SplitMix64 _random;

    /// <summary>Makes a worker on a model.</summary>
    public Worker(EncodedCorpus corpus, EmbeddingModel model, Subsampling subsampling, LearningRate learningRate, TObjective objective)
    {
        _corpus = corpus;
        _input = model.Input;
        _options = model.Options;
        _subsampling = subsampling;
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
    public void Run(WorkQueue queue, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && queue.TryTake(out int epoch, out int chunk))
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
            ReadOnlySpan<WordId> sentence = Thin(ids[..length]);
            float rate = (float)_learningRate.After(tokens);
            (long predictions, double loss) = LearnSentence(sentence, rate, cancellationToken);
            Counters.Add(epoch, length, predictions, loss);
            tokens += length;
            ids = ids[(length + 1)..];
        }
    }

    /// <summary>The sentence without the tokens that subsampling leaves out; their neighbours move together, as in word2vec.c.</summary>
    private ReadOnlySpan<WordId> Thin(ReadOnlySpan<WordId> sentence)
    {
        if (_subsampling.Threshold == 0)
        {
            return sentence;
        }

        int kept = 0;
        foreach (WordId word in sentence)
        {
            _sentence[kept] = word;
            kept += _subsampling.Keeps(word, (uint)(_random.Next() >> 32)) ? 1 : 0;
        }

        return _sentence.AsSpan(0, kept);
    }

    private (long Predictions, double Loss) LearnSentence(ReadOnlySpan<WordId> sentence, float rate, CancellationToken cancellationToken)
    {
        long predictions = 0;
        double loss = 0;
        for (int position = 0; position < sentence.Length && !cancellationToken.IsCancellationRequested; position++)
        {
            PrefetchAhead(sentence, position);
            ReadOnlySpan<WordId> context = Context(sentence, position);
            if (context.IsEmpty)
            {
                continue;
            }

            ReadOnlySpan<WordId> centre = sentence.Slice(position, 1);
            ReadOnlySpan<WordId> targets = TWindow.PredictsContext ? context : centre;
            RowSet hidden = TWindow.Hidden(_input, centre, context, _scratch);
            loss += _objective.Learn(hidden, _delta.Padded, targets, rate, ref _random);
            TWindow.HandBack(_input, centre, context, _delta.Padded);
            predictions += hidden.Count * targets.Length;
        }

        return (predictions, loss);
    }

    /// <summary>
    /// The words around a position. The window is drawn anew for each, so that a word at distance d counts (window − d + 1) / window
    /// times (Mikolov et al. 2013a, section 3.2).
    /// </summary>
    private ReadOnlySpan<WordId> Context(ReadOnlySpan<WordId> sentence, int position)
    {
        int window = _options.DynamicWindow ? 1 + _random.Below(_options.Window) : _options.Window;
        int first = Math.Max(0, position - window);
        int last = Math.Min(sentence.Length - 1, position + window);
        sentence[first..position].CopyTo(_context);
        sentence.Slice(position + 1, last - position).CopyTo(_context.AsSpan(position - first));
        return _context.AsSpan(0, last - first);
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
