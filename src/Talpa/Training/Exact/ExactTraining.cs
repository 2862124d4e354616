using System.Diagnostics;
using Talpa.CoOccurrence;
using Talpa.Text;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Exact;

/// <summary>
/// A training with the exact softmax: counts, then sweeps over all centre words in blocks, in an order that is shuffled again for each sweep.
/// Output vectors move by Adam after each block, input vectors by Newton's method when their word's turn comes. It can be left between any two
/// blocks. The counts are made again where it is taken up from a checkpoint: they depend on the text alone.
/// </summary>
internal sealed class ExactTraining : ITraining
{
    /// <summary>No training ends itself earlier: at the start, near vectors of zeros, the objective of a short text falls slowly.</summary>
    private const int MinSweeps = 12;

    private readonly EncodedCorpus _corpus;
    private readonly RankedTiles _ranks;
    private readonly Func<CoOccurrenceOptions, CancellationToken, CoOccurrenceCounts> _count;
    private readonly EmbeddingModel _model;
    private readonly ExactSoftmax _objective;
    private readonly NumberGuard _guard;
    private readonly SweepSchedule _schedule;
    private readonly SweepRates _rates;
    private readonly OutputTiles _tiles;
    private readonly OutputAdam _output;
    private readonly InputNewton _input;
    private readonly NgramPrior? _ngrams;
    private readonly TileTeam _team;
    private readonly CentreBlock _block;
    private readonly ExactStep _step;
    private readonly SweepLosses _losses;
    private readonly SweepLosses? _heldOutLosses;
    private readonly TrainingClock _clock = new();
    private CoOccurrenceCounts? _counts;
    private ObjectiveTerms? _terms;
    private double _priorLoss;
    private long _reported;

    /// <summary>Makes a training on one rank.</summary>
    public ExactTraining(EncodedCorpus corpus, EmbeddingModel model, ExactSoftmax objective)
        : this(corpus, model, objective, RankedTiles.Alone(model.Vocabulary.Count, objective.ContextSides), (options, stop) => CoOccurrenceCounts.Count(corpus, options, stop))
    {
    }

    /// <summary>Makes this rank's part of a training.</summary>
    /// <param name="corpus">The text of this rank.</param>
    /// <param name="model">The model, with the rows of this rank.</param>
    /// <param name="objective">What is minimised; with several ranks without a part held out and without kept counts.</param>
    /// <param name="ranks">The ranks, with the tiles of <see cref="OutputTiles.Deal"/>.</param>
    /// <param name="count">Counts the pairs of the text of all ranks; of the rows this rank has the contexts in its tiles.</param>
    public ExactTraining(
        EncodedCorpus corpus, EmbeddingModel model, ExactSoftmax objective, RankedTiles ranks, Func<CoOccurrenceOptions, CancellationToken, CoOccurrenceCounts> count)
    {
        int words = model.Vocabulary.Count;
        _corpus = corpus;
        _ranks = ranks;
        _count = count;
        _model = model;
        _objective = objective;
        _guard = new NumberGuard(model);
        _schedule = new SweepSchedule(words, objective, model.Options.ActualEpochs, model.Options.Seed);
        _tiles = new OutputTiles(ranks.Own, model.Options.Dimension);
        _rates = new SweepRates(model.Options, objective.FrequentWords, _schedule, _tiles);
        _output = new OutputAdam(_tiles);
        _team = new TileTeam(model.Options.Threads);
        _input = new InputNewton(_tiles, ranks, _team);
        _ngrams = model.Options.Subwords is { } subwords && objective.Prior > 0
            ? new NgramPrior(model.Vocabulary, subwords.Ngrams, model.Options.Dimension, model.Options.Threads, _schedule.SweepsUntilTrained)
            : null;
        _block = new CentreBlock(_schedule.BlockSize, _tiles, ranks, objective.HoldOut > 0);
        _step = new ExactStep(_tiles, ranks, _block, model.Anchors is { } anchors ? new FrozenOutput(_output, anchors.Output, model.OutputBias!, model.HasBias) : _output, _team);
        _losses = new SweepLosses(words);
        _heldOutLosses = objective.HoldOut > 0 ? new SweepLosses(words) : null;
    }

    /// <inheritdoc/>
    public bool IsDone { get; private set; }

    /// <summary>The pairs of the text held out, once counted; <c>null</c> where none is.</summary>
    public CoOccurrenceCounts? HeldOut { get; private set; }

