using System.Runtime.InteropServices;

namespace Talpa.Cli.Tests;

public class InterruptTests
{
    /// <summary>A launcher sends SIGTERM to ranks that are still ending. One that had an effect would end the process of the tests.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_signal_to_a_process_whose_work_is_done_has_no_effect(bool isAwaited)
    {
        using var interrupt = new Interrupt();
        CancellationToken token = isAwaited ? interrupt.Await() : default;
        interrupt.Leave();

        for (int i = 0; i < 2; i++)
        {
            var signal = new PosixSignalContext(PosixSignal.SIGTERM);
            interrupt.Handle(signal);
            Assert.True(signal.Cancel);
        }

        Assert.False(token.IsCancellationRequested);
    }
}
