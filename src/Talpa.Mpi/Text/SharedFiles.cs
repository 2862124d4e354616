using System.Buffers.Binary;
using System.Text;
using Talpa.Mpi.Exchanges;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Text;

/// <summary>Files that all ranks see on a shared file system: compared over the ranks, then assigned to them.</summary>
internal static class SharedFiles
{
    /// <summary>Throws on all ranks alike where the ranks have other files, or files whose size is not known.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="files">The files of this rank, in order.</param>
    /// <exception cref="UnusableInputException">The names, sizes, number or order of the files differ; the message names the rank and the file.</exception>
    public static void RequireSame(IRankGroup group, IReadOnlyList<TextPart> files)
    {
        byte[] list = Encode(files);
        int other = RankBytes.FirstOther(group, list);
        if (other >= 0)
        {
            List<(string Name, long Size)> first = Decode(RankBytes.Broadcast(group, list, root: 0));
            string difference = group.Rank == other ? Difference(other, first, Decode(list)) : "";
            difference = Encoding.UTF8.GetString(RankBytes.Broadcast(group, Encoding.UTF8.GetBytes(difference), other));
            throw RankFaults.OnAllRanks(
                new UnusableInputException($"{difference}. Give all processes the same files on a file system that they share, or give each its own files."));
        }

        if (files.FirstOrDefault(file => file.Length is null) is { } unsized)
        {
            throw RankFaults.OnAllRanks(
                new UnusableInputException($"The size of {unsized.Name} is not known before it is read, so it can't be assigned to a process; store it in a file first."));
        }
    }

    /// <summary>Assigns whole files to ranks: the largest first, each to the rank with the fewest bytes so far; of equal ones the first.</summary>
    /// <param name="sizes">The sizes of the files.</param>
    /// <param name="ranks">Number of ranks.</param>
    /// <returns>The rank of each file.</returns>
    public static int[] Assign(IReadOnlyList<long> sizes, int ranks)
    {
        int[] rankOf = new int[sizes.Count];
        long[] bytes = new long[ranks];

        // OrderBy keeps the order of equal ones.
        foreach (int file in Enumerable.Range(0, sizes.Count).OrderByDescending(file => sizes[file]))
        {
            int least = Array.IndexOf(bytes, bytes.Min());
            rankOf[file] = least;
            bytes[least] += sizes[file];
        }

        return rankOf;
    }

    private static string Difference(int rank, List<(string Name, long Size)> first, List<(string Name, long Size)> own)
    {
        for (int i = 0; i < Math.Min(first.Count, own.Count); i++)
        {
            if (!string.Equals(own[i].Name, first[i].Name, StringComparison.Ordinal))
            {
                return $"File {i + 1:N0} of the text is {own[i].Name} on rank {rank}, but {first[i].Name} on rank 0";
            }

            if (own[i].Size != first[i].Size)
            {
                return $"{own[i].Name} has {own[i].Size:N0} bytes on rank {rank}, but {first[i].Size:N0} on rank 0";
            }
        }

        return $"The text has {own.Count:N0} files on rank {rank}, but {first.Count:N0} on rank 0";
    }

    private static byte[] Encode(IReadOnlyList<TextPart> files)
    {
        var bytes = new List<byte>();
        byte[] numbers = new byte[sizeof(long) + sizeof(int)];
        foreach (TextPart file in files)
        {
            byte[] name = Encoding.UTF8.GetBytes(file.Name);
            BinaryPrimitives.WriteInt64LittleEndian(numbers, file.Length ?? -1);
            BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(sizeof(long)), name.Length);
            bytes.AddRange(numbers);
            bytes.AddRange(name);
        }

        return [.. bytes];
    }

    private static List<(string Name, long Size)> Decode(ReadOnlySpan<byte> bytes)
    {
        var files = new List<(string Name, long Size)>();
        while (!bytes.IsEmpty)
        {
            long size = BinaryPrimitives.ReadInt64LittleEndian(bytes);
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[sizeof(long)..]);
            bytes = bytes[(sizeof(long) + sizeof(int))..];
            files.Add((Encoding.UTF8.GetString(bytes[..length]), size));
            bytes = bytes[length..];
        }

        return files;
    }
}
