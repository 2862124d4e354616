using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>The arithmetic of a step's tile: six outputs against all hidden vectors, for one register width.</summary>
internal sealed unsafe partial class LogisticBlock
{
    /// <summary>Lays the marks out as the scores are: six for each hidden vector, then a register's worth of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(Vector256<float> tile, float* marks, int count)
    {
        float* end = marks + (count * Tile);
        for (; marks < end; marks += Tile)
        {
            // Eight are stored, two of them zeros that the next store covers.
            tile.Store(marks);
        }

        Vector512<float>.Zero.Store(end);
    }

    /// <summary>s[i,j] = h[i] · u[j], six for each hidden vector, side by side.</summary>
    private void Scores<TSimd, TVector>(float* hidden, nuint* starts, int count, float** outputs, float* scores)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        nuint stride = (nuint)_stride;
        float* u0 = outputs[0], u1 = outputs[1], u2 = outputs[2], u3 = outputs[3], u4 = outputs[4], u5 = outputs[5];
        for (int i = 0; i < count; i += 2)
        {
            float* p = hidden + starts[i];
            float* q = hidden + starts[i + 1];
            TVector zero = TSimd.Broadcast(0);
            TVector p0 = zero, p1 = zero, p2 = zero, p3 = zero, p4 = zero, p5 = zero;
            TVector q0 = zero, q1 = zero, q2 = zero, q3 = zero, q4 = zero, q5 = zero;
            for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
            {
                TVector a = TSimd.Load(p + d);
                TVector b = TSimd.Load(q + d);
                TVector u = TSimd.Load(u0 + d);
                p0 = TSimd.MultiplyAdd(a, u, p0);
                q0 = TSimd.MultiplyAdd(b, u, q0);
                u = TSimd.Load(u1 + d);
                p1 = TSimd.MultiplyAdd(a, u, p1);
                q1 = TSimd.MultiplyAdd(b, u, q1);
                u = TSimd.Load(u2 + d);
                p2 = TSimd.MultiplyAdd(a, u, p2);
                q2 = TSimd.MultiplyAdd(b, u, q2);
                u = TSimd.Load(u3 + d);
                p3 = TSimd.MultiplyAdd(a, u, p3);
                q3 = TSimd.MultiplyAdd(b, u, q3);
                u = TSimd.Load(u4 + d);
                p4 = TSimd.MultiplyAdd(a, u, p4);
                q4 = TSimd.MultiplyAdd(b, u, q4);
                u = TSimd.Load(u5 + d);
                p5 = TSimd.MultiplyAdd(a, u, p5);
                q5 = TSimd.MultiplyAdd(b, u, q5);
            }

            float* target = scores + (i * Tile);
            TSimd.Sums(p0, p1, p2, p3).Store(target);
            TSimd.Sums(p4, p5, q0, q1).Store(target + 4);
            TSimd.Sums(q2, q3, q4, q5).Store(target + 8);
        }
    }

    /// <summary>Scores to g, in place; returns the loss.</summary>
    private static double Errors<TSimd, TVector>(float* scores, float* marks, int length, float rate)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        TVector loss = TSimd.Broadcast(0);
        TVector one = TSimd.Broadcast(1);
        TVector zero = TSimd.Broadcast(0);
        for (int e = 0; e < length; e += TSimd.Lanes)
        {
            TVector mark = TSimd.Load(marks + e);
            TVector z = TSimd.Multiply(mark, TSimd.Load(scores + e));

            // t = e^−|z| can't overflow; σ(−z) is t / (1 + t) or 1 / (1 + t), and log(1 + e^−z) is log(1 + t) + max(−z, 0).
            TVector t = Elementary<TSimd, TVector>.Exp(TSimd.Subtract(zero, TSimd.Abs(z)));
            TVector inverse = TSimd.Divide(one, TSimd.Add(one, t));
            TVector sigmoid = TSimd.SelectNonNegative(z, TSimd.Multiply(t, inverse), inverse);
            TSimd.Store(TSimd.Multiply(TSimd.Multiply(TSimd.Broadcast(rate), mark), sigmoid), scores + e);

            TVector each = TSimd.Add(Elementary<TSimd, TVector>.LogOnePlus(t), TSimd.Max(TSimd.Subtract(zero, z), zero));
            loss = TSimd.MultiplyAdd(TSimd.Abs(mark), each, loss);
        }

        return TSimd.Sum(loss);
    }

    /// <summary>
    /// Both updates in one pass over the dimension; six output rows and their sums stay in registers. Rows needed soon are fetched a line at a time.
    /// </summary>
    private void Update<TSimd, TVector, TPass>(float* hidden, nuint* starts, float* delta, int count, float** outputs, float* g, float** fetched)
        where TSimd : ISimd<TVector>
        where TVector : struct
        where TPass : IPass
    {
        nuint stride = (nuint)_stride;
        float* y0 = outputs[0], y1 = outputs[1], y2 = outputs[2], y3 = outputs[3], y4 = outputs[4], y5 = outputs[5];
        for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
        {
            if (d % PaddedMatrix.Lanes == 0)
            {
                Fetch(fetched, d);
            }

            TVector u0 = TSimd.Load(y0 + d), u1 = TSimd.Load(y1 + d), u2 = TSimd.Load(y2 + d);
            TVector u3 = TSimd.Load(y3 + d), u4 = TSimd.Load(y4 + d), u5 = TSimd.Load(y5 + d);
            TVector zero = TSimd.Broadcast(0);
            TVector v0 = zero, v1 = zero, v2 = zero, v3 = zero, v4 = zero, v5 = zero;
            float* x = hidden + d;
            float* dx = delta + d;
            nuint* start = starts;
            float* end = g + (count * Tile);
            for (float* e = g; e < end; e += Tile)
            {
                TVector h = TSimd.Load(x + *start++);
                TVector g0 = TSimd.Broadcast(e[0]);
                TVector even = TPass.Adds ? TSimd.MultiplyAdd(g0, u0, TSimd.Load(dx)) : TSimd.Multiply(g0, u0);
                v0 = TSimd.MultiplyAdd(g0, h, v0);
                TVector g1 = TSimd.Broadcast(e[1]);
                TVector odd = TSimd.Multiply(g1, u1);
                v1 = TSimd.MultiplyAdd(g1, h, v1);
                TVector g2 = TSimd.Broadcast(e[2]);
                even = TSimd.MultiplyAdd(g2, u2, even);
                v2 = TSimd.MultiplyAdd(g2, h, v2);
                TVector g3 = TSimd.Broadcast(e[3]);
                odd = TSimd.MultiplyAdd(g3, u3, odd);
                v3 = TSimd.MultiplyAdd(g3, h, v3);
                TVector g4 = TSimd.Broadcast(e[4]);
                even = TSimd.MultiplyAdd(g4, u4, even);
                v4 = TSimd.MultiplyAdd(g4, h, v4);
                TVector g5 = TSimd.Broadcast(e[5]);
                odd = TSimd.MultiplyAdd(g5, u5, odd);
                v5 = TSimd.MultiplyAdd(g5, h, v5);
                TSimd.Store(TSimd.Add(even, odd), dx);
                dx += stride;
            }

            // Read again, not kept: a row that stands twice in the tile takes both sums.
            TSimd.Store(TSimd.Add(TSimd.Load(y0 + d), v0), y0 + d);
            TSimd.Store(TSimd.Add(TSimd.Load(y1 + d), v1), y1 + d);
            TSimd.Store(TSimd.Add(TSimd.Load(y2 + d), v2), y2 + d);
            TSimd.Store(TSimd.Add(TSimd.Load(y3 + d), v3), y3 + d);
            TSimd.Store(TSimd.Add(TSimd.Load(y4 + d), v4), y4 + d);
            TSimd.Store(TSimd.Add(TSimd.Load(y5 + d), v5), y5 + d);
        }
    }

    /// <summary>Fetches the line of each row that holds a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(float** rows, nuint number)
    {
        CacheLine.Prefetch(in rows[0][number]);
        CacheLine.Prefetch(in rows[1][number]);
        CacheLine.Prefetch(in rows[2][number]);
        CacheLine.Prefetch(in rows[3][number]);
        CacheLine.Prefetch(in rows[4][number]);
        CacheLine.Prefetch(in rows[5][number]);
        CacheLine.Prefetch(in rows[6][number]);
        CacheLine.Prefetch(in rows[7][number]);
    }

    /// <summary>Whether a pass over the outputs adds to Δh or writes it: a constant to the JIT, so that the loop has no branch.</summary>
    private interface IPass
    {
        static abstract bool Adds { get; }
    }

    private readonly struct Writing : IPass
    {
        public static bool Adds => false;
    }

    private readonly struct Adding : IPass
    {
        public static bool Adds => true;
    }
}
