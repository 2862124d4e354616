using Talpa.Kernels;

namespace Talpa.Training.Exact;

/// <summary>
/// How far the vectors move in each sweep, and which contexts take part. The learning rate falls by the same factor with each sweep, but never below the floor; rare words that
/// join later begin as the frequent words did.
/// </summary>
internal sealed class SweepRates
{
    /// <summary>η at the start: Newton's step in full would follow one block's view of the output vectors too closely.</summary>
    private const double NewtonRate = 0.7;

    /// <summary>The learning rate falls to this part of what it was at the start over all sweeps, or by <see cref="SweepDecay"/> with each sweep if that is faster.</summary>
    private const double TotalDecay = 0.1;

    private const double SweepDecay = 0.9;

    private readonly TrainingOptions _options;
    private readonly SweepSchedule _schedule;
    private readonly int _columns;
    private readonly int _frequentColumns;
    private readonly double _decay;

    /// <summary>Prepares the rates.</summary>
    /// <param name="options">The options of the training.</param>
    /// <param name="frequentWords">Words up to this rank take part in every sweep.</param>
    /// <param name="schedule">The sweeps.</param>
    /// <param name="tiles">The output vectors.</param>
    public SweepRates(TrainingOptions options, int frequentWords, SweepSchedule schedule, OutputTiles tiles)
    {
        _options = options;
        _schedule = schedule;
        _columns = tiles.Columns;

        // Words are dealt to the tiles in the order of their frequency, and whole registers of columns are computed.
        long wordsOfTile = (frequentWords + (long)tiles.Share.Words.Tiles - 1) / tiles.Share.Words.Tiles;
        long columns = (wordsOfTile * tiles.Share.Words.Sides) + MatrixTile.OuterColumns - 1;
        _frequentColumns = schedule.FrequentSweeps > 0 ? (int)Math.Min(_columns, columns / MatrixTile.OuterColumns * MatrixTile.OuterColumns) : _columns;
        _decay = Math.Min(SweepDecay, Math.Pow(TotalDecay, 1.0 / options.ActualEpochs));
    }

    /// <summary>The learning rate.</summary>
    public double Learning => RateAfter(_schedule.SweepsDone);

    /// <summary>Columns of each tile whose contexts take part in the current sweep.</summary>
    public int Columns => _schedule.HasRareWords ? _columns : _frequentColumns;

    /// <summary>The rates of the output vectors at the block begun last.</summary>
    public ColumnRates Output =>
        new(OutputAdam.Rate(Learning, _schedule.Steps), _frequentColumns, OutputAdam.Rate(Learning, Math.Max(1, _schedule.StepsWithRareWords)));

    /// <summary>η of a word's Newton step, 0 to 1.</summary>
    public double Newton(int word) =>
        NewtonRate * RateAfter(_schedule.FrequentSweeps > 0 && _schedule.IsRare(word) ? _schedule.SweepsWithRareWords : _schedule.SweepsDone) / _options.ActualLearningRate;

    private double RateAfter(double sweeps) => Math.Max(_options.ActualMinLearningRate, _options.ActualLearningRate * Math.Pow(_decay, sweeps));
}
