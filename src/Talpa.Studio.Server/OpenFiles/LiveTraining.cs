using Talpa.Text;
using Talpa.Training;

namespace Talpa.Studio.Server.OpenFiles;

/// <summary>A training that was started from the page. Its vectors stay in memory and are not saved.</summary>
internal sealed class LiveTraining : IDisposable
{
    private readonly EncodedCorpus _corpus;
    private readonly Trainer _trainer;
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    /// <summary>Prepares a training.</summary>
    /// <param name="name">The name of the text.</param>
    /// <param name="corpus">The text; owned by this object after <see cref="Start"/>.</param>
    /// <param name="options">The training's options.</param>
    public LiveTraining(string name, EncodedCorpus corpus, TrainingOptions options)
    {
        Name = name;
        _corpus = corpus;
        _trainer = new Trainer(corpus, options);
        View = new LiveView(name, () => _trainer.CurrentVectors(VectorSide.Input), _trainer.Options);
    }

    /// <summary>The name of the text.</summary>
    public string Name { get; }

    /// <summary>The view of the training's vectors.</summary>
    public LiveView View { get; }

    /// <summary>Whether the training runs.</summary>
    public bool IsRunning => !_run.IsCompleted;

    /// <summary>The reason why the training failed; <c>null</c> if it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>Starts the training on its own thread.</summary>
    public void Start() => _run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Stops the training. Its vectors remain visible.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _run.Wait();
        _stop.Dispose();
    }

    private void Run()
    {
        using (_corpus)
        {
            try
            {
                TrainingProgress end = _trainer.Run(View, _stop.Token);
                View.End(end, _trainer.CurrentVectors(VectorSide.Input), savedAs: null);
            }
            catch (Exception fault) when (fault is TalpaException or IOException or OutOfMemoryException)
            {
                Fault = $"{Name}: {fault.Message}";
                View.DisconnectPages();
            }
        }
    }
}
