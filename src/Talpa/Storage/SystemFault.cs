namespace Talpa.Storage;

/// <summary>Tells what the system reports about a file from faults of the program.</summary>
internal static class SystemFault
{
    /// <summary>Whether the system reported it.</summary>
    public static bool Is(Exception fault) => fault is IOException or UnauthorizedAccessException || IsTooLong(fault);

    /// <summary>
    /// Whether a file would have become longer than its file system, or the user's limit, takes (EFBIG): of all errors of a write, .NET alone
    /// reports this as an argument that is out of range.
    /// </summary>
    public static bool IsTooLong(Exception fault) => fault is ArgumentOutOfRangeException { ParamName: "value", ActualValue: null };

    /// <summary>The system's error, in one line without a full stop.</summary>
    public static string Describe(Exception fault) =>
        IsTooLong(fault) ? "File too large for its file system" : fault.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
