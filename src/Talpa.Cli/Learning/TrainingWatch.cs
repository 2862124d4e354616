using Talpa.Cli.Rendering;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Replaying;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Cli.Learning;

/// <summary>Serves the page that shows a training, beside it. A training that isn't watched has one too, which does nothing.</summary>
/// <param name="job">The training.</param>
/// <param name="terminal">Where the address is written.</param>
internal sealed class TrainingWatch(TrainingJob job, Terminal terminal) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private LiveView? _view;
    private Task? _server;
    private bool _hasReplay;

    /// <summary>Serves the page from now on.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public void Begin(Trainer trainer)
    {
        if (job.Watch is not { } order)
        {
            return;
        }

        string name = File.Exists(job.TextName) ? Path.GetFileName(job.TextName) : job.TextName;
        _view = new LiveView(name, () => trainer.CurrentVectors(job.Side), trainer.Options);
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = StudioServer.RunAsync(new StudioServerOptions { Port = order.Port, View = _view, Started = started.SetResult }, _stop.Token);
        Task first = Task.WhenAny(started.Task, _server).GetAwaiter().GetResult();
        first.GetAwaiter().GetResult();
        Uri address = started.Task.GetAwaiter().GetResult();

        // Also where the report is left out: the address is all there is to find the page by. So it goes to the error stream there.
        if (job.Json || job.Quiet)
        {
            Notes.Write(terminal, $"the page is at {address}");
        }
        else
        {
            new Page(terminal).Field("watch", address.ToString());
            terminal.Out.Flush();
        }

        order.Open(address);
    }

    /// <summary>The receivers of the progress: with a page, the page too.</summary>
    public IProgress<TrainingProgress> Beside(IProgress<TrainingProgress> other) => _view is null ? other : new Both(_view, other);

    /// <summary>Shows the final vectors, which are saved already, and saves the replay beside them. If that fails, a note is written, and the command succeeds all the same.</summary>
    public void End(TrainingProgress end, WordVectors vectors)
    {
        if (_view is null)
        {
            return;
        }

        _view.End(end, vectors, job.Output);
        try
        {
            _hasReplay = SavedReplays.Save(_view, job.Output) is not null;
        }
        catch (UnwritableFileException fault)
        {
            Notes.Write(terminal, fault.Message);
        }
    }

    /// <summary>
    /// Leaves the page open until Ctrl-C, for people to look around in. Not with --json or --quiet: a script can't
    /// press Ctrl-C.
    /// </summary>
    public void StayOpen()
    {
        if (_server is not null && !job.Json && !job.Quiet)
        {
            new Page(terminal).Note($"The vectors{(_hasReplay ? " and the replay" : "")} are saved; the page stays open until Ctrl-C.");
            terminal.Out.Flush();
            terminal.Interrupt.Await().WaitHandle.WaitOne();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        if (_server is { IsFaulted: false })
        {
            _server.GetAwaiter().GetResult();
        }

        _view?.Dispose();
        _stop.Dispose();
    }

    private sealed class Both(IProgress<TrainingProgress> first, IProgress<TrainingProgress> second) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            first.Report(value);
            second.Report(value);
        }
    }
}
