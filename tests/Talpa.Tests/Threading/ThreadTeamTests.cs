using System.Collections.Concurrent;
using Talpa.Threading;

namespace Talpa.Tests.Threading;

public class ThreadTeamTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Each_thread_runs_the_body_once_with_its_own_index_and_name(int threads)
    {
        var names = new ConcurrentBag<string>();
        using var team = new ThreadTeam(threads, "test", (_, i, _) => names.Add($"{i}: {Thread.CurrentThread.Name} {Thread.CurrentThread.IsBackground}"), Never);
        Assert.True(team.Wait(Timeout.InfiniteTimeSpan));
        Assert.Equal(Enumerable.Range(0, threads).Select(i => $"{i}: Talpa test {i} True"), names.Order());
    }

    [Fact]
    public void Wait_is_false_while_a_thread_runs()
    {
        using var gate = new ManualResetEventSlim();
        using var team = new ThreadTeam(2, "test", (_, i, _) => WaitIf(i == 1, gate), Never);
        Assert.False(team.Wait(TimeSpan.Zero));
        gate.Set();
        Assert.True(team.Wait(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void Talpas_own_exceptions_are_rethrown_with_their_stack_trace()
    {
        using var team = new ThreadTeam(3, "test", (_, i, stop) => FailIf(i == 1, new UnusableInputException("The file is gone."), stop), Never);
        var fault = Assert.Throws<UnusableInputException>(() => team.Wait(Timeout.InfiniteTimeSpan));
        Assert.Equal("The file is gone.", fault.Message);
        Assert.Contains(nameof(FailIf), fault.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void OutOfMemoryException_is_rethrown_unchanged()
    {
        using var team = new ThreadTeam(2, "test", (_, i, stop) => FailIf(i == 0, new InsufficientMemoryException(), stop), Never);
        Assert.Throws<InsufficientMemoryException>(() => team.Wait(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void Any_other_exception_is_wrapped_with_its_message()
    {
        var inner = new InvalidDataException("a defect");
        using var team = new ThreadTeam(2, "test", (_, i, stop) => FailIf(i == 0, inner, stop), Never);
        var fault = Assert.Throws<InvalidOperationException>(() => team.Wait(Timeout.InfiniteTimeSpan));
        Assert.Equal("a defect", fault.Message);
        Assert.Same(inner, fault.InnerException);
    }

    [Fact]
    public void The_first_exception_is_rethrown()
    {
        using var team = new ThreadTeam(
            2,
            "test",
            (_, i, stop) =>
            {
                FailIf(i == 0, new UnusableInputException("first"), stop);
                throw new UnusableInputException("second");
            },
            Never);
        Assert.Equal("first", Assert.Throws<UnusableInputException>(() => team.Wait(Timeout.InfiniteTimeSpan)).Message);
    }

    [Fact]
    public void An_unrequested_cancellation_is_an_error()
    {
        using var team = new ThreadTeam(1, "test", (_, _, _) => throw new OperationCanceledException("stray"), Never);
        Assert.Equal("stray", Assert.Throws<InvalidOperationException>(() => team.Wait(Timeout.InfiniteTimeSpan)).Message);
    }

    [Fact]
    public void Threads_cancelled_by_the_owners_token_have_no_exception()
    {
        using var stop = new CancellationTokenSource();
        using var team = new ThreadTeam(3, "test", (_, _, token) => WaitForStop(token).ThrowIfCancellationRequested(), stop.Token);
        stop.Cancel();
        Assert.True(team.Wait(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void Stop_ends_all_threads_before_it_returns()
    {
        int ended = 0;
        using var team = new ThreadTeam(
            3,
            "test",
            (_, _, token) =>
            {
                WaitForStop(token);
                Interlocked.Increment(ref ended);
            },
            Never);
        team.Stop();
        Assert.Equal(3, ended);
        Assert.True(team.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void Dispose_ends_all_threads_and_does_not_throw()
    {
        int ended = 0;
        var team = new ThreadTeam(
            3,
            "test",
            (_, _, token) =>
            {
                WaitForStop(token);
                Interlocked.Increment(ref ended);
                throw new InvalidDataException();
            },
            Never);
        team.Dispose();
        Assert.Equal(3, ended);
    }

    [Fact]
    public void A_thread_that_can_not_start_ends_the_others_and_is_reported()
    {
        Exception refusal = new InsufficientMemoryException();
        int met = 0, ended = 0;
        var started = new List<Thread>();
        Assert.Throws<InsufficientMemoryException>(() => new ThreadTeam(
            4,
            "test",
            (team, _, _) =>
            {
                try
                {
                    team.Meet(() => met++);
                }
                finally
                {
                    Interlocked.Increment(ref ended);
                }
            },
            Never,
            start: thread =>
            {
                if (started.Count == 2)
                {
                    throw refusal;
                }

                thread.Start();
                started.Add(thread);
            }));
        Assert.Equal((0, 2), (met, ended));
        Assert.All(started, thread => Assert.False(thread.IsAlive));
    }

    /// <summary>Ends the thread with an exception, or when the exception of another thread has cancelled the token.</summary>
    private static void FailIf(bool fails, Exception fault, CancellationToken stop)
    {
        if (fails)
        {
            throw fault;
        }

        WaitForStop(stop);
    }

    private static void WaitIf(bool waits, ManualResetEventSlim gate)
    {
        if (waits)
        {
            gate.Wait();
        }
    }

    private static CancellationToken WaitForStop(CancellationToken token)
    {
        token.WaitHandle.WaitOne();
        return token;
    }
}
