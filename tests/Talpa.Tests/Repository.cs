namespace Talpa.Tests;

/// <summary>Paths in the repository.</summary>
internal static class Repository
{
    /// <summary>The repository's root folder, which has the solution file.</summary>
    public static string Root { get; } = Find();

    /// <summary>The full path of a file in the repository.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "Talpa.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run from within the project's folder.");
    }
}
