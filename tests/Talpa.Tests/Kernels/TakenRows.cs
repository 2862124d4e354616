using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

/// <summary>The rows to prefetch, as row numbers.</summary>
internal static unsafe class TakenRows
{
    /// <summary>Takes rows of a table; −1 is the idle row, returned when there are fewer.</summary>
    public static int[] Take(this RowsAhead ahead, PaddedMatrix table, int count)
    {
        float** rows = stackalloc float*[count];
        ahead.Take(rows, count, null);
        int[] taken = new int[count];
        fixed (float* start = table.Padded)
        {
            for (int i = 0; i < count; i++)
            {
                taken[i] = rows[i] == null ? -1 : (int)((rows[i] - start) / table.Stride);
            }
        }

        return taken;
    }
}
