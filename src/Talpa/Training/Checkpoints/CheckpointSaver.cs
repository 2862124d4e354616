using System.Diagnostics;
using Talpa.Storage;

namespace Talpa.Training.Checkpoints;

/// <summary>
/// Saves a training at intervals. The training pauses while its numbers are passed to the system, which keeps them in memory until they
/// are on the disk; waiting for that, and giving the file its name, is done while the training continues.
/// </summary>
internal sealed class CheckpointSaver(CheckpointOptions options) : IDisposable
{
    /// <summary>The largest share of its time that a training may pause, as a divisor.</summary>
    private const int MaxStandstill = 100;

    private readonly CheckpointFolder _folder = new(options.Folder);
    private FileStream? _taken;
    private Task _commit = Task.CompletedTask;

    /// <summary>Time to the next checkpoint.</summary>
    public TimeSpan NextIn { get; private set; } = options.Every;

    /// <summary>The file of the last one that is whole.</summary>
    public string? Last { get; private set; }

    /// <summary>Why the last attempt failed; <c>null</c> if it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes the folder now if it is there, so that two trainings that resume from the same checkpoint fail at once instead of after hours.</summary>
    /// <exception cref="UnwritableFileException">Another training has it, or it may not be written to.</exception>
    public void TakeFolder()
    {
        if (Directory.Exists(options.Folder))
        {
            _taken = _folder.Take();
        }
    }

    /// <summary>Saves. A disk that is full is no reason to end the training: it is noted, and tried again the next time.</summary>
    public void Save(CheckpointHeader header, IResumable training)
    {
        long start = Stopwatch.GetTimestamp();
        Finish();
        try
        {
            _taken ??= _folder.Take();
            var file = new AtomicFile(_folder.Next());
            Fill(file, header with { StateBytes = StateMeter.Measure(training) }, training);
            _commit = Task.Run(() => Commit(file));
        }
        catch (UnwritableFileException fault)
        {
            Fault = fault.Message;
        }

        TimeSpan stoodStill = Stopwatch.GetElapsedTime(start);
        NextIn = stoodStill * MaxStandstill > options.Every ? stoodStill * MaxStandstill : options.Every;
    }

    /// <summary>Waits until the last one is on the disk.</summary>
    public void Finish() => _commit.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        Finish();
        _taken?.Dispose();
    }

    private static void Fill(AtomicFile file, CheckpointHeader header, IResumable training)
    {
        try
        {
            file.Fill(stream => CheckpointFile.Write(stream, header, training));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void Commit(AtomicFile file)
    {
        using (file)
        {
            try
            {
                file.Commit();
                Last = file.Path;
                Fault = null;
                _folder.Prune();
            }
            catch (UnwritableFileException fault)
            {
                Fault = fault.Message;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // One too many is kept: no harm, and the next time may do better.
            }
        }
    }
}
