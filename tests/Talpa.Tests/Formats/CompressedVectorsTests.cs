using System.IO.Compression;
using Talpa.Formats;
using Talpa.Tests.Text;

namespace Talpa.Tests.Formats;

/// <summary>Files in gzip and zstd, of every format.</summary>
public sealed class CompressedVectorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<VectorFileFormat, string> FormatsAndEndings
    {
        get
        {
            var data = new TheoryData<VectorFileFormat, string>();
            foreach (VectorFileFormat format in Enum.GetValues<VectorFileFormat>())
            {
                data.Add(format, ".gz");
                data.Add(format, ".zst");
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(FormatsAndEndings))]
    public void A_file_named_gz_or_zst_is_compressed_and_read_back(VectorFileFormat format, string ending)
    {
        string path = _folder.File("x.npy" + ending);
        WordVectors vectors = Many();
        VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors }, format);
        Assert.Equal(ending == ".gz" ? [0x1F, 0x8B] : new byte[] { 0x28, 0xB5 }, File.ReadAllBytes(path)[..2]);
        Assert.Equal(format, VectorFiles.DetectFormat(path));
        bool keepsCounts = FormatTable.Default[format].Holds.HasFlag(HeldContent.Counts);
        Contents.RequireEqual(vectors, VectorFileAccess.Read(path).Vectors, keepsCounts);
        Contents.RequireEqual(vectors, VectorFileAccess.Map(path).Vectors, keepsCounts);
    }

    [Theory]
    [MemberData(nameof(FormatsAndEndings))]
    public void A_compressed_file_truncated_at_any_byte_is_refused(VectorFileFormat format, string ending)
    {
        string path = _folder.File("x.npy" + ending);
        VectorFileAccess.Write(path, Contents.Small(), format);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length++)
        {
            string cut = _folder.Write("x.npy", whole.AsSpan(0, length));
            Assert.Contains(cut, Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(cut)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(FormatsAndEndings))]
    public void The_inner_extension_selects_the_format_of_a_compressed_file(VectorFileFormat format, string ending) =>
        Assert.Equal(format, VectorFiles.FormatFromFileName("x" + FormatTable.Default[format].Extension + ending));

    [Fact]
    public void Concatenated_members_and_frames_are_one_file()
    {
        byte[] bytes = Bytes(Contents.Small(), VectorFileFormat.Word2Vec);
        byte[] first = bytes[..20];
        byte[] second = bytes[20..];
        foreach (byte[] compressed in new byte[][] { [.. Corpora.Gzip(first), .. Corpora.Gzip(second)], [.. Corpora.Zstd(first), .. Corpora.Zstd(second)] })
        {
            Contents.RequireEqual(Contents.Small().Vectors, VectorFileAccess.Read(_folder.Write("x", compressed)).Vectors, withCounts: false);
        }
    }

    [Fact]
    public void Vectors_larger_than_the_memory_buffer_are_read_from_a_temporary_file()
    {
        // 40,000 rows of 64 numbers take 10 MB.
        var vectors = new WordVectors(Enumerable.Range(0, 40_000).Select(i => $"w{i}"), 64, [.. Enumerable.Range(0, 40_000 * 64).Select(i => (float)i)]);
        string path = _folder.File("x.talpa.gz");
        vectors.Save(path);
        Contents.RequireEqual(vectors, WordVectors.Load(path), withCounts: false);
    }

    [Theory]
    [InlineData(VectorFileFormat.Talpa)]
    [InlineData(VectorFileFormat.Word2Vec)]
    [InlineData(VectorFileFormat.Text)]
    public void A_file_that_decompresses_to_far_more_than_its_size_is_refused(VectorFileFormat format)
    {
        byte[] start = Bytes(Contents.Small(), format);
        string path = _folder.File("bomb.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.SmallestSize))
        {
            gzip.Write(start);
            byte[] part = Contents.Bytes(new string('\n', 1 << 20));
            for (int i = 0; i < 70; i++)
            {
                gzip.Write(part);
            }
        }

        string message = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path, format)).Message;
        Assert.StartsWith($"{path}: the file decompresses to more than 200 times its size", message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(VectorFileContent content, VectorFileFormat format)
    {
        using var stream = new MemoryStream();
        VectorFileAccess.Write(stream, content, format);
        return stream.ToArray();
    }

    private static WordVectors Many()
    {
        string[] words = [.. Enumerable.Range(0, 3000).Select(i => $"wörd{i}")];
        return Contents.WithCounts(words, words.Select((_, i) => 9000L - i), 7, [.. Enumerable.Range(0, 21_000).Select(i => MathF.Sin(i))]);
    }
}
