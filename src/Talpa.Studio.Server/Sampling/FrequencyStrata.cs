using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Server.Sampling;

/// <summary>
/// Selects the words to draw if there are too many. Ranks are divided into strata, each ten times as large as the previous one (1 to 100, 101 to
/// 1,000 …). Each stratum gets an equal share of the points, so that frequent and rare words are both visible. What a small stratum does not need
/// is divided among the others. Within a stratum words are selected at even distances, deterministically.
/// </summary>
internal static class FrequencyStrata
{
    private const int FirstEnd = 100;

    /// <summary>Returns the strata with the number of drawn words of each.</summary>
    /// <param name="words">The number of words.</param>
    /// <param name="maxDrawn">The maximum number of drawn words.</param>
    public static IReadOnlyList<Stratum> Of(int words, int maxDrawn)
    {
        List<(int First, int Last)> ranges = [];
        long end = FirstEnd;
        for (long first = 1; first <= words; first = end + 1, end *= 10)
        {
            end = first == 1 ? FirstEnd : end;
            ranges.Add(((int)first, (int)Math.Min(end, words)));
        }

        int[] drawn = new int[ranges.Count];
        int left = Math.Min(maxDrawn, words);
        int strataLeft = ranges.Count;
        foreach (int i in Enumerable.Range(0, ranges.Count).OrderBy(i => ranges[i].Last - ranges[i].First))
        {
            drawn[i] = Math.Min(ranges[i].Last - ranges[i].First + 1, left / strataLeft);
            left -= drawn[i];
            strataLeft--;
        }

        return [.. ranges.Select((range, i) => new Stratum(range.First, range.Last, drawn[i]))];
    }

    /// <summary>Returns the drawn ranks, from 1, in ascending order.</summary>
    public static IEnumerable<int> Ranks(IEnumerable<Stratum> strata) => strata.SelectMany(stratum =>
        Enumerable.Range(0, stratum.Drawn).Select(i => stratum.FirstRank + (int)(((2L * i) + 1) * stratum.Words / (2L * stratum.Drawn))));
}
