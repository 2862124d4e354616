namespace Talpa;

/// <summary>
/// The root of all exceptions that Talpa throws for what a caller can act on: unusable input, a file that can't be written, a training that diverged.
/// The message is one line: it names the file or option, the fault and, where there is one, the remedy.
/// </summary>
public class TalpaException : Exception
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public TalpaException()
    {
    }

    /// <summary>Creates the exception with a message of one line.</summary>
    public TalpaException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message of one line and the exception that caused it.</summary>
    public TalpaException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
