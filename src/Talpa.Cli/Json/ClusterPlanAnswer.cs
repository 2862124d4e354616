using Talpa.Mpi.Planning;

namespace Talpa.Cli.Json;

/// <summary>What a training takes on several nodes. Memory and sent bytes are those of one rank.</summary>
internal sealed record ClusterPlanAnswer(
    ClusterPlanInput Input,
    double VectorBytes,
    double ScoreBytes,
    double CountBytes,
    double MemoryBytes,
    double Pairs,
    double CountingBytes,
    double CountingSeconds,
    double SweepBytes,
    double ArithmeticSeconds,
    double WaitingSeconds,
    double NetworkSeconds,
    double SweepSeconds,
    double Efficiency,
    double TrainingSeconds,
    double SamplingSeconds,
    double? CheaperFromTokens)
{
    /// <summary>The answer for a plan.</summary>
    public static ClusterPlanAnswer Of(ClusterPlanInput input, ClusterPlan plan) => new(
        input, plan.VectorBytes, plan.ScoreBytes, plan.CountBytes, plan.MemoryBytes, plan.Pairs, plan.CountingBytes, plan.CountingSeconds, plan.SweepBytes,
        plan.ArithmeticSeconds, plan.WaitingSeconds, plan.NetworkSeconds, plan.SweepSeconds, plan.Efficiency, plan.TrainingSeconds, plan.SamplingSeconds, plan.CheaperFromTokens);
}
