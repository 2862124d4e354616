using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Talpa.Kernels;

/// <summary>
/// Finds the column j of a matrix that minimises h(j) − Σᵢ x(i) · m(i, j): with h(j) half the squared length of the column, the column nearest to x. Sixteen columns at a time, the smallest
/// value of each lane and its column stay in registers.
/// </summary>
/// <remarks>For n columns of k numbers k · n fused multiply-adds and n comparisons; 4 (k + 1) n bytes are read, which stay in the first cache for n = 256. It uses vectors of 512 bits, which
/// .NET divides on other processors, because it serves writing a file, not training.</remarks>
internal static class NearestColumn
{
    /// <summary>The column; of equal values the first.</summary>
    /// <param name="x">k numbers.</param>
    /// <param name="rows">The matrix, row after row: k × n numbers, n a multiple of 16.</param>
    /// <param name="offsets">h, n numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Of(ReadOnlySpan<float> x, ReadOnlySpan<float> rows, ReadOnlySpan<float> offsets)
    {
        int count = offsets.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(count % Vector512<float>.Count, 0, nameof(offsets));
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, x.Length * count, nameof(rows));
        ref float matrix = ref MemoryMarshal.GetReference(rows);
        ref float start = ref MemoryMarshal.GetReference(offsets);
        Vector512<float> min = Vector512.Create(float.PositiveInfinity);
        Vector512<int> columns = Vector512<int>.Zero;
        for (int column = 0; column < count; column += Vector512<float>.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref start, (nuint)column);
            for (int i = 0; i < x.Length; i++)
            {
                value = Vector512.FusedMultiplyAdd(Vector512.Create(-x[i]), Vector512.LoadUnsafe(ref matrix, (nuint)((i * count) + column)), value);
            }

            Vector512<float> isLess = Vector512.LessThan(value, min);
            min = Vector512.ConditionalSelect(isLess, value, min);
            columns = Vector512.ConditionalSelect(isLess.AsInt32(), Vector512.Create(column), columns);
        }

        return First(min, columns);
    }

    private static int First(Vector512<float> mins, Vector512<int> columns)
    {
        int found = columns[0];
        float min = mins[0];
        for (int lane = 1; lane < Vector512<float>.Count; lane++)
        {
            int column = columns[lane] + lane;
            if (mins[lane] < min || (mins[lane] == min && column < found))
            {
                (min, found) = (mins[lane], column);
            }
        }

        return found;
    }
}
