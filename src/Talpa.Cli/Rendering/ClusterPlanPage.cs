using Talpa.Mpi.Planning;

namespace Talpa.Cli.Rendering;

/// <summary>What a training takes on several nodes, for a person.</summary>
internal static class ClusterPlanPage
{
    /// <summary>Writes it.</summary>
    public static void Write(Page page, ClusterPlanInput input, ClusterPlan plan)
    {
        page.Field("training", $"the exact softmax over {Figures.Count(input.Words)} words of {Figures.Count(input.Dimension)} numbers, {Compact(input.Tokens)} tokens, {input.Sweeps} sweeps");
        page.Field(
            "machines",
            $"{Figures.Count(input.Nodes)}, each with {Figures.Shortest(input.FlopsPerSecond / 1e9)} GFLOP/s and {Figures.Shortest(input.BytesPerSecond * 8 / 1e9)} Gbit/s, "
            + $"{Figures.Shortest(input.WaitSeconds * 1000)} ms an exchange");
        page.Blank();
        var listing = new Listing("lrl");
        listing.Strong("memory a rank", Size(plan.MemoryBytes), "");
        listing.Row("  vectors", Size(plan.VectorBytes), "four tables: input, output, output transposed, momenta");
        listing.Row("  scores", Size(plan.ScoreBytes), $"of a block of {input.BlockSize} centre words, and the parts of its gradients");
        listing.Row("  counts", Size(plan.CountBytes), $"{Compact(plan.Pairs)} different pairs in all");
        listing.Strong("counting", Time(plan.CountingSeconds), $"at {Compact(input.CountedTokensPerSecond)} tokens/s on all nodes");
        listing.Row("  sent by a rank", Size(plan.CountingBytes), "");
        listing.Strong("a sweep", Time(plan.SweepSeconds), $"{Figures.Percent(plan.Efficiency)} of it arithmetic");
        listing.Row("  arithmetic", Time(plan.ArithmeticSeconds), "");
        listing.Row("  waits", Time(plan.WaitingSeconds), "three exchanges a block");
        listing.Row("  network", Time(plan.NetworkSeconds), "");
        listing.Row("  sent by a rank", Size(plan.SweepBytes), "");
        listing.Strong("all sweeps", Time(plan.TrainingSeconds), "for a text of any length");
        listing.WriteTo(page);
        page.Blank();
        page.Prose(
            $"One epoch of negative sampling takes {Time(plan.SamplingSeconds)} at {Compact(input.SampledWordsPerSecond)} words/s on all nodes. "
            + (plan.CheaperFromTokens is { } tokens
                ? $"The exact softmax, with the counting, takes less time from {Compact(tokens)} tokens on."
                : "The exact softmax never takes less time, because counting is not faster than that."));
    }

    /// <summary>A large number in words: 100 billion.</summary>
    private static string Compact(double value) => value switch
    {
        >= 1e12 => $"{Figures.Shortest(Math.Round(value / 1e12, 1))} trillion",
        >= 1e9 => $"{Figures.Shortest(Math.Round(value / 1e9, 1))} billion",
        >= 1e6 => $"{Figures.Shortest(Math.Round(value / 1e6, 1))} million",
        _ => Figures.Count((long)Math.Round(value)),
    };

    private static string Size(double bytes) => Figures.Bytes((long)Math.Min(bytes, 9e18));

    private static string Time(double seconds) => Figures.Duration(TimeSpan.FromSeconds(Math.Min(seconds, 1e11)));
}
