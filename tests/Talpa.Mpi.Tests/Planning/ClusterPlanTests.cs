using Talpa.Mpi.Planning;

namespace Talpa.Mpi.Tests.Planning;

/// <summary>The formulas of docs/many-machines.md, against numbers computed by hand.</summary>
public class ClusterPlanTests
{
    [Fact]
    public void A_sweep_over_a_million_words_takes_ten_minutes_on_one_node_of_3_TFLOPS()
    {
        // 6 · 10¹² · 300 / (3 · 10¹²).
        var plan = new ClusterPlan(new ClusterPlanInput(1_000_000, 300, 1e11, 1));

        Assert.Equal(600, plan.ArithmeticSeconds, 6);
        Assert.Equal(600, plan.SweepSeconds, 6);
        Assert.Equal(1, plan.Efficiency, 6);
        Assert.Equal(0, plan.SweepBytes);
    }

    [Fact]
    public void On_64_nodes_it_takes_9_seconds_and_6_more_for_the_exchanges()
    {
        // 600 / 64; 10⁶ / 192 blocks of three times 0.2 ms; 8 · 3 · 10⁸ · 63 / 64 + 24 · 10⁶ · 63 bytes.
        var plan = new ClusterPlan(new ClusterPlanInput(1_000_000, 300, 1e11, 64));

        Assert.Equal(9.375, plan.ArithmeticSeconds, 6);
        Assert.Equal(3.125, plan.WaitingSeconds, 6);
        Assert.Equal(2_362_500_000 + 1_512_000_000, plan.SweepBytes, 1e-3);
        Assert.Equal(3.0996, plan.NetworkSeconds, 6);
        Assert.Equal(15.5996, plan.SweepSeconds, 6);
        Assert.Equal(0.6010, plan.Efficiency, 4);
    }

    [Fact]
    public void On_8_nodes_a_vocabulary_of_100_000_words_uses_60_percent_of_them()
    {
        // Arithmetic 6 · 10¹⁰ · 300 / (8 · 3 · 10¹²) = 0.75 s, waits 3 · 0.2 · 10⁻³ · 10⁵ / 192 = 0.3125 s, network 0.2268 GB at 1.25 GB/s = 0.18144 s.
        var plan = new ClusterPlan(new ClusterPlanInput(100_000, 300, 1e11, 8));

        Assert.Equal(0.6029, plan.Efficiency, 4);
        Assert.Equal(210_000_000 + 16_800_000, plan.SweepBytes, 1e-3);
    }

    [Fact]
    public void A_slow_network_takes_longer_than_the_arithmetic()
    {
        // 3.8745 GB at 125 MB/s.
        var plan = new ClusterPlan(new ClusterPlanInput(1_000_000, 300, 1e11, 64) { BytesPerSecond = 125e6 });

        Assert.Equal(9.375 + 30.996 + 3.125, plan.SweepSeconds, 3);
        Assert.Equal(0.2155, plan.Efficiency, 4);
    }

    [Fact]
    public void The_counts_of_a_trillion_tokens_take_24_GB_a_node_of_64()
    {
        // 28.7 · 10⁶ · (10¹² / 16.4 · 10⁶)^0.8 = 1.9322 · 10¹¹ pairs of 8 bytes: 1.55 TB.
        var plan = new ClusterPlan(new ClusterPlanInput(1_000_000, 300, 1e12, 64));

        Assert.Equal(1.55e12, plan.CountBytes * 64, 0.01e12);
        Assert.Equal(24.15e9, plan.CountBytes, 0.05e9);
        Assert.Equal(75e6, plan.VectorBytes, 1);

        // Scores: 4 · 192 · 10⁶ / 64. Parts of gradients: 10⁶ / 672 = 1,488.1, so 2,048 tiles, 32 a rank, of 4 · 192 · 300 bytes.
        Assert.Equal(12_000_000 + 7_372_800, plan.ScoreBytes, 1);
        Assert.Equal(plan.CountBytes + 94_372_800, plan.MemoryBytes, 1);

        // A 64th of the tokens has 64^−0.8 = 0.0359 of the pairs, of which 63 / 64 belong to others; 12 bytes of each are sent: 0.0359 · 63 / 64 · 12 / 8.
        Assert.Equal(0.0530 * plan.CountBytes * 64, plan.CountingBytes, 0.001 * plan.CountBytes * 64);
    }

    [Fact]
    public void The_exact_softmax_is_cheaper_from_a_length_of_text_on()
    {
        // 30 · 15.5996 s / (1 / (110 · 10⁶) − 1 / (220 · 10⁶)) = 102.957 · 10⁹.
        var input = new ClusterPlanInput(1_000_000, 300, 1e11, 64);
        var plan = new ClusterPlan(input);

        Assert.Equal(102.95736e9, plan.CheaperFromTokens!.Value, 1e3);
        Assert.Equal(909.09, plan.SamplingSeconds, 2);
        Assert.Equal(467.988, plan.TrainingSeconds, 6);
        Assert.Null(new ClusterPlan(input with { CountedTokensPerSecond = 110e6 }).CheaperFromTokens);
    }
}
