using Talpa.Training.Exact;

namespace Talpa.Tests.Training.Exact;

public class TileTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Each_tile_of_each_round_is_processed_once(int threads)
    {
        using var team = new TileTeam(threads);
        for (int tiles = 0; tiles < 200; tiles++)
        {
            int[] done = new int[tiles];
            team.Run(tiles, (tile, thread) =>
            {
                Assert.InRange(thread, 0, threads - 1);
                Interlocked.Increment(ref done[tile]);
            });
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_in_any_tile_reaches_the_caller_and_ends_the_team(int threads)
    {
        for (int faulty = 0; faulty < 10; faulty++)
        {
            using var team = new TileTeam(threads);
            var fault = Assert.Throws<InvalidOperationException>(() => team.Run(10, (tile, _) => ThrowIf(tile == faulty)));
            Assert.IsType<InvalidDataException>(fault.InnerException);
            Assert.Throws<InvalidOperationException>(() => team.Run(10, (_, _) => { }));
        }
    }

    [Fact]
    public void A_team_without_work_can_be_disposed()
    {
        var team = new TileTeam(3);
        team.Dispose();
        Assert.Equal(3, team.Threads);
    }

    private static void ThrowIf(bool fails)
    {
        if (fails)
        {
            throw new InvalidDataException("a defect");
        }
    }
}
