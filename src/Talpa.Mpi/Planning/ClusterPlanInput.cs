namespace Talpa.Mpi.Planning;

/// <summary>A training of the exact softmax on several nodes, and what the nodes can do.</summary>
/// <param name="Words">Words in the vocabulary, V.</param>
/// <param name="Dimension">Numbers in a vector, d.</param>
/// <param name="Tokens">Tokens of the text.</param>
/// <param name="Nodes">Nodes, each with one rank, R.</param>
internal sealed record ClusterPlanInput(long Words, int Dimension, double Tokens, int Nodes)
{
    /// <summary>Floating-point operations a second that a node reaches, F.</summary>
    public double FlopsPerSecond { get; init; } = 3e12;

    /// <summary>Bytes a second that a node can send.</summary>
    public double BytesPerSecond { get; init; } = 1.25e9;

    /// <summary>The time of one exchange of few bytes between all ranks, in seconds, t.</summary>
    public double WaitSeconds { get; init; } = 0.2e-3;

    /// <summary>Centre words in a block, B.</summary>
    public int BlockSize { get; init; } = 192;

    /// <summary>Sweeps of the training.</summary>
    public int Sweeps { get; init; } = 30;

    /// <summary>
    /// Words a second of negative sampling on the same nodes together, to compare with. Default: what pWord2Vec reaches on 32 nodes, https://arxiv.org/abs/1604.04661.
    /// </summary>
    public double SampledWordsPerSecond { get; init; } = 110e6;

    /// <summary>Tokens a second whose pairs are counted, on the nodes together. Default: twice as many as negative sampling's, an assumption.</summary>
    public double CountedTokensPerSecond { get; init; } = 220e6;
}
