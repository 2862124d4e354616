using Talpa.Formats;
using Talpa.Memory;

namespace Talpa.Tests.Formats;

/// <summary>fastText models that stay in their file, compared with the same models read.</summary>
public sealed class FastTextMappingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_mapped_model_has_the_same_words_counts_vectors_and_ngrams()
    {
        VectorFileContent read = VectorFileAccess.Read(TestFile.Path("fasttext.bin"));
        VectorFileContent mapped = VectorFileAccess.Map(TestFile.Path("fasttext.bin"));
        Assert.Equal(VectorFileFormat.FastText, mapped.Format);
        Assert.Equal(read.Options, mapped.Options);
        for (int id = read.Vectors.Count - 1; id >= 0; id--)
        {
            Assert.Equal(read.Vectors[id].ToArray(), mapped.Vectors[id].ToArray());
        }

        Contents.RequireEqual(read.Vectors, mapped.Vectors, withCounts: true);
        Contents.RequireEqual(read.Vectors.Subwords, mapped.Vectors.Subwords);
    }

    [Fact]
    public void Every_query_of_a_mapped_model_has_the_same_answer()
    {
        WordVectors read = WordVectors.Load(TestFile.Path("fasttext.bin"));
        Assert.Equal(read["mole"].ToArray(), Mapped()["mole"].ToArray());
        Assert.Equal(read.MemoryOf("mole").ToArray(), Mapped().MemoryOf("mole").ToArray());
        Assert.Equal(read.Similarity("mole", "moles"), Mapped().Similarity("mole", "moles"));
        Assert.Equal(read.Nearest("moles"), Mapped().Nearest("moles"));
        Assert.Equal(read.Mean(["mole", "moles"]), Mapped().Mean(["mole", "moles"]));
        Assert.Equal(read.Select(entry => entry.Value.ToArray()), Mapped().Select(entry => entry.Value.ToArray()));
        Assert.Equal(read.Dimension, Mapped().Dimension);
        Assert.Throws<ArgumentOutOfRangeException>(() => Mapped()[read.Count].Length);
    }

    [Fact]
    public void Threads_that_compose_the_same_words_at_once_see_whole_vectors()
    {
        WordVectors read = WordVectors.Load(TestFile.Path("fasttext.bin"));
        for (int round = 0; round < 20; round++)
        {
            WordVectors mapped = Mapped();
            Parallel.For(0, 8, thread =>
            {
                for (int i = 0; i < read.Count; i++)
                {
                    int id = thread < 4 ? i : read.Count - 1 - i;
                    Assert.True(read[id].SequenceEqual(thread % 2 == 0 ? mapped[id] : mapped.Matrix[id]));
                }
            });
        }
    }

    [Fact]
    public void The_numbers_are_not_copied_before_they_are_needed()
    {
        const int Words = 500;
        const int Dimension = 256;
        string path = _folder.File("large.bin");
        new WordVectors(new Vocabulary(Enumerable.Range(0, Words).Select(i => $"w{i}")), new PaddedMatrix(Words, Dimension, new float[Words * Dimension])).Save(path, VectorFileFormat.FastText);
        long before = GC.GetAllocatedBytesForCurrentThread();
        WordVectors mapped = VectorFileAccess.Map(path).Vectors;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The place of the vectors is taken; the file is not read into buffers besides.
        Assert.InRange(allocated, 0, (Words * Dimension * sizeof(float)) + 400_000);
        Assert.Equal(new float[Dimension], mapped["w7"].ToArray());
    }

    [Fact]
    public void A_model_that_can_not_be_mapped_is_read()
    {
        VectorFileContent read = VectorFileAccess.Read(TestFile.Path("fasttext.ftz"));
        Contents.RequireEqual(read, VectorFileAccess.Map(TestFile.Path("fasttext.ftz")));
        string broken = _folder.File("broken.bin");
        byte[] model = File.ReadAllBytes(TestFile.Path("fasttext.bin"));
        model[model.AsSpan().IndexOf("mole\0"u8)] = 0xFF;
        File.WriteAllBytes(broken, model);
        VectorFileContent mapped = VectorFileAccess.Map(broken);
        Assert.Equal(["1 word is not valid UTF-8; each broken part was replaced by U+FFFD"], mapped.Warnings);
        Contents.RequireEqual(VectorFileAccess.Read(broken), mapped);
    }

    private static WordVectors Mapped() => VectorFileAccess.Map(TestFile.Path("fasttext.bin")).Vectors;
}
