using Talpa.Mpi.Exchanges;

namespace Talpa.Mpi.Tests.Exchanges;

public class RankNumbersTests
{
    [Theory]
    [InlineData(1, 0, 4)]
    [InlineData(1, 9, 4)]
    [InlineData(3, 1, 4)]
    [InlineData(3, 8, 4)]
    [InlineData(5, 23, 7)]
    [InlineData(4, 3, 100)]
    public void Numbers_are_added_over_ranks(int ranks, int length, int pieceLength)
    {
        long[][] results = ThreadRanks.Run(ranks, group =>
        {
            long[] values = [.. Enumerable.Range(0, length).Select(i => Value(group.Rank, i))];
            RankNumbers.Add(group, values, pieceLength);
            return values;
        });
        long[] expected = [.. Enumerable.Range(0, length).Select(i => Enumerable.Range(0, ranks).Sum(rank => Value(rank, i)))];
        Assert.All(results, sums => Assert.Equal(expected, sums));

        static long Value(int rank, int i) => ((long)(rank + 1) << 40) + (i * i) - rank;
    }
}
