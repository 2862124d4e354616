namespace Talpa.Tests;

/// <summary>Real corpora and files made by other tools, in a folder outside the repository.</summary>
internal static class SharedData
{
    /// <summary>The full path of a file in the data folder. Skips the running test if the file is missing.</summary>
    public static string Path(string relative)
    {
        string path = System.IO.Path.GetFullPath(Repository.Path(System.IO.Path.Combine("..", "shared", "data", relative)));
        Assert.SkipUnless(File.Exists(path), $"the data folder next to the repository does not exist or lacks {relative}");
        return path;
    }
}
