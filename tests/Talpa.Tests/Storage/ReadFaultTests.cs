using Talpa.Formats;
using Talpa.Tests.Formats;
using Talpa.Tests.Text;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Storage;

/// <summary>Read errors at each byte of a file: one error line with the file and the system's message.</summary>
public sealed class ReadFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<VectorFileFormat> Formats => new(Enum.GetValues<VectorFileFormat>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_read_error_at_any_byte_of_vectors_is_reported_in_one_line(VectorFileFormat format)
    {
        string path = _folder.File("x.npy");
        VectorFileAccess.Write(path, Contents.Small(), format);
        RequireRefusedAtEveryByte(path, at => VectorFileAccess.Read(path, format, FailingStream.At(at)));
        RequireRefusedAtEveryByte(path, at => VectorFileAccess.Read(path, null, FailingStream.At(at)));
    }

    [Fact]
    public void A_read_error_at_any_byte_of_compressed_vectors_is_reported_in_one_line()
    {
        string path = _folder.File("x.vec");
        VectorFileAccess.Write(path, Contents.Small(), VectorFileFormat.Text);
        _folder.Write("x.vec", Corpora.Gzip(File.ReadAllBytes(path)));
        RequireRefusedAtEveryByte(path, at => VectorFileAccess.Read(path, null, FailingStream.At(at)));
    }

    [Fact]
    public void A_read_error_at_any_byte_of_the_vocabulary_file_of_an_array_names_that_file()
    {
        string path = _folder.File("x.npy");
        VectorFileAccess.Write(path, Contents.Small());
        string words = _folder.File("x.vocab.txt");
        RequireRefusedAtEveryByte(words, at => VectorFileAccess.Read(path, null, name => name == words ? FailingStream.At(at)(name) : File.OpenRead(name)));
    }

    [Fact]
    public void A_read_error_at_any_byte_of_a_checkpoint_is_reported_in_one_line_by_inspecting_and_resuming()
    {
        TrainingOptions options = Small with { Dimension = 2 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(4), options);
        var trainer = new Trainer(corpus, options) { Checkpoints = new CheckpointOptions { Folder = _folder.Folder } };
        string path = trainer.Run(cancellationToken: new CancellationToken(canceled: true)).LastCheckpoint!;
        RequireRefusedAtEveryByte(path, at => CheckpointFile.Check(path, FailingStream.At(at)));
        RequireRefusedAtEveryByte(path, at =>
        {
            using ITraining training = new Trainer(corpus, options).NewTraining();
            CheckpointFile.Load(path, training, FailingStream.At(at));
        });
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public void A_read_error_at_any_byte_of_a_text_is_reported_in_one_line(string packing)
    {
        byte[] text = Corpora.RandomWords(3, 40);
        string path = _folder.Write("text", packing switch { "gzip" => Corpora.Gzip(text), "zstd" => Corpora.Zstd(text), _ => text });
        RequireRefusedAtEveryByte(path, at =>
        {
            using Stream file = FailingStream.At(at)(path);
            Corpora.Encode(TextSource.Stream(file, path)).Dispose();
        });
    }

    private static void RequireRefusedAtEveryByte(string path, Action<long> read)
    {
        // The words of a projector's table are in a separate file, which the error names if it can't be read.
        string words = Path.Combine(Path.GetDirectoryName(path)!, "x-metadata.tsv");
        long length = new FileInfo(path).Length;
        Assert.InRange(length, 20, 10_000);
        for (long at = 0; at < length; at++)
        {
            var fault = Assert.ThrowsAny<UnusableInputException>(() => read(at));
            Assert.True(
                (fault.Message.StartsWith(path, StringComparison.Ordinal) || fault.Message.StartsWith(words, StringComparison.Ordinal))
                && fault.Message.Contains(FailingStream.Fault, StringComparison.Ordinal) && !fault.Message.Contains('\n', StringComparison.Ordinal),
                $"byte {at}: {fault.Message}");
        }

        read(length);
    }
}
