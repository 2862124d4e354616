namespace Talpa.Studio.Tests;

/// <summary>Finds the files of the repository.</summary>
internal static class Repository
{
    /// <summary>The root folder of the repository, which contains the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Talpa.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("No folder above the test assembly contains Talpa.slnx.");
    }
}
