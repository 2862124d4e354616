namespace Talpa.Tests;

/// <summary>Real corpora and files made by other tools, which lie beside the project and are not part of it.</summary>
internal static class SharedData
{
    /// <summary>The full path of a file below the data folder; skips the running test where the folder is absent.</summary>
    public static string Path(string relative)
    {
        string path = System.IO.Path.GetFullPath(Repository.Path(System.IO.Path.Combine("..", "shared", "data", relative)));
        Assert.SkipUnless(File.Exists(path), $"the data folder beside the project is absent or lacks {relative}");
        return path;
    }
}
