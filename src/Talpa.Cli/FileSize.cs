namespace Talpa.Cli;

/// <summary>How long files are.</summary>
internal static class FileSize
{
    /// <summary>The bytes of a file, or of the one that a link leads to; 0 where it is no file with a length.</summary>
    public static long Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return stream.CanSeek ? stream.Length : 0;
    }
}
