using System.Globalization;

namespace Talpa.Training.Checkpoints;

/// <summary>
/// The folder of one training's checkpoints: files numbered as they were saved, of which the last two are kept, so that one is whole
/// even if the other fails.
/// </summary>
internal sealed class CheckpointFolder(string path)
{
    /// <summary>How many checkpoints are kept.</summary>
    public const int Kept = 2;

    private const string Ending = ".checkpoint";
    private const string LockName = "in-use";

    /// <summary>Its files, the newest first.</summary>
    public IReadOnlyList<string> Files => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, "*" + Ending).Where(file => NumberOf(file) > 0).OrderByDescending(NumberOf)]
        : [];

    /// <summary>Takes the folder for one training, and makes it if need be.</summary>
    /// <returns>What holds it; the system also releases it when the process ends in any way.</returns>
    /// <exception cref="UnwritableFileException">Another training has it, or it may not be written to.</exception>
    public FileStream Take()
    {
        string name = Path.Combine(path, LockName);
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            RemoveRemains();
            return held;
        }
        catch (IOException fault) when (File.Exists(name))
        {
            throw new UnwritableFileException($"{path}: another training saves its checkpoints there; wait for its end, or name another folder", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw UnwritableFileException.For(name, fault);
        }
    }

    /// <summary>The name of the next file.</summary>
    public string Next() => Path.Combine(
        path, ((Files is [string newest, ..] ? NumberOf(newest) : 0) + 1).ToString("D6", CultureInfo.InvariantCulture) + Ending);

    /// <summary>Removes all files but the last two.</summary>
    public void Prune()
    {
        foreach (string file in Files.Skip(Kept))
        {
            File.Delete(file);
        }
    }

    /// <summary>Removes the files, and the folder where nothing else is in it.</summary>
    public void Remove()
    {
        foreach (string file in Files)
        {
            File.Delete(file);
        }

        if (Directory.Exists(path))
        {
            RemoveRemains();
            if (!Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }
        }
    }

    /// <summary>What a process left behind that was killed while it wrote.</summary>
    private void RemoveRemains()
    {
        foreach (string file in Directory.EnumerateFiles(path, ".*.tmp"))
        {
            File.Delete(file);
        }
    }

    private static long NumberOf(string file) =>
        long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
