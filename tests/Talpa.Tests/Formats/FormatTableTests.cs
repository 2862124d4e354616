using System.Buffers;
using System.Globalization;
using System.Text;
using Talpa.Formats;
using Talpa.Storage;

namespace Talpa.Tests.Formats;

/// <summary>A format is one entry in one table, which all readers and writers use.</summary>
public sealed class FormatTableTests : IDisposable
{
    private static readonly FormatTable WithToy = FormatTable.Default.With(new ToyFormat());

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_format_added_to_the_table_is_detected_read_written_and_listed()
    {
        Assert.Equal("toy", WithToy.Names[0]);
        Assert.IsType<ToyFormat>(WithToy.Named("TOY"));
        Assert.IsType<ToyFormat>(WithToy.ForFileName("x.toy.gz"));
        Assert.IsType<ToyFormat>(WithToy[(VectorFileFormat)100]);
        var vectors = new WordVectors(["mole", "badger"], 1, [1.5f, -2]);
        foreach (string path in new[] { _folder.File("x.toy"), _folder.File("x.toy.gz"), _folder.File("x.toy.zst") })
        {
            Assert.Empty(VectorWriting.Write(path, new VectorFileContent { Vectors = vectors }, WithToy.ForFileName(path)));
            Contents.RequireEqual(vectors, VectorFileAccess.Read(path, new VectorReadOptions(), SequentialFile.Open, WithToy).Vectors, withCounts: false);
        }

        Assert.Equal("TOY\nmole=1.5\nbadger=-2\n", File.ReadAllText(_folder.File("x.toy")));
    }

    [Fact]
    public void The_features_of_an_added_format_determine_what_is_refused_and_what_is_skipped()
    {
        string path = _folder.File("x.toy");
        VectorFormat toy = WithToy.ForFileName(path);
        var bad = new WordVectors(["a=b"], 1, [1]);
        Assert.Contains("in the format toy", Assert.Throws<UnusableInputException>(() => VectorWriting.Write(path, new VectorFileContent { Vectors = bad }, toy)).Message, StringComparison.Ordinal);
        WordVectors counted = Contents.WithCounts(["a"], [3], 1, [1]);
        Assert.Equal(["the words' counts were left out: the format toy does not hold them"], VectorWriting.Write(path, new VectorFileContent { Vectors = counted }, toy));
    }

    [Fact]
    public void Every_public_format_has_one_entry()
    {
        Assert.Equal(Enum.GetValues<VectorFileFormat>().Length, FormatTable.Default.Names.Count);
        Assert.All(Enum.GetValues<VectorFileFormat>(), format => Assert.Equal(format, FormatTable.Default[format].Format));
        Assert.Throws<ArgumentOutOfRangeException>(() => FormatTable.Default[(VectorFileFormat)100]);
    }

    /// <summary>Lines "word=number" after a line "TOY".</summary>
    private sealed class ToyFormat() : VectorFormat((VectorFileFormat)100, "toy", ".toy")
    {
        public override HeldContent Holds => HeldContent.VectorsOnly;

        public override SearchValues<char> ForbiddenInWords { get; } = SearchValues.Create("=\n");

        public override bool Recognises(FileHead head) => head.Bytes.StartsWith("TOY\n"u8);

        public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
        {
            var collector = new VectorCollector(source.Name, null, 1, options);
            var lines = new TextLines(source.Reader);
            lines.TryRead(out _);
            while (!collector.IsFull && lines.TryRead(out ReadOnlySpan<byte> line))
            {
                string[] parts = Encoding.UTF8.GetString(line).Split('=');
                if (parts.Length != 2 || !float.TryParse(parts[1], CultureInfo.InvariantCulture, out float number))
                {
                    throw UnusableInputException.AtLine(source.Name, lines.Number, "this is not word=number; get the file again");
                }

                collector.NextRow[0] = number;
                collector.Add(Encoding.UTF8.GetBytes(parts[0]));
            }

            return collector.ToContent();
        }

        public override void Write(Stream stream, VectorFileContent content)
        {
            stream.Write("TOY\n"u8);
            foreach (string word in content.Vectors.Vocabulary.Words)
            {
                stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{word}={content.Vectors[word][0]}\n")));
            }
        }
    }
}
