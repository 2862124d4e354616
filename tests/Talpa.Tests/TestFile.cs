namespace Talpa.Tests;

/// <summary>Small files in the folder TestFiles, written by other tools.</summary>
internal static class TestFile
{
    /// <summary>The full path of a file in that folder.</summary>
    public static string Path(string name) => Repository.Path(System.IO.Path.Combine("tests", "Talpa.Tests", "TestFiles", name));
}
