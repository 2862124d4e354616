using Talpa.Formats;

namespace Talpa.Cli.Tests;

/// <summary>Small files of vectors.</summary>
internal static class SmallVectors
{
    /// <summary>Writes a file of two words, to be replaced by the file under test, and returns its bytes.</summary>
    public static byte[] WriteTo(string path)
    {
        VectorFileAccess.Write(path, new VectorFileContent { Vectors = new WordVectors(["old", "older"], 2, [1, 0, 0, 1]) });
        return File.ReadAllBytes(path);
    }

    /// <summary>
    /// Writes the file <c>v.talpa</c> with vectors of 3 numbers, in which man is to king as woman is to queen, and returns its path.
    /// </summary>
    /// <param name="folder">The folder of the file.</param>
    /// <param name="others">More words with their vectors.</param>
    public static string WriteRoyals(TemporaryFolder folder, params (string Word, float[] Vector)[] others)
    {
        (string Word, float[] Vector)[] all = [("man", [2, 0, 0]), ("king", [1, 1, 0]), ("woman", [1, 0, 1]), ("queen", [1, 1, 1]), .. others];
        var vectors = new WordVectors(all.Select(entry => entry.Word), 3, [.. all.SelectMany(entry => entry.Vector)]);
        VectorFileAccess.Write(folder.Path("v.talpa"), new VectorFileContent { Vectors = vectors });
        return folder.Path("v.talpa");
    }
}
