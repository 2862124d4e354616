namespace Talpa.Studio.Tests;

/// <summary>The folder the tests run from: the project's root.</summary>
internal static class Repository
{
    /// <summary>The project's root folder, where the solution lies.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Talpa.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run from within the project's folder.");
    }
}
