namespace Talpa;

/// <summary>
/// A file of vectors that can't be used: cut off, corrupt, of another format than the given one, or with a wrong header.
/// The message is one line: the file, the position in it (a line, from 1, or a byte, from 0), the fault and the remedy.
/// </summary>
public sealed class VectorFormatException : UnusableInputException
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public VectorFormatException()
    {
    }

    /// <summary>Creates the exception with the line a person will read.</summary>
    public VectorFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the line a person will read and the fault beneath it.</summary>
    public VectorFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A fault of a file as a whole.</summary>
    internal static VectorFormatException InFile(string path, string fault, Exception? innerException = null) =>
        new($"{path}: {fault}", innerException);

    /// <summary>A fault in a line, counted from 1.</summary>
    internal static VectorFormatException AtLine(string path, long line, string fault) => new($"{path}, line {line:N0}: {fault}");

    /// <summary>A fault at a byte, counted from 0.</summary>
    internal static VectorFormatException AtByte(string path, long offset, string fault) => new($"{path}, byte {offset:N0}: {fault}");
}
