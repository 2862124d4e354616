using System.Runtime.InteropServices;

namespace Talpa.Cli;

/// <summary>
/// Ctrl-C and similar signals. A command with something to save requests the token: from then on the first signal cancels the token, and the
/// command ends in order. The second signal, and the first where no command has requested it, ends the process at once. When the work is done, a signal changes nothing.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Lock _shield = new();
    private volatile bool _awaited;
    private volatile bool _isLeaving;

    /// <summary>Takes over the first signal.</summary>
    /// <returns>A token that is cancelled when it comes.</returns>
    public CancellationToken Await()
    {
        _awaited = true;
        return _source.Token;
    }

    /// <summary>
    /// The work is done and reported, and the process is about to end with an exit code of its own. Signals have no effect from now on: a launcher sends SIGTERM to the
    /// ranks that are still ending when one has ended with a fault's exit code. It kills those that do not end.
    /// </summary>
    public void Leave() => _isLeaving = true;

    /// <summary>Does something short that a signal must not cut off: one that ends the process waits for it.</summary>
    public void Shield(Action work)
    {
        lock (_shield)
        {
            work();
        }
    }

    /// <summary>Cancels the token as a signal would.</summary>
    public void Request() => _source.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <summary>A signal has come to this process.</summary>
    public void Handle(PosixSignalContext signal)
    {
        if (_isLeaving)
        {
            signal.Cancel = true;
            return;
        }

        if (!_awaited || _source.IsCancellationRequested)
        {
            // Off the line that is being redrawn, if there is one.
            Console.Error.WriteLine(Console.IsErrorRedirected ? "talpa: interrupted" : "\ntalpa: interrupted");
            Shield(() => Environment.Exit((int)ExitCode.Interrupted));
        }

        signal.Cancel = true;
        Request();
    }
}
