namespace Talpa.Tests;

/// <summary>A small file that another tool wrote, in the folder TestFiles.</summary>
internal static class TestFile
{
    /// <summary>The full path of a file of that folder.</summary>
    public static string Path(string name) => Repository.Path(System.IO.Path.Combine("tests", "Talpa.Tests", "TestFiles", name));
}
