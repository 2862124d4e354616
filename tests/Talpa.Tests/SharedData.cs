namespace Talpa.Tests;

/// <summary>Real corpora and files made by other tools, which lie beside the project and are not part of it.</summary>
internal static class SharedData
{
    /// <summary>The full path of a file below the data folder; skips the running test where the folder is absent.</summary>
    public static string Path(string relative)
    {
        string root = RepositoryRoot();
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, "..", "shared", "data", relative));
        Assert.SkipUnless(File.Exists(path), $"the data folder beside the project is absent or lacks {relative}");
        return path;
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "Talpa.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run from within the project's folder.");
    }
}
