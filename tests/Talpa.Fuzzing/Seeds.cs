using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Talpa.CoOccurrence;
using Talpa.Formats;
using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Fuzzing;

/// <summary>Good files of every kind, small ones: a fuzzer finds its way from them.</summary>
internal static class Seeds
{
    /// <summary>Larger files of others make every step slow.</summary>
    private const int MaxBytes = 20_000;

    /// <summary>Files as Talpa writes them, a plain one, one with all that the format can hold, and one a way to store numbers.</summary>
    public static IReadOnlyList<byte[]> Written(VectorFileFormat format)
    {
        var plain = new VectorFileContent { Vectors = Vectors(["mole", "großer", "土竜"], [900, 40, 3], 3) };
        VectorFileContent full = plain with
        {
            Output = Table(3, 3),
            OtherTables = new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal) { ["output-bias"] = Table(1, 17) },
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["dim"] = "3", ["objective"] = "negative" },
        };
        var bare = new VectorFileContent { Vectors = Vectors(["a"], null, 1) };
        var pruned = new Subwords(new CharacterNgrams(2, 3, 9), new MatrixRows(Table(2, 3)), new Dictionary<int, int> { [7] = 1, [3] = 0 });
        VectorFileContent[] composed = [WithSubwords(plain, new Subwords(new CharacterNgrams(1, 4, 3), new MatrixRows(Table(3, 3)))), WithSubwords(plain, pruned)];
        VectorFileContent counted = plain with { Pairs = new PairSums([1, 0.5f, 1], [[2, 5], [1, 0x81, 2, 2, 7], []]) };
        VectorFormat entry = FormatTable.Default[format];
        VectorFileContent[] held = [plain, full, bare, .. composed.Append(counted).Where(content => entry.HeldOf(content).HasFlag(content.Pairs is null ? HeldContent.Subwords : HeldContent.Pairs))];
        return [.. held.Select(content => Write(content, format, NumberStorage.SinglePrecision)), .. entry.Numbers.Skip(1).Select(numbers => Write(held[^1], format, numbers))];
    }

    /// <summary>The same, compressed with gzip.</summary>
    public static IReadOnlyList<byte[]> Packed(VectorFileFormat format) => [.. Written(format).Select(Compress)];

    /// <summary>Small files that others made, from the data folder beside the project where there is one.</summary>
    public static IReadOnlyList<byte[]> Shared(string pattern)
    {
        string folder = Path.Combine(Path.GetDirectoryName(SourcePath())!, "..", "..", "..", "shared", "data", "models");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).Where(path => new FileInfo(path).Length <= MaxBytes).Select(File.ReadAllBytes)]
            : [];
    }

    /// <summary>Small models of fastText from the folder of the tests: one with n-grams, and a quantised one, pruned.</summary>
    public static IReadOnlyList<byte[]> FastTextModels()
    {
        string folder = Path.Combine(Path.GetDirectoryName(SourcePath())!, "..", "Talpa.Tests", "TestFiles");
        return [.. new[] { "fasttext.bin", "fasttext.ftz" }.Select(name => File.ReadAllBytes(Path.Combine(folder, name)))];
    }

    /// <summary>The words beside an array of three rows.</summary>
    public static IReadOnlyList<byte[]> NpyWords() => ["mole\t900\ngroßer\t40\n土竜\t3\n"u8.ToArray(), "mole\r\ngroßer\r\n土竜"u8.ToArray()];

    /// <summary>Text, plain and compressed, with a byte before it that chooses how it is read.</summary>
    public static IReadOnlyList<byte[]> Corpora()
    {
        byte[] text = Encoding.UTF8.GetBytes("A mole digs. A badger digs too; don't 1,000.5 ask.\r\nマウス と 土竜, ש\"ל\n\u00A0\u2028x_y z'z\n");
        byte[] gzipText = Compress(text);
        using var zstd = new ZstdSharp.Compressor();
        byte[] zstdText = zstd.Wrap(text).ToArray();
        return [[0, .. text], [1, .. text], [14, .. text], [2, 0xEF, 0xBB, 0xBF, .. text], [0, .. gzipText], [0, .. gzipText, .. gzipText], [2, .. zstdText]];
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static byte[] Write(VectorFileContent content, VectorFileFormat format, NumberStorage numbers)
    {
        string folder = Directory.CreateTempSubdirectory("talpa-seed-").FullName;
        try
        {
            string path = Path.Combine(folder, "x.npy");
            _ = VectorFileAccess.Write(path, content, new VectorWriteOptions { Format = format, Numbers = numbers });
            return File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static VectorFileContent WithSubwords(VectorFileContent content, Subwords subwords) =>
        content with { Vectors = new WordVectors(content.Vectors.Vocabulary, content.Vectors.Matrix, subwords) };

    private static WordVectors Vectors(string[] words, long[]? counts, int dimension) => new(new Vocabulary(words, counts), Table(words.Length, dimension));

    private static PaddedMatrix Table(int rows, int dimension)
    {
        float[] numbers = new float[rows * dimension];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ((i / dimension) + 1.5f) / ((i % dimension) - 7.25f);
        }

        return new PaddedMatrix(rows, dimension, numbers);
    }

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
