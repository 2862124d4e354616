using System.Globalization;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Schedules;

namespace Talpa.Benchmarks;

/// <summary>
/// Estimates the time of a training in shards on more processors than there are. One thread runs all shards of each round, one after the other, and the times of the parts of each round are measured. On
/// C processors a round takes the time in which they run its shards, each shard taken by the next free processor, the C-th part of the merge, and the time that one thread reads while the
/// others wait. What it leaves out: the time of the two barriers a round, and that processors share caches and memory.
/// </summary>
internal sealed class CoreSimulation : IRoundObserver
{
    private static readonly int[] Processors = [1, 2, 4, 8, 16, 32, 64];

    private readonly double[] _round;
    private readonly double[] _seconds = new double[Processors.Length];
    private readonly int _vocabulary;
    private readonly int _rowBytes;
    private double _began;
    private double _longest;
    private double _learning;
    private double _merging;
    private double _beginning;
    private double _rowsMerged;
    private int _rounds;

    private CoreSimulation(int shards, int vocabulary, int dimension)
    {
        _round = new double[shards];
        _vocabulary = vocabulary;
        _rowBytes = dimension * sizeof(float);
    }

    /// <summary>Trains on a text, one epoch, and prints the table.</summary>
    public static int Run(string path, int shards, int dimension)
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(path), new CorpusOptions { Tokenizer = Tokenizer.Whitespace });
        TrainingOptions options = new TrainingOptions { Objective = new NegativeSampling(), Dimension = dimension, Shards = shards, Epochs = 1, Threads = 1 }.WithDefaultsFor(corpus);
        var model = new EmbeddingModel(corpus.Vocabulary, options);
        model.Initialise();
        using var training = (WindowTraining)TrainingFactory.Create(corpus, model);
        var simulation = new CoreSimulation(shards, corpus.Vocabulary.Count, dimension);
        ((DeterministicRounds)training.Schedule).Observer = simulation;
        _ = training.Continue(null, CancellationToken.None);
        simulation.Print(corpus);
        return 0;
    }

    /// <inheritdoc/>
    public void Began(TimeSpan time) => _began = time.TotalSeconds;

    /// <inheritdoc/>
    public void Learned(int shard, TimeSpan time) => _round[shard] = time.TotalSeconds;

    /// <inheritdoc/>
    public void Merged(int rows, TimeSpan time)
    {
        _rounds++;
        _beginning += _began;
        _merging += time.TotalSeconds;
        _learning += _round.Sum();
        _longest += _round.Max() * _round.Length / _round.Sum();
        _rowsMerged += Math.Min(rows, _vocabulary);
        for (int i = 0; i < Processors.Length; i++)
        {
            _seconds[i] += _began + TimeOfShards(Processors[i]) + (time.TotalSeconds / Math.Min(Processors[i], _round.Length));
        }

        Array.Clear(_round);
    }

    /// <summary>The time in which some processors run the shards: each takes the next shard when it is free.</summary>
    private double TimeOfShards(int processors)
    {
        double[] busy = new double[Math.Min(processors, _round.Length)];
        foreach (double time in _round)
        {
            busy[Array.IndexOf(busy, busy.Min())] += time;
        }

        return busy.Max();
    }

    private void Print(EncodedCorpus corpus)
    {
        // Both tables: S replicas and the row are read, and written.
        double bytes = 2 * _rowsMerged * _rowBytes * 2 * (_round.Length + 1);
        Write($"{corpus.TokenCount:N0} tokens, {_vocabulary:N0} words of {_rowBytes / sizeof(float)} numbers, {_round.Length} shards: {_rounds:N0} rounds, {2 * _rounds:N0} barriers");
        Write($"a round: {1e3 * _learning / _rounds:0.0} ms of learning, {1e3 * _merging / _rounds:0.00} ms of merging, {1e6 * _beginning / _rounds:0} µs in which one thread reads");
        Write($"the longest shard of a round takes {_longest / _rounds:0.00} times the mean; merging moves {bytes / 1e9:0.0} GB, {bytes / _rounds / 1e6:0.0} MB a round\n");
        Write($"| processors | seconds | times one | work of each between barriers, ms |");
        Write($"| ---: | ---: | ---: | ---: |");
        for (int i = 0; i < Processors.Length; i++)
        {
            Write($"| {Processors[i]} | {_seconds[i]:0.00} | {_seconds[0] / _seconds[i]:0.0} | {1e3 * _learning / _rounds / Math.Min(Processors[i], _round.Length):0.00} |");
        }
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
