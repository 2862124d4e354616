using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Talpa.Benchmarks;

/// <summary>
/// The peak performance of a core, measured in the same run as the benchmarks: fused multiply-adds in registers, and reading memory.
/// </summary>
internal static unsafe class Machine
{
    private const int Trials = 7;

    /// <summary>Operations a second of one core in single-precision fused multiply-adds, each counted as two.</summary>
    public static double PeakOperations { get; } = MeasurePeak();

    /// <summary>Bytes a second that one core reads from an array much larger than the caches.</summary>
    public static double ReadBytes { get; } = MeasureRead(threads: 1);

    /// <summary>Bytes a second that all cores read together.</summary>
    public static double ReadBytesOfAll { get; } = MeasureRead(Environment.ProcessorCount);

    private static double MeasurePeak()
    {
        const int Rounds = 20_000_000;
        double best = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            long start = Stopwatch.GetTimestamp();
            float sum = Vector512.IsHardwareAccelerated ? MultiplyAdd512(Rounds / 2) : MultiplyAdd256(Rounds);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = Math.Max(best, 12.0 * 8 * 2 * Rounds / seconds);
            GC.KeepAlive(sum);
        }

        return best;
    }

    /// <summary>Twelve accumulators: a fused multiply-add has a latency of four cycles and a core starts two in each, so at least eight must be in flight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float MultiplyAdd512(int rounds)
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(1e-3f);
        Vector512<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float MultiplyAdd256(int rounds)
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(1e-3f);
        Vector256<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    private static double MeasureRead(int threads)
    {
        // 512 MB, about the size of a matrix of 400,000 × 304 numbers.
        float[] numbers = GC.AllocateUninitializedArray<float>(1 << 27, pinned: true);
        Array.Fill(numbers, 1f);
        double best = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = Parallel.For(0, threads, part => GC.KeepAlive(Sum(numbers, part, threads)));
            best = Math.Max(best, numbers.Length * sizeof(float) / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>Sums the numbers, the minimal work for reading. Two streams use the hardware prefetchers better than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Sum(float[] numbers, int part, int parts)
    {
        int half = numbers.Length / parts / 64 * 32;
        fixed (float* start = numbers)
        {
            float* first = start + (part * (nint)(2 * half));
            float* second = first + half;
            Vector256<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
            for (int at = 0; at < half; at += 32)
            {
                a += Vector256.Load(first + at);
                b += Vector256.Load(first + at + 8);
                c += Vector256.Load(first + at + 16);
                d += Vector256.Load(first + at + 24);
                e += Vector256.Load(second + at);
                f += Vector256.Load(second + at + 8);
                g += Vector256.Load(second + at + 16);
                h += Vector256.Load(second + at + 24);
            }

            return Vector256.Sum(a + b + c + d + e + f + g + h);
        }
    }
}
