using Talpa.Mpi.Checks;

namespace Talpa.Mpi.Planning;

/// <summary>A planned training on the ranks of a job, with what was measured on them.</summary>
internal static class MeasuredPlan
{
    private const int NodesOfSampledRate = 32;

    /// <summary>Measures the arithmetic. All ranks call it together.</summary>
    /// <param name="cluster">The ranks.</param>
    /// <param name="links">Latency and bandwidth; <c>null</c> for a process alone.</param>
    /// <param name="training">The training.</param>
    /// <returns>The training on as many nodes as there are ranks. The rates of counting and of negative sampling are assumptions, scaled to this number.</returns>
    public static ClusterPlanInput Measure(Cluster cluster, LinkMeasurement? links, ClusterPlanInput training)
    {
        int ranksOfHost = cluster.Ranks.Count(rank => rank.Host == cluster.Own.Host);
        int threads = Math.Clamp(cluster.Own.HostProcessors / ranksOfHost, 1, cluster.Own.Threads);
        int nodes = cluster.Ranks.Count;
        return training with
        {
            Nodes = nodes,
            FlopsPerSecond = ToThreeDigits(ArithmeticMeasurement.Take(cluster.Group, training.Dimension, threads)),
            BytesPerSecond = ToThreeDigits(links?.BytesPerSecond ?? training.BytesPerSecond),
            WaitSeconds = ToThreeDigits(links?.LatencySeconds ?? training.WaitSeconds),
            SampledWordsPerSecond = training.SampledWordsPerSecond * nodes / NodesOfSampledRate,
            CountedTokensPerSecond = training.CountedTokensPerSecond * nodes / NodesOfSampledRate,
        };
    }

    /// <summary>More digits would not repeat.</summary>
    private static double ToThreeDigits(double value)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        return Math.Round(value / unit) * unit;
    }
}
