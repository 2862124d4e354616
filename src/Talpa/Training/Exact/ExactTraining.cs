using System.Diagnostics;
using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Training.Exact;

/// <summary>
/// A training with the exact softmax: counts, then sweeps over all centre words in blocks, in an order that is shuffled anew for each sweep.
/// Owns the threads, the schedule, progress and cancellation.
/// </summary>
internal sealed class ExactTraining
{
    private readonly EncodedCorpus _corpus;
    private readonly EmbeddingModel _model;
    private readonly ExactSoftmaxOptions _options;
    private readonly SweepSchedule _schedule;
    private readonly double[] _losses;
    private long _start;
    private long _reported;
    private double _lossSum;
    private double _pairSum;

    public ExactTraining(EncodedCorpus corpus, EmbeddingModel model)
    {
        _corpus = corpus;
        _model = model;
        _options = model.Options.Exact;
        _schedule = new SweepSchedule(model.Vocabulary.Count, model.Options);
        _losses = new double[model.Vocabulary.Count];
        Array.Fill(_losses, double.NaN);
    }

    /// <summary>Trains. Ends soon after a cancellation, with what is learned by then in the model.</summary>
    public TrainingProgress Run(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        _start = _reported = Stopwatch.GetTimestamp();
        using CoOccurrenceCounts? counts = Count(cancellationToken);
        return counts is null ? Report(progress, 0, 0, double.NaN) : Run(counts, progress, cancellationToken);
    }

    private CoOccurrenceCounts? Count(CancellationToken cancellationToken)
    {
        TrainingOptions options = _model.Options;
        var counting = new CoOccurrenceOptions
        {
            Window = options.Window,
            DynamicWindow = options.DynamicWindow,
            SubsamplingThreshold = options.SubsamplingThreshold,
            MemoryLimit = options.Exact.MemoryLimit,
            TemporaryFolder = options.Corpus.TemporaryFolder,
            Threads = options.Threads,
        };
        try
        {
            return CoOccurrenceCounts.Count(_corpus, counting, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private TrainingProgress Run(CoOccurrenceCounts counts, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        StartBiases(counts);
        var tiles = new OutputTiles(_model.Vocabulary.Count, _model.Options.Dimension);
        tiles.CopyFrom(_model.Output, _model.OutputBias!);
        using var team = new TileTeam(_model.Options.Threads);
        var block = new CentreBlock(_schedule.BlockSize, tiles);
        var step = new ExactStep(tiles, block, new OutputAdam(tiles, _model.Vocabulary.Count), team);
        var input = new InputAdam(_model.Vocabulary.Count, _model.Options.Dimension);
        float[] weights = Weights(counts);

        double loss = double.PositiveInfinity;
        int last = 0;
        for (int sweep = 0; sweep < _options.Sweeps && !cancellationToken.IsCancellationRequested; sweep++)
        {
            last = sweep;
            foreach (int[] words in _schedule.Blocks(sweep, counts.Totals))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    break;
                }

                block.Load(words, _model.Input, counts, weights);
                Learn(block, step, input);
                ReportNowAndThen(progress, counts, sweep);
            }

            tiles.CopyTo(_model.Output, _model.OutputBias!);
            double before = loss;
            loss = Loss(counts);
            Report(progress, sweep, _schedule.Fraction, loss);
            if (before - loss < _options.LeastImprovement)
            {
                _schedule.EndNow();
                break;
            }
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            MeasureLoss(counts, block, step, weights);
        }

        return Report(progress, last, _schedule.Fraction, Loss(counts));
    }

    private void Learn(CentreBlock block, ExactStep step, InputAdam input)
    {
        double rate = _options.LearningRate * (1 - _schedule.Fraction);
        step.Run(OutputAdam.Rate(rate, ++_schedule.Steps));
        for (int place = 0; place < block.Count; place++)
        {
            int word = block.Words[place];
            input.Apply(_model.Input[word], word, step.InputGradient[place][.._model.Options.Dimension], rate);
            _losses[word] = step.Losses[place];
            _lossSum += step.Losses[place];
            _pairSum += block.Totals[place];
        }

        _schedule.Done += block.Count;
    }

    /// <summary>The loss as the vectors now are, of every word.</summary>
    private void MeasureLoss(CoOccurrenceCounts counts, CentreBlock block, ExactStep step, float[] weights)
    {
        foreach (int[] words in _schedule.AllBlocks(counts.Totals))
        {
            block.Load(words, _model.Input, counts, weights);
            step.RunLoss();
            for (int place = 0; place < block.Count; place++)
            {
                _losses[block.Words[place]] = step.Losses[place];
            }
        }
    }

    /// <summary>Biases start at the logarithms of the context frequencies: then the first prediction is that of a model without vectors.</summary>
    private void StartBiases(CoOccurrenceCounts counts)
    {
        if (counts.Total == 0)
        {
            // No word has a neighbour: there are no frequencies, and all words are alike.
            return;
        }

        Span<float> biases = _model.OutputBias![0];
        for (int word = 0; word < biases.Length; word++)
        {
            // A word that is no one's context must have some probability; it is given less than any other has.
            biases[word] = (float)Math.Log(Math.Max(counts.Totals[word], 1e-3) / counts.Total);
        }
    }

    private float[] Weights(CoOccurrenceCounts counts)
    {
        float[] weights = new float[counts.Totals.Length];
        double mean = counts.Total / weights.Length;
        for (int word = 0; word < weights.Length; word++)
        {
            // Whose turn comes more seldom weighs more when it comes, so that all sweeps together ask what is to be asked.
            weights[word] = (float)(Math.Pow(counts.Totals[word] / mean, _options.WeightExponent) * _schedule.SweepsPerTurn(word));
        }

        return weights;
    }

    /// <summary>Mean loss of a pair, over the words gone through at least once.</summary>
    private double Loss(CoOccurrenceCounts counts)
    {
        double sum = 0;
        double pairs = 0;
        for (int word = 0; word < _losses.Length; word++)
        {
            if (!double.IsNaN(_losses[word]))
            {
                sum += _losses[word];
                pairs += counts.Totals[word];
            }
        }

        return sum / pairs;
    }

    private void ReportNowAndThen(IProgress<TrainingProgress>? progress, CoOccurrenceCounts counts, int sweep)
    {
        if (Stopwatch.GetElapsedTime(_reported) >= Trainer.ReportInterval)
        {
            _reported = Stopwatch.GetTimestamp();
            Report(progress, sweep, _schedule.Fraction, Loss(counts));
        }
    }

    private TrainingProgress Report(IProgress<TrainingProgress>? progress, int sweep, double fraction, double loss)
    {
        long total = _corpus.TokenCount * _options.Sweeps;
        var state = new TrainingProgress
        {
            Tokens = (long)(total * fraction),
            TotalTokens = total,
            Elapsed = Stopwatch.GetElapsedTime(_start),
            Epoch = sweep + 1,
            LearningRate = _options.LearningRate * (1 - fraction),
            Loss = loss,
            Predictions = (long)_pairSum,
            MeanLoss = _lossSum / _pairSum,
        };
        progress?.Report(Trainer.Checked(state, _options.LearningRate));
        return state;
    }
}
