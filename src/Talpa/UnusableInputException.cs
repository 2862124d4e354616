namespace Talpa;

/// <summary>
/// Input that can't be used: a missing or corrupt file, a file of another format than the given one, a text without words, a wrong header.
/// The message is one line for a person: it names the file, the position in it (a line, from 1, or a byte, from 0) and, where there is one, the remedy.
/// </summary>
public class UnusableInputException : TalpaException
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public UnusableInputException()
    {
    }

    /// <summary>Creates the exception with the line a person will read.</summary>
    public UnusableInputException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the line a person will read and the fault beneath it.</summary>
    public UnusableInputException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A fault of a file as a whole.</summary>
    internal static UnusableInputException InFile(string path, string fault, Exception? innerException = null) =>
        new($"{path}: {fault}", innerException);

    /// <summary>A fault in a line, counted from 1.</summary>
    internal static UnusableInputException AtLine(string path, long line, string fault) => new($"{path}, line {line:N0}: {fault}");

    /// <summary>A fault at a byte, counted from 0.</summary>
    internal static UnusableInputException AtByte(string path, long offset, string fault) => new($"{path}, byte {offset:N0}: {fault}");
}
