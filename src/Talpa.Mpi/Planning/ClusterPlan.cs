using Talpa.Training.Exact;

namespace Talpa.Mpi.Planning;

/// <summary>
/// What a training of the exact softmax takes on several nodes, from formulas. Each rank owns the input and output vectors of a part of the vocabulary; input vectors and
/// their gradients are exchanged by blocks of centre words. The formulas hold for a power of two of nodes: with other numbers the largest share of the words is up to a quarter larger.
/// </summary>
/// <remarks>
/// The number of different pairs of a text of natural language was fitted to measurements: 28.7 million at 16.4 million tokens, growing with the power 0.8 of the tokens.
/// </remarks>
internal sealed class ClusterPlan(ClusterPlanInput input)
{
    private const double FittedPairs = 28.7e6;
    private const double FittedTokens = 16.4e6;
    private const double PairsExponent = 0.8;
    private const int PairBytes = 8;
    private const int SentPairBytes = 12;
    private const int TablesPerVector = 4;
    private const int ExchangesOfBlock = 3;

    private int Tiles => OutputTiles.Deal(checked((int)input.Words)).Tiles;

    private double Numbers => (double)input.Words * input.Dimension;

    /// <summary>Different pairs of the whole text.</summary>
    public double Pairs => PairsOf(input.Tokens);

    /// <summary>
    /// Bytes a rank: input vectors, output vectors, output vectors transposed and their momenta, each V · d numbers in all. Left out are the numbers of which a word has one:
    /// the biases, and the mean squares of vectors and biases.
    /// </summary>
    public double VectorBytes => TablesPerVector * sizeof(float) * Numbers / input.Nodes;

    /// <summary>Bytes a rank for a block: the scores, 4 · B · V / R, and the parts of the gradients of the input vectors, one of B · d numbers for each of T tiles, 4 · B · d · T / R.</summary>
    public double ScoreBytes => sizeof(float) * (double)input.BlockSize * (input.Words + ((double)input.Dimension * Tiles)) / input.Nodes;

    /// <summary>Bytes a rank: the counts of the pairs whose contexts are its words. They are in temporary files beyond half of the memory limit.</summary>
    public double CountBytes => PairBytes * Pairs / input.Nodes;

    /// <summary>Bytes a rank in all while it trains. At the end rank 0 holds the whole model besides: 8 · V · d bytes, and 4 · V · d with joined vectors.</summary>
    public double MemoryBytes => VectorBytes + ScoreBytes + CountBytes;

    /// <summary>Bytes that a rank sends in a sweep: vectors and gradients of the inputs, 8 · V · d · (R − 1) / R, and the sums of the softmax, 24 · V · (R − 1).</summary>
    public double SweepBytes => (8 * Numbers * (input.Nodes - 1) / input.Nodes) + (24.0 * input.Words * (input.Nodes - 1));

    /// <summary>Seconds a sweep of arithmetic: 6 · V² · d operations on all nodes.</summary>
    public double ArithmeticSeconds => 6 * Numbers * input.Words / (input.Nodes * input.FlopsPerSecond);

    /// <summary>Seconds a sweep of waiting for the others: three exchanges a block.</summary>
    public double WaitingSeconds => input.Nodes == 1 ? 0 : ExchangesOfBlock * (double)input.Words / input.BlockSize * input.WaitSeconds;

    /// <summary>Seconds a sweep in which the network is busy.</summary>
    public double NetworkSeconds => SweepBytes / input.BytesPerSecond;

    /// <summary>Seconds a sweep: arithmetic, network and waits, which alternate.</summary>
    public double SweepSeconds => ArithmeticSeconds + NetworkSeconds + WaitingSeconds;

    /// <summary>The part of a sweep that is arithmetic.</summary>
    public double Efficiency => ArithmeticSeconds / SweepSeconds;

    /// <summary>Bytes that a rank sends while the pairs are counted: 12 for each pair of its part of the text whose context is another rank's.</summary>
    public double CountingBytes => SentPairBytes * PairsOf(input.Tokens / input.Nodes) * (input.Nodes - 1) / input.Nodes;

    /// <summary>Seconds of counting: the arithmetic, and the network after it.</summary>
    public double CountingSeconds => (input.Tokens / input.CountedTokensPerSecond) + (CountingBytes / input.BytesPerSecond);

    /// <summary>Seconds of all sweeps.</summary>
    public double TrainingSeconds => input.Sweeps * SweepSeconds;

    /// <summary>Seconds of one epoch of negative sampling.</summary>
    public double SamplingSeconds => input.Tokens / input.SampledWordsPerSecond;

    /// <summary>
    /// The length of text, in tokens, from which the exact softmax takes less time than one epoch of negative sampling: the sweeps take the same time for any text. The network
    /// of the counting is left out. <c>null</c> where counting is not faster than negative sampling.
    /// </summary>
    public double? CheaperFromTokens
    {
        get
        {
            double gained = (1 / input.SampledWordsPerSecond) - (1 / input.CountedTokensPerSecond);
            return gained > 0 ? TrainingSeconds / gained : null;
        }
    }

    private static double PairsOf(double tokens) => FittedPairs * Math.Pow(tokens / FittedTokens, PairsExponent);
}
