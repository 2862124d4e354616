using System.Globalization;
using Talpa.Formats;
using Talpa.Studio.Common.Messages;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Server.OpenFiles;

/// <summary>
/// Holds the vectors that the page shows, if any. If files can be opened from the page, an opened file replaces the current vectors. Files are
/// opened one at a time, and none while a training that was started from the page runs.
/// </summary>
/// <param name="given">The view of the command, which disposes of it; <c>null</c> for none.</param>
/// <param name="canOpen">Whether files can be opened from the page.</param>
internal sealed class OpenFilesService(LiveView? given, bool canOpen) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private readonly LiveView? _given = given;
    private LiveView? _view = given;
    private LiveTraining? _training;

    /// <summary>The current view; <c>null</c> for none.</summary>
    public LiveView? View => Fault is null ? _view : null;

    /// <summary>Whether files can be opened from the page.</summary>
    public bool CanOpen { get; } = canOpen;

    /// <summary>The folder of uploaded files until they have been read.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Whether the live page is available.</summary>
    public bool HasLivePage => CanOpen || View is not null;

    /// <summary>Whether a training runs that the page can stop.</summary>
    public bool CanStop => _training is { IsRunning: true };

    /// <summary>The reason why the last training that was started from the page failed; <c>null</c> if it did not.</summary>
    public string? Fault => _training?.Fault;

    /// <summary>Reserves the right to open a file until the result is disposed of.</summary>
    /// <exception cref="UnusableInputException">A training runs, or another file is being opened.</exception>
    public IDisposable BeginOpening()
    {
        if (CanStop)
        {
            throw new ExplainedException(new FaultReason(FaultKeys.Running) { Texts = { ["name"] = Quoted.Escaped(_training!.Name) } }, $"the training on {_training.Name} is still running; stop it first");
        }

        return _opening.Wait(0) ? new Reservation(_opening) : throw new ExplainedException(new FaultReason(FaultKeys.Busy), "another file is being opened; try again when that is done");
    }

    /// <summary>Shows the vectors of a file.</summary>
    /// <param name="path">The path of the file, which is not needed after the call.</param>
    /// <param name="name">The name to show.</param>
    /// <exception cref="UnusableInputException">The file contains no vectors, or can't be read.</exception>
    public void ShowVectors(string path, string name)
    {
        WordVectors vectors = VectorFileAccess.Read(path).Vectors;
        if (vectors.Count == 0)
        {
            throw new ExplainedException(new FaultReason(FaultKeys.NoVectors) { Texts = { ["name"] = Quoted.Escaped(name) } }, $"{name} contains no vectors");
        }

        Show(new LiveView(name, () => vectors), training: null);
    }

    /// <summary>Starts a training on a text, which the page observes. Returns when it runs.</summary>
    /// <param name="path">The path of the text, which is not needed after the call.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="options">The training's options.</param>
    /// <exception cref="UnusableInputException">The text is too small, or the memory is.</exception>
    public void StartTraining(string path, string name, TrainingOptions options)
    {
        options.Validate();
        EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(path), options.Corpus);
        try
        {
            RequireMemory(corpus, options);
            var training = new LiveTraining(name, corpus, options);
            Show(training.View, training);
            training.Start();
        }
        catch
        {
            corpus.Dispose();
            throw;
        }
    }

    /// <summary>Stops the training that was started from the page. Its vectors remain visible.</summary>
    public void Stop() => _training?.Stop();

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        _opening.Dispose();
    }

    private static void RequireMemory(EncodedCorpus corpus, TrainingOptions options)
    {
        long needed = Environment.WorkingSet + Trainer.EstimateMemory(corpus, options).Total;
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
        {
            var reason = new FaultReason(FaultKeys.NoMemory) { Numbers = { ["words"] = corpus.Vocabulary.Count, ["dimension"] = options.Dimension, ["needed"] = needed / 1e9, ["available"] = available / 1e9 } };
            throw new ExplainedException(reason, string.Create(
                CultureInfo.InvariantCulture,
                $"a training of {corpus.Vocabulary.Count:N0} words with dimension {options.Dimension:N0} needs {needed / 1e9:0.0} GB of memory, and {available / 1e9:0.0} GB are available; use a larger minimum count or a smaller dimension"));
        }
    }

    /// <summary>Replaces the current view. The streams of pages that show the previous one end, so that they reload.</summary>
    private void Show(LiveView view, LiveTraining? training)
    {
        Clear();
        (_view, _training) = (view, training);
    }

    private void Clear()
    {
        LiveView? before = _view;
        LiveTraining? training = _training;
        (_view, _training) = (null, null);
        training?.Dispose();
        if (before != _given)
        {
            before?.Dispose();
        }
        else
        {
            before?.DisconnectPages();
        }
    }

    private sealed class Reservation(SemaphoreSlim opening) : IDisposable
    {
        public void Dispose() => opening.Release();
    }
}
