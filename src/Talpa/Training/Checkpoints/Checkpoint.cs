using Talpa.Storage;

namespace Talpa.Training.Checkpoints;

/// <summary>
/// How far a training had come when it was last saved. <see cref="Trainer.Resume"/> continues from there and ends with the same bytes
/// as if it had never stopped, unless several threads run free.
/// </summary>
public sealed class Checkpoint
{
    private readonly CheckpointHeader _header;

    private Checkpoint(string path, CheckpointHeader header, IReadOnlyList<string> skipped)
    {
        Path = path;
        Skipped = skipped;
        _header = header;
    }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>The options of the training. A tokenizer of your own is not kept: set it in the corpus options before you encode the text again.</summary>
    public TrainingOptions Options => _header.Options;

    /// <summary>How things stood.</summary>
    public TrainingProgress Progress => _header.Progress!;

    /// <summary>When it was saved, by the machine's clock.</summary>
    public DateTimeOffset Saved => _header.Saved;

    /// <summary>What the owner of the training noted: <see cref="CheckpointOptions.Notes"/>.</summary>
    public IReadOnlyDictionary<string, string> Notes => _header.Notes;

    /// <summary>A line for each newer checkpoint that was skipped because it is corrupt.</summary>
    public IReadOnlyList<string> Skipped { get; }

    internal CheckpointHeader Header => _header;

    /// <summary>Opens the next older checkpoint of the same folder that is whole; <c>null</c> where there is none.</summary>
    internal Checkpoint? OpenOlder() => Find(new CheckpointFolder(System.IO.Path.GetDirectoryName(Path)!).Files.SkipWhile(file => NameOf(file) != NameOf(Path)).Skip(1), [.. Skipped]);

    /// <summary>The fault of a folder of checkpoints none of which is whole.</summary>
    /// <param name="newest">The fault of the newest.</param>
    internal static UnusableInputException NoneIsWhole(string newest) => new($"{newest} (nor can another checkpoint there be used); train again from the start");

    /// <summary>Whether a folder holds checkpoints, be they whole or not.</summary>
    public static bool Exists(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new CheckpointFolder(folder).Files.Count > 0;
    }

    /// <summary>Opens the newest checkpoint of a folder that is whole. Its checksum is checked, which goes once over the file.</summary>
    /// <param name="folder">Where a training saved its checkpoints.</param>
    /// <exception cref="UnusableInputException">There is no such folder, no checkpoint in it, or none that is whole.</exception>
    public static Checkpoint Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        IReadOnlyList<string> files = new CheckpointFolder(folder).Files;
        if (files.Count == 0)
        {
            throw new UnusableInputException(Directory.Exists(folder)
                ? $"{folder}: there is no checkpoint in this folder; name the one that the training saved them in"
                : $"{folder}: there is no such folder; name the one that the training saved its checkpoints in");
        }

        var corrupt = new List<string>();
        return Find(files, corrupt) ?? throw NoneIsWhole(corrupt[0]);
    }

    private static string NameOf(string path) => System.IO.Path.GetFileName(path);

    private static Checkpoint? Find(IEnumerable<string> files, List<string> corrupt)
    {
        foreach (string file in files)
        {
            try
            {
                return new Checkpoint(file, CheckpointFile.Check(file, SequentialFile.Open), corrupt);
            }
            catch (UnusableInputException fault)
            {
                corrupt.Add(fault.Message);
            }
        }

        return null;
    }

    /// <summary>Removes the checkpoints of a training that has come to its end, and their folder if nothing else is in it.</summary>
    /// <exception cref="UnwritableFileException">They can't be removed.</exception>
    public static void Remove(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            new CheckpointFolder(folder).Remove();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnwritableFileException($"{folder}: the checkpoints can't be removed; the system reports: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
