using System.Runtime.InteropServices;
using Talpa.CoOccurrence;

namespace Talpa.Mpi.CoOccurrence;

/// <summary>
/// The contexts of one centre word, as <see cref="RowCounter.TakeSums"/> gives them, sorted by the rank that owns them: first the number of contexts of each rank (4 bytes), then for each rank
/// its part in the form of <see cref="RowCounter.TakeSums"/>, ids ascending.
/// </summary>
internal static class OwnerRow
{
    /// <summary>Sorts a row.</summary>
    /// <param name="sums">What <see cref="RowCounter.TakeSums"/> gave.</param>
    /// <param name="ownerOf">For each word the rank that owns it.</param>
    /// <param name="ranks">Number of ranks.</param>
    /// <param name="sides">Contexts of a word.</param>
    /// <param name="total">The sum of the row.</param>
    public static byte[] Encode(ReadOnlySpan<byte> sums, ReadOnlySpan<int> ownerOf, int ranks, int sides, out long total)
    {
        int count = sums.Length / RowCounter.EntryBytes;
        ReadOnlySpan<long> values = MemoryMarshal.Cast<byte, long>(sums[..(count * sizeof(long))]);
        ReadOnlySpan<int> ids = MemoryMarshal.Cast<byte, int>(sums[(count * sizeof(long))..]);
        byte[] row = GC.AllocateUninitializedArray<byte>(HeaderBytes(ranks) + sums.Length);
        Span<int> counts = MemoryMarshal.Cast<byte, int>(row.AsSpan(0, HeaderBytes(ranks)));
        counts.Clear();
        foreach (int id in ids)
        {
            counts[ownerOf[id / sides]]++;
        }

        (int[] nextValue, int[] nextId) = Starts(counts);
        total = 0;
        for (int i = 0; i < count; i++)
        {
            int owner = ownerOf[ids[i] / sides];
            MemoryMarshal.Write(row.AsSpan(nextValue[owner]), values[i]);
            MemoryMarshal.Write(row.AsSpan(nextId[owner]), ids[i]);
            nextValue[owner] += sizeof(long);
            nextId[owner] += sizeof(int);
            total = checked(total + values[i]);
        }

        return row;
    }

    /// <summary>Bytes before the parts.</summary>
    public static int HeaderBytes(int ranks) => ranks * sizeof(int);

    /// <summary>How many contexts each rank owns.</summary>
    public static ReadOnlySpan<int> CountsOf(ReadOnlySpan<byte> row, int ranks) => MemoryMarshal.Cast<byte, int>(row[..HeaderBytes(ranks)]);

    /// <summary>Where the first value and the first id of each rank go.</summary>
    private static (int[] Values, int[] Ids) Starts(ReadOnlySpan<int> counts)
    {
        int[] values = new int[counts.Length];
        int[] ids = new int[counts.Length];
        int end = HeaderBytes(counts.Length);
        for (int rank = 0; rank < counts.Length; rank++)
        {
            values[rank] = end;
            ids[rank] = end + (counts[rank] * sizeof(long));
            end += counts[rank] * RowCounter.EntryBytes;
        }

        return (values, ids);
    }
}
