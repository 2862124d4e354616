using Talpa.Mpi.Exchanges;
using Talpa.Ranks;

namespace Talpa.Mpi.Text;

/// <summary>What the ranks have read of a text, added up.</summary>
internal static class RankReports
{
    /// <summary>Adds up the numbers of parts, bytes, lines, sentences and tokens. Numbers of words are 0: a word that two ranks have read is one word. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="own">The numbers of this rank.</param>
    public static CorpusReport Sum(IRankGroup group, CorpusReport own)
    {
        long[] sums =
        [
            own.Parts,
            own.StoredBytes,
            own.TextBytes,
            own.Lines,
            own.LinesSplit,
            own.Sentences,
            own.TokensRead,
            own.TokensKept,
            own.TokensBelowMinCount,
            own.TokensNotInVocabulary,
            own.OverlongTokens,
            own.InvisibleCharacters,
            own.PartsChanged,
            own.ReplacedSequences,
        ];
        RankNumbers.Add(group, sums);
        int next = 0;
        return new CorpusReport
        {
            Parts = (int)sums[next++],
            StoredBytes = sums[next++],
            TextBytes = sums[next++],
            Lines = sums[next++],
            LinesSplit = sums[next++],
            Sentences = sums[next++],
            TokensRead = sums[next++],
            TokensKept = sums[next++],
            TokensBelowMinCount = sums[next++],
            TokensNotInVocabulary = sums[next++],
            OverlongTokens = sums[next++],
            InvisibleCharacters = sums[next++],
            PartsChanged = (int)sums[next++],
            ReplacedSequences = sums[next],
        };
    }
}
