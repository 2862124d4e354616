namespace Talpa.Storage;

/// <summary>Distinguishes what the system reports about a file from faults of the program.</summary>
internal static class SystemFault
{
    /// <summary>Whether the system reported it.</summary>
    public static bool Is(Exception fault) => fault is IOException or UnauthorizedAccessException || IsTooLong(fault);

    /// <summary>
    /// Whether a file would have become longer than its file system, or the user's limit, takes (EFBIG): of all errors of a write, .NET alone
    /// reports this as an argument that is out of range.
    /// </summary>
    public static bool IsTooLong(Exception fault) => fault is ArgumentOutOfRangeException { ParamName: "value", ActualValue: null };

    /// <summary>Does something with a file and makes what the system reports about it into a line that names the file.</summary>
    /// <exception cref="UnusableInputException">There is no such file, or it can't be read.</exception>
    public static T Guard<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableInputException($"{path}: there is no such file; check the name", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new UnusableInputException(
                Directory.Exists(path) ? $"{path}: this is a folder; name a file" : $"{path}: the file may not be read; change its permissions", fault);
        }
        catch (IOException fault)
        {
            throw new UnusableInputException($"{path}: the file could not be read; the system reports: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    /// <summary>The system's error, in one line without a full stop.</summary>
    public static string Describe(Exception fault) =>
        IsTooLong(fault) ? "File too large for its file system" : fault.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