    /// <inheritdoc/>
    public TrainingProgress Continue(IProgress<TrainingProgress>? progress, CancellationToken stop)
    {
        using IDisposable clock = _clock.Start();
        _reported = Stopwatch.GetTimestamp();
        if (!TryCount(stop))
        {
            return Report(null, double.NaN);
        }

        _tiles.CopyFrom(_model.Output, _model.OutputBias!);
        _priorLoss = _terms!.PriorLoss(_ranks, _tiles, _model, _ngrams);
        _block.EndPause();
        while (!_schedule.IsAtEnd && LearnSweep(progress, stop))
        {
            EndSweep(progress);
        }

        _tiles.CopyTo(_model.Output, _model.OutputBias!);
        if (_schedule.IsAtEnd)
        {
            MeasureLoss();
            _priorLoss = _terms!.PriorLoss(_ranks, _tiles, _model, _ngrams);
            IsDone = true;
        }

        return _guard.CheckAll(Report(null, Loss));
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        ExchangeShared(archive);
        for (int tile = 0; tile < _tiles.Count; tile++)
        {
            ExchangeTile(archive, tile);
        }
    }

    /// <summary>Saves or restores what all ranks have alike.</summary>
    public void ExchangeShared(IStateArchive archive)
    {
        _clock.Exchange(archive);
        _schedule.Exchange(archive);
        _losses.Exchange(archive);
        _heldOutLosses?.Exchange(archive);
        _input.Exchange(archive);
        _ngrams?.Exchange(archive);
    }

