using Talpa.Mpi.Exchanges;
using Talpa.Ranks;

namespace Talpa.Mpi.Text;

/// <summary>A text that several ranks read, a part each.</summary>
internal sealed class RankText
{
    private RankText(TextSource own, int[] rankOf, int ranksWithoutParts, string first, string last)
    {
        Own = own;
        RankOf = rankOf;
        RanksWithoutParts = ranksWithoutParts;
        First = first;
        Last = last;
    }

    /// <summary>What this rank reads; it may have no part.</summary>
    public TextSource Own { get; }

    /// <summary>The rank that reads each part of the whole text, in the order of the text.</summary>
    public IReadOnlyList<int> RankOf { get; }

    /// <summary>Number of parts of the whole text, 1 or more.</summary>
    public int Parts => RankOf.Count;

    /// <summary>How many ranks have nothing to read, because there are fewer parts than ranks.</summary>
    public int RanksWithoutParts { get; }

    /// <summary>The name of the first part of the whole text.</summary>
    public string First { get; }

    /// <summary>The name of the last part of the whole text.</summary>
    public string Last { get; }

    /// <summary>A text in files that all ranks see. Whole files are assigned to ranks by size, so there should be several files a rank. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="whole">The whole text, the same on all ranks.</param>
    /// <exception cref="UnusableInputException">The ranks see other files, or a size is not known; thrown on all ranks alike.</exception>
    public static RankText Shared(IRankGroup group, TextSource whole)
    {
        SharedFiles.RequireSame(group, whole.Parts);
        int[] rankOf = SharedFiles.Assign([.. whole.Parts.Select(part => part.Length!.Value)], group.Count);
        return new RankText(
            TextSource.OfParts([.. whole.Parts.Where((_, i) => rankOf[i] == group.Rank)]),
            rankOf,
            group.Count - rankOf.Distinct().Count(),
            whole.Parts[0].Name,
            whole.Parts[^1].Name);
    }

    /// <summary>A text of which each rank was given other files: all of them together are the text, in the order of the ranks. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="own">What this rank was given; <c>null</c> for nothing.</param>
    /// <exception cref="UnusableInputException">No rank was given anything; thrown on all ranks alike.</exception>
    public static RankText Given(IRankGroup group, TextSource? own)
    {
        long[] parts = RankNumbers.Gather(group, own?.Count ?? 0);
        string[] firsts = RankBytes.Gather(group, own?.Parts[0].Name ?? "");
        string[] lasts = RankBytes.Gather(group, own?.Parts[^1].Name ?? "");
        int first = Array.FindIndex(parts, count => count > 0);
        if (first < 0)
        {
            throw RankFaults.OnAllRanks(new UnusableInputException("There is no text: no process was given a file."));
        }

        int last = Array.FindLastIndex(parts, count => count > 0);
        return new RankText(own ?? TextSource.OfParts([]), [.. parts.SelectMany((count, rank) => Enumerable.Repeat(rank, checked((int)count)))], parts.Count(count => count == 0), firsts[first], lasts[last]);
    }
}
