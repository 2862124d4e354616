using Talpa.Text;
using Talpa.Training;

namespace Talpa.Studio.Server.OpenFiles;

/// <summary>A training that was begun from the page. What it learns stays in memory: it is looked at, not kept.</summary>
internal sealed class LiveTraining : IDisposable
{
    private readonly EncodedCorpus _corpus;
    private readonly Trainer _trainer;
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    /// <summary>Prepares a training.</summary>
    /// <param name="name">What the text is called.</param>
    /// <param name="corpus">The text, which this owns from <see cref="Start"/> on.</param>
    /// <param name="options">How to learn.</param>
    public LiveTraining(string name, EncodedCorpus corpus, TrainingOptions options)
    {
        Name = name;
        _corpus = corpus;
        _trainer = new Trainer(corpus, options);
        Room = new StudioRoom(name, () => _trainer.CurrentVectors(VectorSide.Input), options);
    }

    /// <summary>What the text is called.</summary>
    public string Name { get; }

    /// <summary>Where it is seen.</summary>
    public StudioRoom Room { get; }

    /// <summary>Whether it has not ended yet.</summary>
    public bool IsRunning => !_run.IsCompleted;

    /// <summary>Why it failed; <c>null</c> while it has not.</summary>
    public string? Fault { get; private set; }

    /// <summary>Begins to learn, on a thread of its own.</summary>
    public void Start() => _run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Ends it; what was learned by then stays to be seen.</summary>
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
                TrainingProgress end = _trainer.Run(Room, _stop.Token);
                Room.End(end, _trainer.CurrentVectors(VectorSide.Input), savedAs: null);
            }
            catch (Exception fault) when (fault is TalpaException or IOException or OutOfMemoryException)
            {
                Fault = $"{Name}: {fault.Message}";
                Room.Leave();
            }
        }
    }
}
