using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Tests;

/// <summary>A file of two words, to be replaced by the file under test.</summary>
internal static class SmallVectors
{
    /// <summary>Writes the file and returns its bytes.</summary>
    public static byte[] WriteTo(string path)
    {
        VectorFile.Write(path, new VectorFileContent { Vectors = new WordVectors(["old", "older"], 2, [1, 0, 0, 1]) });
        return File.ReadAllBytes(path);
    }
}
