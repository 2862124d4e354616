namespace Talpa.Storage;

/// <summary>
/// A file that appears whole or not at all: it is written under a temporary name in the same folder, flushed to the disk, then renamed.
/// Until <see cref="Commit"/> returns, an earlier file of that name is untouched; disposed without it, nothing is left behind, nor where the process
/// ends before that, unless it is killed.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _temporary;
    private readonly string _target;
    private readonly FileStream _stream;
    private bool _committed;

    /// <summary>Opens the temporary file.</summary>
    /// <exception cref="UnwritableFileException">The folder is missing or may not be written to, or the name belongs to a folder or a device.</exception>
    public AtomicFile(string path)
    {
        Path = path;
        try
        {
            _target = System.IO.Path.GetFullPath(path);
            if (new FileInfo(_target) is { LinkTarget: not null } link)
            {
                // A link stays a link: the file it points to is replaced.
                _target = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            }

            RefuseWhatIsNoFile(path, _target);
            string folder = System.IO.Path.GetDirectoryName(_target)!;
            _temporary = System.IO.Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            AppDomain.CurrentDomain.ProcessExit += RemoveTemporary;
            _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
            AppDomain.CurrentDomain.ProcessExit -= RemoveTemporary;
            throw UnwritableFileException.For(_target ?? path, fault);
        }
    }

    /// <summary>The name the file will have, as the caller wrote it.</summary>
    public string Path { get; }

    /// <summary>Where the content goes.</summary>
    public Stream Stream => _stream;

    /// <summary>Writes a file in one go.</summary>
    /// <exception cref="UnwritableFileException">The file could not be written; the earlier file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = new AtomicFile(path);
        file.Fill(write);
        file.Commit();
    }

    /// <summary>Lets the caller write, and turns the system's error into a line that names the file.</summary>
    public void Fill(Action<Stream> write)
    {
        try
        {
            write(_stream);
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
            throw UnwritableFileException.For(Path, fault);
        }
    }

    /// <summary>Brings the content to the disk and gives the file its name.</summary>
    public void Commit()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            if (!OperatingSystem.IsWindows() && File.Exists(_target))
            {
                File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_target));
            }

            File.Move(_temporary, _target, overwrite: true);
            _committed = true;
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
            throw UnwritableFileException.For(Path, fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= RemoveTemporary;
        if (_committed)
        {
            return;
        }

        // Closing may try to write what is still buffered, and fail again for the reason that brought us here.
        try
        {
            _stream.Dispose();
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
        }

        RemoveTemporary(this, EventArgs.Empty);
    }

    private void RemoveTemporary(object? sender, EventArgs e)
    {
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
        }
    }

    private static void RefuseWhatIsNoFile(string path, string target)
    {
        if (Directory.Exists(target))
        {
            throw new UnwritableFileException($"{path}: a folder has this name; choose another");
        }

        // A rename would replace the device by a file. /dev/shm is a folder in memory.
        bool isDevice = IsBelow(target, "/proc/") || (IsBelow(target, "/dev/") && !IsBelow(target, "/dev/shm/"));
        if (!OperatingSystem.IsWindows() && isDevice)
        {
            throw new UnwritableFileException($"{path}: this is a device, not a file; name a file in a folder");
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal);
}