    /// <summary>Saves or restores what belongs to the words of one of this rank's tiles, whichever rank has it.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="tile">The tile, from 0 for the rank's first.</param>
    public void ExchangeTile(IStateArchive archive, int tile)
    {
        _output.Exchange(archive, tile);
        for (int column = 0; column < _tiles.ContextsIn(tile); column++)
        {
            int context = _tiles.ContextAt(tile, column);
            if (context % _objective.ContextSides == 0)
            {
                archive.Exchange(_model.Input.Row(_tiles.Share.RowOf(context / _objective.ContextSides)));
            }

            int row = _tiles.Share.RowOfContext(context);
            archive.Exchange(_model.Output.Row(row));
            archive.Exchange(_model.OutputBias!.Row(0).Slice(row, 1));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _counts?.Dispose();
        HeldOut?.Dispose();
        _team.Dispose();
    }

    private double Loss => _losses.Mean(_counts!.Totals);

    /// <summary>Counts, if that has not been done yet.</summary>
    /// <returns>Whether there are counts now; not when it was cancelled.</returns>
    private bool TryCount(CancellationToken stop)
    {
        if (_counts is not null)
        {
            return true;
        }

        try
        {
            _counts = Count(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        _terms = new ObjectiveTerms(_objective, _counts, _schedule);
        _input.Prepare(_objective.Prior, _counts.Totals);
        if (_schedule.IsAtStart)
        {
            _model.StartBiases(_counts.Totals, _counts.Total);
        }

        return true;
    }

    /// <summary>Counts the pairs to learn from and, where a part of the text is held out, those of that part.</summary>
    private CoOccurrenceCounts Count(CancellationToken stop)
    {
        CoOccurrenceOptions options = _model.Options.Pairs with { Before = _model.PairsBefore, Positions = _ranks.Own.Words };
        CoOccurrenceCounts counts = _count(options, stop);
        _model.Pairs = counts.Sums;
        try
        {
            HeldOut = _objective.HoldOut > 0 ? CoOccurrenceCounts.CountHeldOut(_corpus, counts, options, stop) : null;
            return counts;
        }
        catch
        {
            counts.Dispose();
            throw;
        }
    }

    /// <summary>Continues the current sweep.</summary>
    /// <returns>Whether it came to its end, and the training is not to pause there.</returns>
    private bool LearnSweep(IProgress<TrainingProgress>? progress, CancellationToken stop)
    {
        foreach (int[] words in _schedule.BlocksLeft(_counts!.Totals))
        {
            // Ranks must pause at the same block: the vectors of a block carry the request.
            if (_block.IsPauseRequested || (_ranks.IsAlone && stop.IsCancellationRequested))
            {
                return false;
            }

            LearnBlock(words, stop.IsCancellationRequested);
            if (Stopwatch.GetElapsedTime(_reported) >= ITraining.ReportInterval)
            {
                _reported = Stopwatch.GetTimestamp();
                Report(progress, Loss);
            }
        }

        return true;
    }

    private void LearnBlock(int[] words, bool requestsPause)
    {
        _block.Columns = _rates.Columns;
        _block.Load(words, _model.Input, _counts!, _terms!.Weights, HeldOut, requestsPause);
        _schedule.BeginBlock();
        if (_schedule.IsFirstBlock || (_schedule.Sweep == 0 && long.IsPow2(_schedule.Steps)))
        {
            // In the first sweep the output vectors, zeros at first, change fast. So do those of rare words that join later, but their share of the contexts is small.
            _input.Measure(_counts!);
        }

        double share = words.Length / (double)_schedule.TurnsInSweep;
        _step.Run(_rates.Output, new Prior(_objective.Prior, (float)(_terms.OutputPrior * share)));
        _input.Apply(_block, _step.InputGradient, _model.Input, _rates.Newton, _ngrams?.Means, _model.Anchors?.Input);
        for (int slot = 0; slot < _block.Count; slot++)
        {
            NoteLoss(slot);
        }
    }

    /// <summary>Notes the loss of a block's word. While rare words do not take part it is that of predicting the other contexts, and nothing is measured on the text held out.</summary>
    private void NoteLoss(int slot)
    {
        double pairs = _step.PairsOf(slot);
        if (pairs > 0)
        {
            _losses.Note(_block.Words[slot], _step.Losses[slot] / pairs, pairs, _block.Totals[slot]);
        }

        if (_schedule.HasRareWords)
        {
            _heldOutLosses?.Measure(_block.Words[slot], _step.HeldOutLosses[slot]);
        }
    }

    private void EndSweep(IProgress<TrainingProgress>? progress)
    {
        // Observers see the vectors of the sweep.
        _tiles.CopyTo(_model.Output, _model.OutputBias!);
        _ngrams?.EndSweep(_schedule.Sweep + 1, _model.Input);
        _priorLoss = _terms!.PriorLoss(_ranks, _tiles, _model, _ngrams);
        Report(progress, Loss);
        _schedule.EndSweep(isLast: _ranks.Decide(HardlyFalls()));
    }

    /// <summary>
    /// Whether the objective, the loss and the prior's part together, falls by less than is wanted. Sweeps that leave rare words out do not compare:
    /// their loss is of other words, or of words at other times, and may well rise while all is learned better. Whole rounds do.
    /// </summary>
    private bool HardlyFalls()
    {
        if (!_schedule.EndsRound)
        {
            return false;
        }

        double objective = Loss + _priorLoss;
        double next = _losses.NextImprovement(objective);
        double fall = _losses.Improvement(objective);

        // Rare words that have joined late lower the objective by much at first and by little soon after: the mean of the last rounds would end such a training late.
        fall = (_schedule.FrequentSweeps > 0 ? next : fall) / _schedule.SweepsPerRound;
        _schedule.Expect(fall);
        return _schedule.Sweep + 1 >= MinSweeps && _objective.MinImprovement > 0 && fall < _objective.MinImprovement;
    }

    /// <summary>The loss as the vectors now are, of every word.</summary>
    private void MeasureLoss()
    {
        _block.Columns = _tiles.Columns;
        foreach (int[] words in _schedule.AllBlocks(_counts!.Totals))
        {
            _block.Load(words, _model.Input, _counts, _terms!.Weights, HeldOut);
            _step.RunLoss();
            for (int slot = 0; slot < _block.Count; slot++)
            {
                _losses.Measure(_block.Words[slot], _step.Losses[slot]);
                _heldOutLosses?.Measure(_block.Words[slot], _step.HeldOutLosses[slot]);
            }
        }
    }

    private TrainingProgress Report(IProgress<TrainingProgress>? progress, double loss)
    {
        long tokens = _corpus.Report.TokensKept;
        long total = tokens * _schedule.SweepsExpected;
        var state = new TrainingProgress
        {
            Tokens = (long)(tokens * _schedule.SweepsDone),
            TotalTokens = total,
            Elapsed = _clock.Elapsed,
            Epoch = Math.Max(1, _schedule.IsAtEnd ? _schedule.Sweep : _schedule.Sweep + 1),
            LearningRate = _rates.Learning,
            Loss = loss,
            PriorLoss = _priorLoss,
            HeldOutLoss = HeldOut is { Total: > 0 } heldOut ? _heldOutLosses!.Mean(heldOut.Totals) : double.NaN,
            Predictions = (long)_losses.Pairs,
            MeanLoss = _losses.MeanSoFar,
        };
        _ = _guard.Check(state);
        progress?.Report(state);
        return state;
    }
}
