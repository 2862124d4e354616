using System.Globalization;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Server.OpenFiles;

/// <summary>
/// What the page shows at the moment: nothing yet, or the vectors of a room. Where files may be opened from the page, one that is opened
/// takes the place of what was there: one at a time, and none while a text opened here is still being learned from.
/// </summary>
/// <param name="given">What the command gives to show; it stays the command's.</param>
/// <param name="canOpen">Whether files may be opened from the page.</param>
internal sealed class Desk(StudioRoom? given, bool canOpen) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private readonly StudioRoom? _given = given;
    private StudioRoom? _room = given;
    private LiveTraining? _training;

    /// <summary>What is shown; <c>null</c> for nothing.</summary>
    public StudioRoom? Room => Fault is null ? _room : null;

    /// <summary>Whether files may be opened from the page.</summary>
    public bool CanOpen { get; } = canOpen;

    /// <summary>Where files that are opened are kept until they have been read.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Whether there is, or may be, something to see beside the lessons.</summary>
    public bool HasPage => CanOpen || Room is not null;

    /// <summary>Whether a training runs that the page may stop.</summary>
    public bool CanStop => _training is { IsRunning: true };

    /// <summary>Why the last training that was begun here ended without vectors.</summary>
    public string? Fault => _training?.Fault;

    /// <summary>Takes the turn to open a file, or refuses it.</summary>
    /// <exception cref="UnusableInputException">It is not the time to; the message says why.</exception>
    public IDisposable Begin()
    {
        if (CanStop)
        {
            throw new UnusableInputException($"{_training!.Name} is still being learned from; stop that first");
        }

        return _opening.Wait(0) ? new Turn(_opening) : throw new UnusableInputException("another file is just being opened");
    }

    /// <summary>Shows the vectors of a file.</summary>
    /// <param name="path">Where it is; it is read at once and not needed any more.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="UnusableInputException">It holds no vectors that can be read.</exception>
    public void ShowVectors(string path, string name)
    {
        WordVectors vectors = VectorFile.Read(path).Vectors;
        if (vectors.Count == 0)
        {
            throw new UnusableInputException($"{name} holds no vectors; there is nothing to show");
        }

        Show(new StudioRoom(name, () => vectors), training: null);
    }

    /// <summary>Learns from a text while the page looks on. Returns when the training runs.</summary>
    /// <param name="path">Where the text is; it is read at once and not needed any more.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="options">How to learn.</param>
    /// <exception cref="UnusableInputException">Nothing can be learned from it, or not here.</exception>
    public void Learn(string path, string name, TrainingOptions options)
    {
        options.Validate();
        EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(path), options.Corpus);
        try
        {
            RequireMemory(corpus, options);
            var training = new LiveTraining(name, corpus, options);
            Show(training.Room, training);
            training.Start();
        }
        catch
        {
            corpus.Dispose();
            throw;
        }
    }

    /// <summary>Ends the training that runs here; what it has learned stays to be seen.</summary>
    public void Stop() => _training?.Stop();

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        _opening.Dispose();
    }

    private static void RequireMemory(EncodedCorpus corpus, TrainingOptions options)
    {
        long needed = Environment.WorkingSet + MemoryEstimate.For(corpus, options).Total;
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
        {
            throw new UnusableInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"learning {corpus.Vocabulary.Count:N0} words in {options.Dimension:N0} dimensions takes {needed / 1e9:0.0} GB of memory, and there are {available / 1e9:0.0}; a larger minimum count or fewer dimensions make it less"));
        }
    }

    /// <summary>Pages that look at what was there before learn that it has gone: their streams end.</summary>
    private void Show(StudioRoom room, LiveTraining? training)
    {
        Clear();
        (_room, _training) = (room, training);
    }

    private void Clear()
    {
        StudioRoom? before = _room;
        LiveTraining? training = _training;
        (_room, _training) = (null, null);
        training?.Dispose();
        if (before != _given)
        {
            before?.Dispose();
        }
        else
        {
            before?.Leave();
        }
    }

    private sealed class Turn(SemaphoreSlim opening) : IDisposable
    {
        public void Dispose() => opening.Release();
    }
}
