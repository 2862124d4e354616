using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Tests;

/// <summary>A file of two words, to stand where another is going to be written.</summary>
internal static class SmallVectors
{
    /// <summary>Writes the file and gives its bytes.</summary>
    public static byte[] WriteTo(string path)
    {
        VectorFile.Write(path, new VectorFileContent { Vectors = new WordVectors(["old", "older"], 2, [1, 0, 0, 1]) });
        return File.ReadAllBytes(path);
    }
}
