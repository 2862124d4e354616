using Talpa.Storage;

namespace Talpa;

/// <summary>
/// A file could not be written: the disk is full, the folder is missing or may not be written to.
/// An earlier file of that name is unchanged. The message is one line: the file, the fault and the remedy.
/// </summary>
public sealed class UnwritableFileException : TalpaException
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public UnwritableFileException()
    {
    }

    /// <summary>Creates the exception with the line a person will read.</summary>
    public UnwritableFileException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the line a person will read and the fault beneath it.</summary>
    public UnwritableFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The exception for a fault the system reported while a file was being written.</summary>
    internal static UnwritableFileException For(string path, Exception fault)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        string problem = fault switch
        {
            DirectoryNotFoundException => $"the folder {folder} does not exist; create it or name another",
            UnauthorizedAccessException => $"the folder {folder} may not be written to; change its permissions or name another",
            PathTooLongException => "the name is too long; choose a shorter one",
            IOException when IsDiskFull(fault) => $"no space is left in {folder}; free some or name another folder",
            _ when SystemFault.IsTooLong(fault) => $"it is too large for the file system of {folder}, or for the limit set for files; name a folder elsewhere",
            _ => $"it could not be written; the system reports: {fault.Message.ReplaceLineEndings(" ")}",
        };
        return new UnwritableFileException($"{path}: {problem}", fault);
    }

    /// <summary>ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows; ENOSPC (28) and EDQUOT (122) of Linux, which .NET passes on as they are.</summary>
    private static bool IsDiskFull(Exception fault) =>
        fault.HResult is unchecked((int)0x80070070) or unchecked((int)0x80070027) or 28 or 122;
}
