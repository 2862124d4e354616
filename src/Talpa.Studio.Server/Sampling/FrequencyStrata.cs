using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Server.Sampling;

/// <summary>
/// Which words to draw where all would be too many. Ranks fall into strata of ten times the size each (1 to 100, 101 to 1,000 …), and each
/// stratum gets an equal part of the places, so that frequent and rare words are both seen. What a small stratum leaves over goes to the
/// others. Within a stratum words are taken at even distances: the same ones every time.
/// </summary>
internal static class FrequencyStrata
{
    private const int FirstEnd = 100;

    /// <summary>The strata, with how many words of each are drawn.</summary>
    /// <param name="words">How many words there are.</param>
    /// <param name="places">How many can be drawn.</param>
    public static IReadOnlyList<Stratum> Of(int words, int places)
    {
        List<(int First, int Last)> ranges = [];
        long end = FirstEnd;
        for (long first = 1; first <= words; first = end + 1, end *= 10)
        {
            end = first == 1 ? FirstEnd : end;
            ranges.Add(((int)first, (int)Math.Min(end, words)));
        }

        int[] drawn = new int[ranges.Count];
        int left = Math.Min(places, words);
        int strataLeft = ranges.Count;
        foreach (int i in Enumerable.Range(0, ranges.Count).OrderBy(i => ranges[i].Last - ranges[i].First))
        {
            drawn[i] = Math.Min(ranges[i].Last - ranges[i].First + 1, left / strataLeft);
            left -= drawn[i];
            strataLeft--;
        }

        return [.. ranges.Select((range, i) => new Stratum(range.First, range.Last, drawn[i]))];
    }

    /// <summary>The ranks that are drawn, from 1, rising.</summary>
    public static IEnumerable<int> Ranks(IEnumerable<Stratum> strata) => strata.SelectMany(stratum =>
        Enumerable.Range(0, stratum.Drawn).Select(i => stratum.FirstRank + (int)(((2L * i) + 1) * stratum.Words / (2L * stratum.Drawn))));
}
