using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>
/// One step of the full softmax of one hidden vector h against all V output vectors u, in three calls so that the caller may put the
/// truth in between:
/// <code>
/// Scores:         s[w] = u[w] · h
/// Normalise:      p[w] = exp(s[w] − max s) / Σ exp(s[v] − max s),   returns log Σ exp s[v]
/// Update:         Δh = Σ g[w] u[w];   u[w] += g[w] h
/// </code>
/// The maximum is taken off first, so that no score overflows. Operations: 6 · V · stride, plus about 16 · V for exp.
/// Traffic: the table is read twice and written once. Rows are taken in fours.
/// </summary>
internal static unsafe class Softmax
{
    private const int Block = 4;

    /// <summary>Scores of all rows. <paramref name="scores"/> has room for the rows, rounded up to 16; the rest is filled with −∞.</summary>
    public static void Scores(ReadOnlySpan<float> hidden, ReadOnlySpan<float> table, int rows, Span<float> scores)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Scores<Simd512, Vector512<float>>(hidden, table, rows, scores);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Scores<Simd256, Vector256<float>>(hidden, table, rows, scores);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Scores<Simd128, Vector128<float>>(hidden, table, rows, scores);
        }
        else
        {
            Scores<SimdScalar, float>(hidden, table, rows, scores);
        }
    }

    /// <summary>Scores to probabilities, in place.</summary>
    /// <returns>log Σ exp of the scores: the loss of word w is this minus its score.</returns>
    public static double Normalise(Span<float> scores)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Normalise<Simd512, Vector512<float>>(scores);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Normalise<Simd256, Vector256<float>>(scores);
        }

        return Vector128.IsHardwareAccelerated ? Normalise<Simd128, Vector128<float>>(scores) : Normalise<SimdScalar, float>(scores);
    }

    /// <summary>Moves all rows along h by their g and gathers Δh, which is written, not added to.</summary>
    public static void Update(ReadOnlySpan<float> hidden, Span<float> delta, Span<float> table, int rows, ReadOnlySpan<float> g)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Update<Simd512, Vector512<float>>(hidden, delta, table, rows, g);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Update<Simd256, Vector256<float>>(hidden, delta, table, rows, g);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Update<Simd128, Vector128<float>>(hidden, delta, table, rows, g);
        }
        else
        {
            Update<SimdScalar, float>(hidden, delta, table, rows, g);
        }
    }

    internal static void Scores<TSimd, TVector>(ReadOnlySpan<float> hidden, ReadOnlySpan<float> table, int rows, Span<float> scores)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        CheckSizes(hidden, table, rows, scores);
        nuint stride = (nuint)hidden.Length;
        fixed (float* h = hidden, t = table, s = scores)
        {
            int w = 0;
            for (; w + Block <= rows; w += Block)
            {
                float* u0 = t + ((nuint)w * stride), u1 = u0 + stride, u2 = u1 + stride, u3 = u2 + stride;
                TVector zero = TSimd.Broadcast(0);
                TVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
                for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
                {
                    TVector x = TSimd.Load(h + d);
                    s0 = TSimd.MultiplyAdd(x, TSimd.Load(u0 + d), s0);
                    s1 = TSimd.MultiplyAdd(x, TSimd.Load(u1 + d), s1);
                    s2 = TSimd.MultiplyAdd(x, TSimd.Load(u2 + d), s2);
                    s3 = TSimd.MultiplyAdd(x, TSimd.Load(u3 + d), s3);
                }

                TSimd.Sums(s0, s1, s2, s3).Store(s + w);
            }

            for (; w < rows; w++)
            {
                float* u = t + ((nuint)w * stride);
                TVector sum = TSimd.Broadcast(0);
                for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
                {
                    sum = TSimd.MultiplyAdd(TSimd.Load(h + d), TSimd.Load(u + d), sum);
                }

                s[w] = TSimd.Sum(sum);
            }
        }

        scores[rows..].Fill(float.NegativeInfinity);
    }

    internal static double Normalise<TSimd, TVector>(Span<float> scores)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        fixed (float* s = scores)
        {
            TVector largest = TSimd.Load(s);
            for (int w = TSimd.Lanes; w < scores.Length; w += TSimd.Lanes)
            {
                largest = TSimd.Max(largest, TSimd.Load(s + w));
            }

            float shift = TSimd.Largest(largest);
            TVector down = TSimd.Broadcast(-shift);
            double sum = 0;
            for (int w = 0; w < scores.Length; w += PaddedMatrix.Lanes)
            {
                TVector part = TSimd.Broadcast(0);
                for (int lane = 0; lane < PaddedMatrix.Lanes; lane += TSimd.Lanes)
                {
                    TVector e = Elementary<TSimd, TVector>.Exp(TSimd.Add(TSimd.Load(s + w + lane), down));
                    TSimd.Store(e, s + w + lane);
                    part = TSimd.Add(part, e);
                }

                sum += TSimd.Sum(part);
            }

            TVector scale = TSimd.Broadcast((float)(1 / sum));
            for (int w = 0; w < scores.Length; w += TSimd.Lanes)
            {
                TSimd.Store(TSimd.Multiply(scale, TSimd.Load(s + w)), s + w);
            }

            return Math.Log(sum) + shift;
        }
    }

    internal static void Update<TSimd, TVector>(ReadOnlySpan<float> hidden, Span<float> delta, Span<float> table, int rows, ReadOnlySpan<float> g)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        CheckSizes(hidden, table, rows, g);
        CheckSizes(delta, table, rows, g);
        delta.Clear();
        nuint stride = (nuint)hidden.Length;
        fixed (float* h = hidden, dh = delta, t = table, e = g)
        {
            int w = 0;
            for (; w + Block <= rows; w += Block)
            {
                float* u0 = t + ((nuint)w * stride), u1 = u0 + stride, u2 = u1 + stride, u3 = u2 + stride;
                TVector g0 = TSimd.Broadcast(e[w]), g1 = TSimd.Broadcast(e[w + 1]);
                TVector g2 = TSimd.Broadcast(e[w + 2]), g3 = TSimd.Broadcast(e[w + 3]);
                for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
                {
                    TVector x = TSimd.Load(h + d);
                    TVector a = TSimd.Load(u0 + d), b = TSimd.Load(u1 + d), c = TSimd.Load(u2 + d), f = TSimd.Load(u3 + d);
                    TVector even = TSimd.MultiplyAdd(g2, c, TSimd.MultiplyAdd(g0, a, TSimd.Load(dh + d)));
                    TVector odd = TSimd.MultiplyAdd(g3, f, TSimd.Multiply(g1, b));
                    TSimd.Store(TSimd.Add(even, odd), dh + d);
                    TSimd.Store(TSimd.MultiplyAdd(g0, x, a), u0 + d);
                    TSimd.Store(TSimd.MultiplyAdd(g1, x, b), u1 + d);
                    TSimd.Store(TSimd.MultiplyAdd(g2, x, c), u2 + d);
                    TSimd.Store(TSimd.MultiplyAdd(g3, x, f), u3 + d);
                }
            }

            for (; w < rows; w++)
            {
                float* u = t + ((nuint)w * stride);
                TVector gw = TSimd.Broadcast(e[w]);
                for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
                {
                    TVector a = TSimd.Load(u + d);
                    TSimd.Store(TSimd.MultiplyAdd(gw, a, TSimd.Load(dh + d)), dh + d);
                    TSimd.Store(TSimd.MultiplyAdd(gw, TSimd.Load(h + d), a), u + d);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckSizes(ReadOnlySpan<float> vector, ReadOnlySpan<float> table, int rows, ReadOnlySpan<float> numbers)
    {
        if (vector.Length % PaddedMatrix.Lanes != 0 || (long)rows * vector.Length > table.Length || numbers.Length != PaddedMatrix.PaddedLength(rows))
        {
            throw new ArgumentException("The vectors, the table and the numbers of a softmax do not fit together.", nameof(rows));
        }
    }
}
