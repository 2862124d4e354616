using Talpa.CoOccurrence;
using Talpa.Formats;
using Talpa.Tests.Text;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Storage;

/// <summary>Disks that become full at each page of the output: one error line, the old file unchanged, no other file, and no space lost.</summary>
public sealed class FullDiskTests
{
    public static readonly TheoryData<VectorFileFormat> Formats = [.. Enum.GetValues<VectorFileFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_disk_that_is_full_at_any_page_leaves_only_the_old_vectors(VectorFileFormat format)
    {
        using var disk = new SmallDisk(pages: 200);
        string path = disk.File("x.npy");
        VectorFileAccess.Write(path, Content(words: 3), format);
        byte[] old = File.ReadAllBytes(path);
        IReadOnlyList<string> names = disk.Names;
        VectorFileContent large = Content(words: 700);
        int free = 0;
        for (; ; free++)
        {
            disk.LeaveFree(free);
            try
            {
                VectorFileAccess.Write(path, large, format);
                break;
            }
            catch (UnwritableFileException fault)
            {
                Assert.StartsWith(disk.Folder, fault.Message, StringComparison.Ordinal);
                Assert.Contains(": no space is left in ", fault.Message, StringComparison.Ordinal);
            }

            Assert.Equal(old, File.ReadAllBytes(path));
            Assert.Equal(names, disk.Names);
        }

        // The new file has about twenty pages, and was refused with every smaller number of pages.
        Assert.InRange(free, 5, 100);
        Assert.Equal(700, VectorFileAccess.Read(path, format).Vectors.Count);
        Assert.Equal(names, disk.Names);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_disk_that_is_full_at_any_page_of_the_ids_is_reported_on_any_thread(int threads)
    {
        using var disk = new SmallDisk(pages: 100);
        byte[] text = Corpora.RandomWords(1, 60_000);
        CorpusOptions options = Corpora.KeepAll with { TemporaryFolder = disk.Folder, Threads = threads };
        int free = 0;
        for (; ; free++)
        {
            disk.LeaveFree(free);
            try
            {
                Corpora.Encode(Corpora.Bytes(text), options, blockLength: 8192, memoryLimit: 20_000).Dispose();
                break;
            }
            catch (TalpaException fault)
            {
                Assert.StartsWith($"The temporary file of ids can't be written in {disk.Folder}: No space left on device", fault.Message, StringComparison.Ordinal);
            }

            Assert.Empty(disk.Names);
        }

        // 60,000 tokens and some sentence ends take about 64 pages.
        Assert.InRange(free, 55, 75);
    }

    [Fact]
    public void A_disk_that_is_full_at_any_page_of_the_counts_is_reported()
    {
        using var disk = new SmallDisk(pages: 2000);
        using EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes(Corpora.RandomWords(2, 40_000)));
        var options = new CoOccurrenceOptions { TemporaryFolder = disk.Folder, MemoryLimit = 1 << 20, Threads = 2 };
        int refused = 0;
        for (int free = 0; ; free += 50)
        {
            disk.LeaveFree(free);
            try
            {
                CoOccurrenceCounts.Count(corpus, options, TestContext.Current.CancellationToken).Dispose();
                break;
            }
            catch (TalpaException fault)
            {
                Assert.StartsWith($"The temporary file of counts can't be written in {disk.Folder}: No space left on device", fault.Message, StringComparison.Ordinal);
                refused++;
            }

            Assert.Empty(disk.Names);
        }

        Assert.InRange(refused, 3, 39);
    }

    private static VectorFileContent Content(int words)
    {
        const int Dimension = 25;
        var random = new Random(4);
        var vectors = new WordVectors(
            [.. Enumerable.Range(0, words).Select(i => $"word{i}")], Dimension, [.. Enumerable.Range(0, words * Dimension).Select(_ => random.NextSingle())]);
        return new VectorFileContent { Vectors = vectors };
    }
}
