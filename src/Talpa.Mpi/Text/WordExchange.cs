using Talpa.Mpi.Exchanges;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Text;

/// <summary>Brings the counts of each word together on one rank, its owner, which a hash of the word's bytes gives. About a rank's share of all different words is on one rank.</summary>
internal static class WordExchange
{
    /// <summary>Sums up the counts of the words that this rank owns. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="words">The words that this rank has counted.</param>
    /// <param name="pieceBytes">About how many bytes a rank sends in one exchange.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The words that this rank owns, with their counts in the whole text.</returns>
    public static WordCounter Run(IRankGroup group, WordCounter words, int pieceBytes, CancellationToken cancellationToken)
    {
        var owned = new WordCounter();
        var parcels = new RankParcels(group);
        WordHash hash = WordHash.Fixed;
        WordCounter.Enumerator rest = words.GetEnumerator();
        bool anyMore;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            int written = 0;
            while (written < pieceBytes && rest.MoveNext())
            {
                int owner = (int)Math.BigMul(hash.Of(rest.Current.Word), (ulong)group.Count, out _);
                written += WordRecord.Write(parcels.For(owner), rest.Current.Word, rest.Current.Count);
            }

            anyMore = parcels.Exchange(hasMore: written >= pieceBytes);
            for (int rank = 0; rank < group.Count; rank++)
            {
                Add(parcels.From(rank), owned);
            }
        }
        while (anyMore);
        return owned;
    }

    private static void Add(ReadOnlySpan<byte> records, WordCounter owned)
    {
        while (WordRecord.TryTake(ref records, out ReadOnlySpan<byte> word, out long count))
        {
            owned.Add(word, count);
        }
    }
}
