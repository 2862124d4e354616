namespace Talpa.Storage;

/// <summary>Opens files that are read from front to back, in large reads.</summary>
internal static class SequentialFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file. It may be removed, but not written to meanwhile, where the system can see to that.</param>
    public static Stream Open(string path) =>
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
}
