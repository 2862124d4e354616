using System.Runtime.CompilerServices;
using Talpa.Kernels;
using Talpa.Text;
using Talpa.Training.Batches;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Schedules;

/// <summary>One thread of a free-running training: takes chunks from the queue, plans and learns them batch after batch.</summary>
internal sealed class FreeWorker : IResumable
{
    private readonly EncodedCorpus _corpus;
    private readonly ChunkQueue _queue;
    private readonly LearningRate _learningRate;
    private readonly IBatchPlanner _planner;
    private readonly IBatchLearner _learner;
    private readonly TrainingOptions _options;
    private readonly int _batchTokens;
    private readonly WordId[] _chunk;
    private readonly Batch _batch;
    private Position _position;

    /// <summary>Makes a worker.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="queue">Where it takes its chunks from.</param>
    /// <param name="learningRate">The schedule of the learning rate.</param>
    /// <param name="planner">Plans batches; of this worker alone.</param>
    /// <param name="learner">Learns batches; of this worker alone.</param>
    /// <param name="options">The training's options.</param>
    /// <param name="batchTokens">Tokens of a batch.</param>
    public FreeWorker(
        EncodedCorpus corpus, ChunkQueue queue, LearningRate learningRate, IBatchPlanner planner, IBatchLearner learner, TrainingOptions options, int batchTokens)
    {
        _corpus = corpus;
        _queue = queue;
        _learningRate = learningRate;
        _planner = planner;
        _learner = learner;
        _options = options;
        _batchTokens = batchTokens;
        _chunk = new WordId[corpus.LongestChunk];
        _batch = planner.NewBatch(batchTokens);
    }

    /// <summary>Bytes of its position in a checkpoint.</summary>
    public static int PositionBytes => Unsafe.SizeOf<Position>();

    /// <summary>What it has done.</summary>
    public LearningCounter Counter { get; } = new();

    /// <summary>Works until nothing is left or it is cancelled.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        // A chunk that was begun is finished before another is taken: no other thread has it.
        while (!cancellationToken.IsCancellationRequested && (_position.HasChunk || TryTake()))
        {
            if (!LearnChunk(cancellationToken))
            {
                return;
            }

            _position.HasChunk = false;
        }
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        archive.Exchange(new Span<Position>(ref _position));
        Counter.Exchange(archive);
        RequirePosition();
    }

    /// <summary>Takes a chunk. Its random numbers and learning rates depend on the chunk, not on the worker.</summary>
    private bool TryTake()
    {
        if (!_queue.TryTake(out int epoch, out int chunk))
        {
            return false;
        }

        _position = new Position { HasChunk = true, Epoch = epoch, Chunk = chunk, Random = SplitMix64.For(_options.Seed, epoch, chunk) };
        return true;
    }

    /// <summary>Learns the chunk from the position on.</summary>
    /// <returns>Whether it came to the end of the chunk.</returns>
    private bool LearnChunk(CancellationToken cancellationToken)
    {
        ReadOnlySpan<WordId> ids = _chunk.AsSpan(0, _corpus.ReadChunk(_position.Chunk, _chunk));
        long tokensBefore = (_position.Epoch * _corpus.TokenCount) + _corpus.TokensBefore(_position.Chunk);
        while (_position.Start < ids.Length)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            TextRange range = TextRange.Cut(ids, _position.Start, _batchTokens);
            float rate = (float)_learningRate.After(tokensBefore + _position.Tokens);
            _planner.Plan(_batch, ids, range, rate, ref _position.Random);
            (long predictions, double loss) = _learner.Learn(_batch);
            Counter.Add(_position.Epoch, range.Tokens, predictions, loss);
            _position.Start += range.Length;
            _position.Tokens += range.Tokens;
        }

        return true;
    }

    /// <summary>The kernels don't check whether a row exists: the content of a checkpoint is checked here.</summary>
    /// <exception cref="ArgumentException">The text has no such position.</exception>
    private void RequirePosition()
    {
        bool exists = !_position.HasChunk
            || (_position.Epoch >= 0 && _position.Epoch < _options.ActualEpochs
                && _position.Chunk >= 0 && _position.Chunk < _corpus.ChunkCount
                && _position.Start >= 0 && _position.Start <= _corpus.ReadChunk(_position.Chunk, _chunk)
                && _position.Tokens >= 0 && _position.Tokens <= _position.Start);
        if (!exists)
        {
            throw new ArgumentException("The text has no such position.");
        }
    }

    /// <summary>The position of a worker between two batches: with the model, all it needs to continue as if it had never stopped.</summary>
    private struct Position
    {
        /// <summary>Whether a chunk has been begun.</summary>
        public bool HasChunk;

        /// <summary>The chunk's epoch, from 0.</summary>
        public int Epoch;

        /// <summary>The chunk.</summary>
        public int Chunk;

        /// <summary>Index in the chunk at which the next batch begins.</summary>
        public int Start;

        /// <summary>The chunk's tokens before it.</summary>
        public int Tokens;

        /// <summary>The random numbers of the next batch.</summary>
        public SplitMix64 Random;
    }
}
