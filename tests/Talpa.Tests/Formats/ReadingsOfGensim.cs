using System.Text.Json;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>Compares files read by Talpa with the same files read by gensim.</summary>
internal static class ReadingsOfGensim
{
    /// <summary>Asserts the format, the words and the bits of the numbers of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The format to be detected.</param>
    /// <param name="expected">gensim's words as <c>words</c>, and a row of 32-bit integers for each as <c>bits</c>.</param>
    public static void RequireEqual(string path, VectorFileFormat format, JsonElement expected)
    {
        Assert.Equal(format, VectorFiles.DetectFormat(path));
        WordVectors vectors = VectorFileAccess.Read(path).Vectors;
        Assert.Equal(expected.GetProperty("words").EnumerateArray().Select(word => word.GetString()!), vectors.Vocabulary.Words);
        int row = 0;
        foreach (JsonElement bits in expected.GetProperty("bits").EnumerateArray())
        {
            uint[] found = [.. vectors[row].ToArray().Select(BitConverter.SingleToUInt32Bits)];
            Assert.Equal(bits.EnumerateArray().Select(number => number.GetUInt32()), found);
            row++;
        }
    }
}
