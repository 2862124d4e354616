using System.Runtime.InteropServices;

namespace Talpa.Cli;

/// <summary>
/// Ctrl-C and similar signals. A command with something to save requests the token: from then on the first signal cancels the token, and the
/// command ends in order. The second signal, and the first where no command has requested it, ends the process at once.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Lock _shield = new();
    private volatile bool _awaited;

    /// <summary>Takes over the first signal.</summary>
    /// <returns>A token that is cancelled when it comes.</returns>
    public CancellationToken Await()
    {
        _awaited = true;
        return _source.Token;
    }

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
