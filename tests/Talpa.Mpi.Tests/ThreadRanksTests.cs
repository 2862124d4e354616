namespace Talpa.Mpi.Tests;

/// <summary>The ranks that the other tests run on.</summary>
public class ThreadRanksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_rank_gets_the_bytes_of_all(int count)
    {
        int[] lengths = [.. Enumerable.Range(0, count).Select(rank => rank + 1)];
        byte[][] results = ThreadRanks.Run(count, group =>
        {
            byte[] own = [.. Enumerable.Repeat((byte)(group.Rank + 65), group.Rank + 1)];
            byte[] all = new byte[lengths.Sum()];
            group.AllGather(own, all, lengths);
            return all;
        });

        byte[] expected = [.. Enumerable.Range(0, count).SelectMany(rank => Enumerable.Repeat((byte)(rank + 65), rank + 1))];
        Assert.All(results, all => Assert.Equal(expected, all));
    }

    [Fact]
    public void Each_rank_gets_the_bytes_for_it()
    {
        byte[][] results = ThreadRanks.Run(3, group =>
        {
            byte[] received = new byte[3];
            group.AllToAll([(byte)(10 * group.Rank), (byte)((10 * group.Rank) + 1), (byte)((10 * group.Rank) + 2)], [1, 1, 1], received, [1, 1, 1]);
            return received;
        });

        Assert.Equal([[0, 10, 20], [1, 11, 21], [2, 12, 22]], results);
    }
}
