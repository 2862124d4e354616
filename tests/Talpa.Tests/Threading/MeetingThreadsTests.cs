using Talpa.Threading;

namespace Talpa.Tests.Threading;

/// <summary>Threads that wait for each other at a barrier.</summary>
public class MeetingThreadsTests
{
    private const int Threads = 4;
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void No_thread_passes_the_barrier_before_all_arrive()
    {
        int[] phases = new int[Threads];
        bool early = false;
        using var team = new ThreadTeam(
            Threads,
            "test",
            (team, i, _) =>
            {
                for (int phase = 1; phase <= 1000; phase++)
                {
                    Volatile.Write(ref phases[i], phase);
                    team.Meet();
                    for (int other = 0; other < Threads; other++)
                    {
                        if (Volatile.Read(ref phases[other]) < phase)
                        {
                            early = true;
                        }
                    }
                }
            },
            Never);
        team.Wait(Timeout.InfiniteTimeSpan);
        Assert.False(early);
    }

    [Fact]
    public void The_action_runs_once_per_meeting_after_all_arrive_and_before_any_leaves()
    {
        int come = 0, runs = 0;
        bool wrong = false;
        using var team = new ThreadTeam(
            Threads,
            "test",
            (team, _, _) =>
            {
                for (int meeting = 1; meeting <= 1000; meeting++)
                {
                    Interlocked.Increment(ref come);
                    team.Meet(LastOne);
                    if (runs != meeting)
                    {
                        wrong = true;
                    }

                    // Without this, a fast thread could be in the next meeting while a slow one reads the number.
                    team.Meet();
                }
            },
            Never);
        team.Wait(Timeout.InfiniteTimeSpan);
        Assert.Equal((1000, false), (runs, wrong));

        void LastOne()
        {
            runs++;
            if (come != Threads * runs)
            {
                wrong = true;
            }
        }
    }

    [Fact]
    public void An_exception_releases_waiting_threads()
    {
        int left = 0;
        using var team = new ThreadTeam(
            Threads,
            "test",
            (team, i, _) =>
            {
                if (i == 2)
                {
                    throw new UnusableInputException("The file is gone.");
                }

                team.Meet();
                Interlocked.Increment(ref left);
            },
            Never);
        Assert.Throws<UnusableInputException>(() => team.Wait(Timeout.InfiniteTimeSpan));
        Assert.Equal(0, left);
    }

    [Fact]
    public void An_exception_in_the_action_is_an_exception_of_the_team()
    {
        int left = 0;
        using var team = new ThreadTeam(
            Threads,
            "test",
            (team, _, _) =>
            {
                team.Meet(() => throw new UnusableInputException("The file is gone."));
                Interlocked.Increment(ref left);
            },
            Never);
        Assert.Equal("The file is gone.", Assert.Throws<UnusableInputException>(() => team.Wait(Timeout.InfiniteTimeSpan)).Message);
        Assert.Equal(0, left);
    }

    [Fact]
    public void Threads_do_not_wait_for_a_thread_that_has_ended()
    {
        int left = 0;
        using var team = new ThreadTeam(
            Threads,
            "test",
            (team, i, _) =>
            {
                if (i > 0)
                {
                    team.Meet();
                    Interlocked.Increment(ref left);
                }
            },
            Never);
        Assert.True(team.Wait(Timeout.InfiniteTimeSpan));
        Assert.Equal(Threads - 1, left);
    }

    [Fact]
    public void Threads_that_agree_on_a_stop_in_the_action_all_stop_there()
    {
        using var stop = new CancellationTokenSource();
        int[] phases = new int[Threads];
        bool ends = false;
        using var team = new ThreadTeam(
            Threads,
            "test",
            (team, i, token) =>
            {
                while (!ends)
                {
                    phases[i]++;
                    if (phases[i] == 100 + i)
                    {
                        stop.Cancel();
                    }

                    team.Meet();
                    team.Meet(() => ends = token.IsCancellationRequested);
                }
            },
            stop.Token);
        team.Wait(Timeout.InfiniteTimeSpan);
        Assert.All(phases, phase => Assert.Equal(100, phase));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void The_owner_can_take_part_in_meetings(int threads)
    {
        int come = 0;
        using var team = new ThreadTeam(threads, "test", (team, _, _) => Come(team), Never, ownerTakesPart: true);
        ThreadTeam owned = team;
        team.TakePart(() => Come(owned));
        Assert.Equal(threads + 1, come);

        void Come(ThreadTeam team)
        {
            Interlocked.Increment(ref come);
            team.Meet();
        }
    }

    [Fact]
    public void An_exception_of_the_owner_ends_the_team()
    {
        using var team = new ThreadTeam(3, "test", (team, _, _) => team.Meet(), Never, ownerTakesPart: true);
        Assert.Throws<UnusableInputException>(() => team.TakePart(() => throw new UnusableInputException("The file is gone.")));
        Assert.True(team.Stopping.IsCancellationRequested);
        team.Stop();
        Assert.Throws<UnusableInputException>(() => team.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void An_exception_of_a_thread_reaches_an_owner_that_takes_part()
    {
        using var team = new ThreadTeam(3, "test", (_, _, _) => throw new UnusableInputException("The file is gone."), Never, ownerTakesPart: true);
        ThreadTeam owned = team;
        Assert.Throws<UnusableInputException>(() => team.TakePart(() => owned.Meet()));
    }

    [Fact]
    public void Dispose_releases_threads_that_wait_for_the_owner()
    {
        var team = new ThreadTeam(3, "test", (team, _, _) => team.Meet(), Never, ownerTakesPart: true);
        team.Dispose();
        Assert.True(team.Stopping.IsCancellationRequested);
    }
}
