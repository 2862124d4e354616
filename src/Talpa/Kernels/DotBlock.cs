using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>
/// Dot products of Q queries q with R rows u of a table, a matrix product:
/// <code>
/// products[i,j] = q[i] · u[j]
/// </code>
/// Rows are taken in panels of two registers' worth, which are laid out number by number first, so that a register holds one number of
/// as many rows: no sum within a register is ever needed. Queries are taken in sixes: 12 sums in registers, as in <see cref="LogisticBlock"/>.
/// <para>
/// Operations: 2 · Q · R · stride. Traffic: the rows are read once; a panel (two registers × stride) stays in the first-level cache
/// while all queries pass over it. Laying out a panel costs about as much as 30 queries, so it takes some hundred of them to near the peak.
/// </para>
/// </summary>
internal static unsafe class DotBlock
{
    private const int Tile = 6;

    /// <summary>The longest panel, in rows; products of a query take up a multiple of it.</summary>
    public const int MaxPanelRows = 2 * PaddedMatrix.Lanes;

    /// <summary>Length that the products of one query with this number of rows take.</summary>
    public static int ProductStride(int rows) => (rows + MaxPanelRows - 1) / MaxPanelRows * MaxPanelRows;

    /// <summary>Numbers of scratch memory for a panel.</summary>
    public static int PanelLength(int stride) => MaxPanelRows * stride;

    /// <summary>All products.</summary>
    /// <param name="queries">Q vectors, padded as a table's rows are.</param>
    /// <param name="rows">R rows of <paramref name="queries"/>' stride, one after the other.</param>
    /// <param name="panel">Scratch memory: <see cref="PanelLength"/> numbers.</param>
    /// <param name="products">Receives Q × <see cref="ProductStride"/> numbers; those beyond R of each are 0.</param>
    public static void Multiply(PaddedMatrix queries, ReadOnlySpan<float> rows, Span<float> panel, Span<float> products)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Simd512, Vector512<float>>(queries, rows, panel, products);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<Simd256, Vector256<float>>(queries, rows, panel, products);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Multiply<Simd128, Vector128<float>>(queries, rows, panel, products);
        }
        else
        {
            Multiply<SimdScalar, float>(queries, rows, panel, products);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void Multiply<TSimd, TVector>(PaddedMatrix queries, ReadOnlySpan<float> rows, Span<float> panel, Span<float> products)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        int stride = queries.Stride;
        int count = rows.Length / stride;
        int productStride = ProductStride(count);
        if (rows.Length % stride != 0 || panel.Length < PanelLength(stride) || products.Length < (long)queries.Rows * productStride)
        {
            ThrowSizes();
        }

        int panelRows = 2 * TSimd.Lanes;
        fixed (float* q = queries.Padded, u = rows, p = panel, s = products)
        {
            for (int first = 0; first < productStride; first += panelRows)
            {
                LayOut(u + ((nuint)first * (nuint)stride), Math.Clamp(count - first, 0, panelRows), stride, p, panelRows);
                for (int i = 0; i < queries.Rows; i += Tile)
                {
                    MultiplyTile<TSimd, TVector>(q, i, queries.Rows - 1, stride, p, s + first, (nuint)productStride);
                }
            }
        }
    }

    /// <summary>panel[d, j] = row[j, d]; rows that are not there are zeros.</summary>
    private static void LayOut(float* rows, int count, int stride, float* panel, int panelRows)
    {
        if (count < panelRows)
        {
            new Span<float>(panel, panelRows * stride).Clear();
        }

        // Sixteen numbers of each row at a time: a line of the row is read once, and 16 lines of the panel are written together.
        for (int block = 0; block < stride; block += PaddedMatrix.Lanes)
        {
            for (int j = 0; j < count; j++)
            {
                float* source = rows + ((nuint)j * (nuint)stride) + block;
                float* target = panel + (block * panelRows) + j;
                for (int d = 0; d < PaddedMatrix.Lanes; d++)
                {
                    target[d * panelRows] = source[d];
                }
            }
        }
    }

    /// <summary>Six queries with one panel. Where there are fewer, the last is worked out again and lands on itself.</summary>
    private static void MultiplyTile<TSimd, TVector>(float* queries, int first, int last, int stride, float* panel, float* products, nuint productStride)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        nuint i0 = (nuint)first, i1 = (nuint)Math.Min(first + 1, last), i2 = (nuint)Math.Min(first + 2, last);
        nuint i3 = (nuint)Math.Min(first + 3, last), i4 = (nuint)Math.Min(first + 4, last), i5 = (nuint)Math.Min(first + 5, last);
        nuint length = (nuint)stride;
        float* q0 = queries + (i0 * length), q1 = queries + (i1 * length), q2 = queries + (i2 * length);
        float* q3 = queries + (i3 * length), q4 = queries + (i4 * length), q5 = queries + (i5 * length);
        TVector zero = TSimd.Broadcast(0);
        TVector a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero;
        TVector b0 = zero, b1 = zero, b2 = zero, b3 = zero, b4 = zero, b5 = zero;
        nuint lanes = (nuint)TSimd.Lanes;
        for (nuint d = 0; d < length; d++)
        {
            TVector a = TSimd.Load(panel);
            TVector b = TSimd.Load(panel + lanes);
            panel += 2 * lanes;
            TVector x = TSimd.Broadcast(q0[d]);
            a0 = TSimd.MultiplyAdd(x, a, a0);
            b0 = TSimd.MultiplyAdd(x, b, b0);
            x = TSimd.Broadcast(q1[d]);
            a1 = TSimd.MultiplyAdd(x, a, a1);
            b1 = TSimd.MultiplyAdd(x, b, b1);
            x = TSimd.Broadcast(q2[d]);
            a2 = TSimd.MultiplyAdd(x, a, a2);
            b2 = TSimd.MultiplyAdd(x, b, b2);
            x = TSimd.Broadcast(q3[d]);
            a3 = TSimd.MultiplyAdd(x, a, a3);
            b3 = TSimd.MultiplyAdd(x, b, b3);
            x = TSimd.Broadcast(q4[d]);
            a4 = TSimd.MultiplyAdd(x, a, a4);
            b4 = TSimd.MultiplyAdd(x, b, b4);
            x = TSimd.Broadcast(q5[d]);
            a5 = TSimd.MultiplyAdd(x, a, a5);
            b5 = TSimd.MultiplyAdd(x, b, b5);
        }

        Store<TSimd, TVector>(a0, b0, products + (i0 * productStride));
        Store<TSimd, TVector>(a1, b1, products + (i1 * productStride));
        Store<TSimd, TVector>(a2, b2, products + (i2 * productStride));
        Store<TSimd, TVector>(a3, b3, products + (i3 * productStride));
        Store<TSimd, TVector>(a4, b4, products + (i4 * productStride));
        Store<TSimd, TVector>(a5, b5, products + (i5 * productStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TSimd, TVector>(TVector a, TVector b, float* target)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        TSimd.Store(a, target);
        TSimd.Store(b, target + TSimd.Lanes);
    }

    private static void ThrowSizes() =>
        throw new ArgumentException("The queries, the rows and the room for their products do not fit together.", "products");
}
