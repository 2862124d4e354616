namespace Talpa;

/// <summary>
/// Input that can't be used: a missing or corrupt file, a text without words, a wrong header.
/// The message is one line for a person: it names the file, the position in it and, where there is one, the remedy.
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
}
