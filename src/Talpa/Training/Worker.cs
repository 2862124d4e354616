using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training.Checkpoints;
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
    private readonly PaddedMatrix _input;
    private readonly TrainingOptions _options;
    private readonly WindowSampler _sampler;
    private readonly LearningRate _learningRate;
    private readonly TObjective _objective;
    private readonly WordId[] _chunk;
    private readonly WordId[] _sentence;
    private readonly WordId[] _context;
    private readonly PaddedMatrix _scratch;
    private readonly PaddedMatrix _delta;
    private SplitMix64 _random;
    private WorkerPlace _place;

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
        _scratch = new PaddedMatrix(1, _options.Dimension);
        _delta = new PaddedMatrix(TWindow.HiddenCount(_context.Length), _options.Dimension);
    }

    /// <inheritdoc/>
    public WorkerCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Run(CancellationToken cancellationToken)
    {
        // A piece that was begun is gone on with before another is taken: nobody else will.
        while (_place.HasPiece || (!cancellationToken.IsCancellationRequested && TryTake()))
        {
            if (!LearnChunk(cancellationToken))
            {
                return;
            }

            _place.HasPiece = false;
        }
    }

    /// <inheritdoc/>
    public void Carry(IStateCarrier carrier)
    {
        carrier.Carry(new Span<WorkerPlace>(ref _place));
        carrier.Carry(_objective.DrawnAhead);
        Counters.Carry(carrier);
        RequirePlace();
    }

    /// <summary>The kernels don't look whether a row is there: what was carried back is looked at here.</summary>
    /// <exception cref="ArgumentException">The text has no such place, or the model no such row.</exception>
    private void RequirePlace()
    {
        bool isPlace = !_place.HasPiece
            || (_place.Epoch >= 0 && _place.Epoch < _options.Epochs
                && _place.Chunk >= 0 && _place.Chunk < _corpus.ChunkCount
                && IsInChunk(_corpus.ReadChunk(_place.Chunk, _chunk)));
        foreach (int row in _objective.DrawnAhead)
        {
            isPlace &= row >= 0 && row < _corpus.Vocabulary.Count;
        }

        if (!isPlace)
        {
            throw new ArgumentException("The text has no such place, or the model no such row.");
        }
    }

    /// <summary>Whether a chunk of so many ids, which has been read, has the sentence and the position in it.</summary>
    private bool IsInChunk(int length)
    {
        if (_place.Sentence < 0 || _place.Sentence > length || _place.Tokens < 0 || _place.Tokens > _place.Sentence || _place.Position < 0)
        {
            return false;
        }

        ReadOnlySpan<WordId> left = _chunk.AsSpan(_place.Sentence, length - _place.Sentence);
        SplitMix64 random = _place.AtSentence;
        int positions = left.IsEmpty ? 0 : _sampler.Thin(left[..left.IndexOf(WordId.SentenceEnd)], _sentence, ref random).Length;
        return _place.Position <= positions;
    }

    /// <summary>
    /// Takes a piece of work. Its random numbers and learning rates depend on the piece, not on the worker: whoever does it, does the same.
    /// </summary>
    private bool TryTake()
    {
        if (!_queue.TryTake(out int epoch, out int chunk))
        {
            return false;
        }

        _random = SplitMix64.For(_options.Seed, epoch, chunk);
        _objective.Begin(ref _random);
        _place = new WorkerPlace { HasPiece = true, Epoch = epoch, Chunk = chunk, AtSentence = _random };
        return true;
    }

    /// <summary>Learns from a piece, from the place on where it was left.</summary>
    /// <returns>Whether it came to its end; otherwise the place says how far it came.</returns>
    private bool LearnChunk(CancellationToken cancellationToken)
    {
        ReadOnlySpan<WordId> ids = _chunk.AsSpan(0, _corpus.ReadChunk(_place.Chunk, _chunk));
        long tokensBefore = (_place.Epoch * _corpus.TokenCount) + _corpus.TokensBefore(_place.Chunk);
        while (_place.Sentence < ids.Length)
        {
            ReadOnlySpan<WordId> tokens = ids[_place.Sentence..];
            tokens = tokens[..tokens.IndexOf(WordId.SentenceEnd)];
            float rate = (float)_learningRate.After(tokensBefore + _place.Tokens);
            if (!LearnSentence(tokens, rate, cancellationToken))
            {
                return false;
            }

            Counters.Add(_place.Epoch, tokens.Length, _place.Predictions, _place.Loss);
            _place.GoToNextSentence(tokens.Length, _random);
        }

        return true;
    }

    /// <summary>Learns from a sentence. What was thinned out of one that was left in its midst is drawn again, from the same random numbers.</summary>
    private bool LearnSentence(ReadOnlySpan<WordId> tokens, float rate, CancellationToken cancellationToken)
    {
        _random = _place.AtSentence;
        ReadOnlySpan<WordId> sentence = _sampler.Thin(tokens, _sentence, ref _random);
        if (_place.Position > 0)
        {
            _random = _place.AtPosition;
        }

        long predictions = _place.Predictions;
        double loss = _place.Loss;
        int position = _place.Position;
        while (position < sentence.Length && !cancellationToken.IsCancellationRequested)
        {
            (int made, double lossHere) = LearnWindow(sentence, position, rate);
            predictions += made;
            loss += lossHere;
            position++;
        }

        _place.Leave(position, _random, predictions, loss);
        return position == sentence.Length;
    }

    private (int Predictions, double Loss) LearnWindow(ReadOnlySpan<WordId> sentence, int position, float rate)
    {
        PrefetchAhead(sentence, position);
        (int first, int last) = _sampler.Around(position, sentence.Length, ref _random);
        if (first == last)
        {
            return (0, 0);
        }

        ReadOnlySpan<WordId> context = WindowSampler.Context(sentence, position, first, last, _context);
        ReadOnlySpan<WordId> centre = sentence.Slice(position, 1);
        ReadOnlySpan<WordId> targets = TWindow.PredictsContext ? context : centre;
        RowSet hidden = TWindow.Hidden(_input, centre, context, _scratch);
        double loss = _objective.Learn(hidden, _delta.Padded, targets, rate, ref _random);
        TWindow.HandBack(_input, centre, context, _delta.Padded);
        return (hidden.Count * targets.Length, loss);
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
            _objective.Ahead.Add(_input, sentence[entering].Value);
        }
    }
}
