using CsCheck;
using Talpa.Formats;
using Talpa.Tests.Text;

namespace Talpa.Tests.Formats;

/// <summary>WordVectors.Load and Save.</summary>
public sealed class VectorFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<VectorFileFormat> OneFileFormats => [.. Enum.GetValues<VectorFileFormat>().Where(format => format is not (VectorFileFormat.Npy or VectorFileFormat.Projector))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Vectors_are_saved_and_loaded_by_name()
    {
        WordVectors vectors = Contents.Small().Vectors;
        foreach (string name in new[] { "x.talpa", "x.bin", "x.vec", "x.txt", "x.npy", "x.safetensors", "x.vec.gz", "x.bin.zst" })
        {
            vectors.Save(_folder.File(name));
            Assert.Equal(vectors.Vocabulary.Words, WordVectors.Load(_folder.File(name)).Vocabulary.Words);
        }

        vectors.Save(_folder.File("named"), VectorFileFormat.Glove);
        Contents.RequireEqual(vectors, WordVectors.Load(_folder.File("named"), new VectorReadOptions { Format = VectorFileFormat.Glove }), withCounts: false);
    }

    [Theory]
    [MemberData(nameof(OneFileFormats))]
    public void Seekable_slow_and_compressed_streams_give_the_same_vectors(VectorFileFormat format) =>
        Contents.GenVectorsFor(format).Where(vectors => vectors.Dimension > 2).Sample(
            vectors =>
            {
                using var saved = new MemoryStream();
                vectors.Save(saved, format);
                byte[] bytes = saved.ToArray();
                if (format == VectorFileFormat.Word2Vec && (IsRefused(new MemoryStream(bytes)) || IsRefused(new TrickleStream(bytes, () => 7))))
                {
                    return;
                }

                int next = 0;
                Stream[] streams =
                [
                    new MemoryStream(bytes),
                    new TrickleStream(bytes, () => 1 + (next++ % 7)),
                    new MemoryStream(Corpora.Gzip(bytes)),
                    new TrickleStream(Corpora.Zstd(bytes), () => 1 + (next++ % 7)),
                ];
                foreach (Stream stream in streams)
                {
                    Contents.RequireEqual(vectors, WordVectors.Load(stream), FormatTable.Default[format].Holds.HasFlag(HeldContent.Counts));
                    Assert.True(stream.CanRead, "the caller's stream was closed");
                    stream.Dispose();
                }
            },
            iter: 40,
            threads: 1);

    /// <summary>
    /// The bytes of a random number may be those of a space between words, and the end of the file, which a stream that can't seek does not show, may tell them apart. <see cref="AnyWordsTests"/>
    /// checks that such a file is refused or read right.
    /// </summary>
    private static bool IsRefused(Stream stream)
    {
        try
        {
            _ = WordVectors.Load(stream);
            return false;
        }
        catch (UnusableInputException)
        {
            return true;
        }
    }

    [Fact]
    public void A_stream_is_read_from_its_current_position()
    {
        foreach (VectorFileFormat format in new[] { VectorFileFormat.Talpa, VectorFileFormat.Safetensors, VectorFileFormat.Text })
        {
            using var stream = new MemoryStream();
            stream.Write("something before"u8);
            Contents.Small().Vectors.Save(stream, format);
            stream.Position = "something before".Length;
            Assert.Equal(["mole", "großer", "土竜"], WordVectors.Load(stream).Vocabulary.Words);
        }
    }

    [Fact]
    public void An_array_in_a_stream_is_refused_because_its_words_are_in_a_second_file()
    {
        Assert.Contains("second file", Assert.Throws<UnusableInputException>(() => Contents.Small().Vectors.Save(new MemoryStream(), VectorFileFormat.Npy)).Message, StringComparison.Ordinal);
        Contents.Small().Vectors.Save(_folder.File("x.npy"));
        using var stream = new MemoryStream(File.ReadAllBytes(_folder.File("x.npy")));
        Assert.Contains("load it from a path", Assert.Throws<UnusableInputException>(() => WordVectors.Load(stream)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_a_stream_names_the_stream()
    {
        using var stream = new MemoryStream("2 2\na 1 2\nb 3\n"u8.ToArray());
        Assert.Equal(
            "the stream, line 3: the word 'b' is followed by 1 numbers instead of 2; the file is corrupt or was cut off, get it again",
            Assert.Throws<UnusableInputException>(() => WordVectors.Load(stream)).Message);
        using var empty = new MemoryStream();
        Assert.Contains("the file is empty", Assert.Throws<UnusableInputException>(() => WordVectors.Load(empty)).Message, StringComparison.Ordinal);
    }
}
