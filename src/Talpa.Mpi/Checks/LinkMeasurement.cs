using System.Diagnostics;
using System.Runtime.InteropServices;
using Talpa.Ranks;

namespace Talpa.Mpi.Checks;

/// <summary>What the ranks reach together, measured by all of them at once.</summary>
/// <param name="LatencySeconds">The median time of an exchange of few bytes between all ranks, on the rank where it is longest.</param>
/// <param name="BytesPerSecond">What a rank sends to the others while all do, on the slowest rank; <c>null</c> for one rank.</param>
/// <param name="SlowestRank">That rank.</param>
/// <param name="BytesEach">How many bytes a rank sent each other one.</param>
internal sealed record LinkMeasurement(double LatencySeconds, double? BytesPerSecond, int SlowestRank, int BytesEach)
{
    private const int LatencyRounds = 100;
    private const int BandwidthRounds = 3;
    private const int MaxBytesEach = 4_000_000;
    private const int MaxBytes = 64_000_000;

    /// <summary>Measures; all ranks call it. It takes seconds.</summary>
    public static LinkMeasurement Take(IRankGroup group)
    {
        double latency = Latency(group);
        int each = group.Count == 1 ? 0 : Math.Min(MaxBytesEach, MaxBytes / group.Count);
        double seconds = each == 0 ? 0 : TransferSeconds(group, each);
        double[] latencies = Gather(group, latency);
        double[] times = Gather(group, seconds);
        int slowest = times.IndexOf(times.Max());
        return new LinkMeasurement(latencies.Max(), each == 0 ? null : (double)each * (group.Count - 1) / times[slowest], slowest, each);
    }

    private static double Latency(IRankGroup group)
    {
        byte[] own = new byte[sizeof(long)];
        byte[] all = new byte[sizeof(long) * group.Count];
        int[] lengths = Same(group, sizeof(long));
        double[] times = new double[LatencyRounds];
        for (int i = 0; i < LatencyRounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            group.AllGather(own, all, lengths);
            times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(times);
        return times[LatencyRounds / 2];
    }

    /// <summary>The shortest of a few rounds: the first one opens connections.</summary>
    private static double TransferSeconds(IRankGroup group, int each)
    {
        byte[] sent = new byte[each * group.Count];
        byte[] received = new byte[each * group.Count];
        int[] lengths = Same(group, each);

        // Nothing for itself: it would not use the network.
        lengths[group.Rank] = 0;
        double best = double.PositiveInfinity;
        for (int i = 0; i < BandwidthRounds; i++)
        {
            group.Barrier();
            long start = Stopwatch.GetTimestamp();
            group.AllToAll(sent, lengths, received, lengths);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static double[] Gather(IRankGroup group, double own)
    {
        double[] all = new double[group.Count];
        group.AllGather(MemoryMarshal.AsBytes<double>([own]), MemoryMarshal.AsBytes(all.AsSpan()), Same(group, sizeof(double)));
        return all;
    }

    private static int[] Same(IRankGroup group, int length)
    {
        int[] lengths = new int[group.Count];
        Array.Fill(lengths, length);
        return lengths;
    }
}
