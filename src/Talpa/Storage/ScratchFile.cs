using Microsoft.Win32.SafeHandles;

namespace Talpa.Storage;

/// <summary>
/// A temporary file for what does not fit in memory: no other process can open it, and it is gone when this is disposed, or the process ends in any
/// way. Written and read anywhere, by several threads at once.
/// </summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly string _folder;
    private readonly string _content;
    private readonly string _remedy;
    private readonly SafeFileHandle _file;

    /// <summary>Makes the file.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="content">What is in it, for a message: "ids".</param>
    /// <param name="remedy">What one can do where it can't be made or used, as the rest of "Choose another temporary folder …".</param>
    /// <exception cref="UnusableInputException">It can't be made.</exception>
    public ScratchFile(string folder, string content, string remedy)
    {
        _folder = folder;
        _content = content;
        _remedy = remedy;
        _file = Open();
    }

    /// <summary>Writes bytes.</summary>
    /// <exception cref="UnusableInputException">The file can't be written.</exception>
    public void Write(long at, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_file, bytes, at);
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
            throw Unwritable(fault);
        }
    }

    /// <summary>Reads bytes until the span is full.</summary>
    /// <exception cref="UnusableInputException">The file can't be read, or is shorter than that.</exception>
    public void Read(long at, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int read = ReadSome(at, bytes);
            if (read == 0)
            {
                throw Unreadable("it is shorter than what was written to it", null);
            }

            bytes = bytes[read..];
            at += read;
        }
    }

    /// <summary>Cuts the file off.</summary>
    public void Truncate(long length) => RandomAccess.SetLength(_file, length);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private SafeFileHandle Open()
    {
        string path = Path.Combine(_folder, $"talpa-{Guid.NewGuid():N}.{_content}");
        try
        {
            SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
            if (!OperatingSystem.IsWindows())
            {
                // The open file lives on without a name, so that nothing is left even when the process is killed.
                File.Delete(path);
            }

            return file;
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
            throw Unwritable(fault);
        }
    }

    private int ReadSome(long at, Span<byte> bytes)
    {
        try
        {
            return RandomAccess.Read(_file, bytes, at);
        }
        catch (IOException fault)
        {
            throw Unreadable(fault.Message.TrimEnd('.'), fault);
        }
    }

    private UnusableInputException Unwritable(Exception fault) =>
        new($"The temporary file of {_content} can't be written in {_folder}: {SystemFault.Describe(fault)}. Choose another temporary folder {_remedy}.", fault);

    private UnusableInputException Unreadable(string reason, Exception? fault) =>
        new($"The temporary file of {_content} in {_folder} can't be read any more: {reason}. Start again, or choose another temporary folder {_remedy}.", fault);
}
