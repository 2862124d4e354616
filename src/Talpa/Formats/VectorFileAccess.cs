using Talpa.Memory;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// Reads and writes all that files of word vectors hold, in any of the formats.
/// </summary>
internal static class VectorFileAccess
{
    private const string StreamName = "the stream";

    private static readonly VectorReadOptions Everything = new();

    /// <summary>Reads a file of vectors. The format is detected from the content, the name does not matter.</summary>
    /// <param name="path">The file, plain or compressed with gzip or zstd, detected by its first bytes.</param>
    /// <returns>What the file holds, with warnings about what was odd in it.</returns>
    /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off or in no known format.</exception>
    public static VectorFileContent Read(string path) => Read(path, Everything);

    /// <summary>Reads a file of vectors.</summary>
    /// <param name="path">The file, plain or compressed with gzip or zstd, detected by its first bytes.</param>
    /// <param name="format">Its format; <c>null</c> to detect it from the content, the name does not matter.</param>
    /// <returns>What the file holds, with warnings about what was odd in it.</returns>
    /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off or of another format.</exception>
    public static VectorFileContent Read(string path, VectorFileFormat? format) => Read(path, format, SequentialFile.Open);

    /// <summary>Reads a file of vectors, or some of its words.</summary>
    /// <param name="path">The file, plain or compressed with gzip or zstd, detected by its first bytes.</param>
    /// <param name="options">Its format and what to keep of it.</param>
    /// <returns>What was kept, with warnings about what was odd in it. Where words were selected, output vectors and further tables are left out.</returns>
    /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off or of another format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static VectorFileContent Read(string path, VectorReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Read(path, options, SequentialFile.Open, FormatTable.Default);
    }

    /// <summary>Reads vectors from a stream, from its current position. It need not be able to seek, and is left open.</summary>
    /// <param name="stream">The stream, plain or compressed with gzip or zstd. It is read to its end, or further than its content.</param>
    /// <param name="options">The format and what to keep; <c>null</c> to detect the format and keep all.</param>
    /// <returns>What the stream holds, with warnings about what was odd in it.</returns>
    /// <exception cref="UnusableInputException">The stream can't be read, or its content is corrupt, cut off or of another format, or its words lie in a second file (npy, projector).</exception>
    public static VectorFileContent Read(Stream stream, VectorReadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string name = NameOf(stream);
        return VectorSource.Guard(name, () =>
        {
            using VectorSource source = VectorSource.OfStream(stream, name);
            return FormatTable.Default.Read(source, options ?? Everything);
        });
    }

    /// <summary>
    /// Reads a file of vectors, but leaves its numbers where they are, if its format is <see cref="VectorFileFormat.Talpa"/> or <see cref="VectorFileFormat.FastText"/> and
    /// it is not compressed: the file itself is mapped into memory, of which processes that map the same file share one copy, and which the system may drop and read
    /// again. A file of Talpa's own format is checked whole first, as by <see cref="Read(string)"/>. Of a fastText model the words are read, the vector of a word is
    /// composed when it is first needed, all of them for a search, and output vectors are left out. Other files, and quantised fastText models, are read as by it.
    /// <para>
    /// The mapping lasts as long as the process. The file may be replaced by another of its name meanwhile, as <c>Write</c> does it (except on Windows),
    /// but must not be written to or shortened: on most systems that, and a disk that fails, ends the process. Where this can't be ruled out, or one
    /// process loads ever new files, use <see cref="Read(string)"/>.
    /// </para>
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>What the file holds, with warnings about what was odd in it.</returns>
    /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off, or in no known format.</exception>
    public static VectorFileContent Map(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VectorSource.Guard(path, () =>
        {
            using VectorSource source = VectorSource.OfFile(path, SequentialFile.Open);
            VectorFormat format = FormatTable.Default.Detect(source);
            bool isMappable = source.IsFile && source.Compression == Compression.None && BitConverter.IsLittleEndian;
            return ((isMappable ? format.Map(path) : null) ?? format.Read(source, Everything)) with { Format = format.Format };
        });
    }

    /// <summary>Writes a file of vectors in the format that the ending of its name stands for (<see cref="VectorFileFormat"/>).</summary>
    /// <inheritdoc cref="Write(string, VectorFileContent, VectorFileFormat?)"/>
    public static IReadOnlyList<string> Write(string path, VectorFileContent content) => Write(path, content, default(VectorFileFormat?));

    /// <summary>
    /// Writes a file of vectors. It appears whole or not at all: until all is on the disk, a file that had the name before is untouched.
    /// A name that ends in .gz or .zst makes a compressed file.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What to write.</param>
    /// <param name="format">The format; <c>null</c> to take it from the ending of the name.</param>
    /// <returns>What the format can't hold and was left out, a line each; empty when all was written.</returns>
    /// <exception cref="ArgumentException">The name's ending stands for no format, or a table has a name that is taken.</exception>
    /// <exception cref="UnusableInputException">A word can't be written in this format.</exception>
    /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
    public static IReadOnlyList<string> Write(string path, VectorFileContent content, VectorFileFormat? format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(content);
        FormatTable table = FormatTable.Default;
        return VectorWriting.Write(path, content, format is { } named ? table[named] : table.ForFileName(path));
    }

    /// <summary>Writes a file of vectors, with words made to fit its format or left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What to write.</param>
    /// <param name="options">The format, and what becomes of words that it can't hold.</param>
    /// <returns>What was changed or left out, a line each; empty when all was written as it is.</returns>
    /// <exception cref="ArgumentException">The name's ending stands for no format, or a table has a name that is taken.</exception>
    /// <exception cref="UnusableInputException">A word can't be written in this format, or none can.</exception>
    /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
    public static IReadOnlyList<string> Write(string path, VectorFileContent content, VectorWriteOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        FormatTable table = FormatTable.Default;
        return VectorWriting.Write(path, content, options.Format is { } named ? table[named] : table.ForFileName(path), options);
    }

    /// <summary>Writes vectors to a stream, uncompressed. It is left open.</summary>
    /// <param name="stream">The stream; it need not be able to seek.</param>
    /// <param name="content">What to write.</param>
    /// <param name="format">The format; not <see cref="VectorFileFormat.Npy"/> or <see cref="VectorFileFormat.Projector"/>, which need a second file.</param>
    /// <returns>What the format can't hold and was left out, a line each; empty when all was written.</returns>
    /// <exception cref="ArgumentException">A table has a name that is taken.</exception>
    /// <exception cref="UnusableInputException">A word can't be written in this format, or the format needs a second file.</exception>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    public static IReadOnlyList<string> Write(Stream stream, VectorFileContent content, VectorFileFormat format)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(content);
        return VectorWriting.Write(stream, NameOf(stream), content, FormatTable.Default[format]);
    }

    /// <summary>The format of a file of vectors, plain or compressed, by its first bytes.</summary>
    public static VectorFileFormat DetectFormat(string path) => VectorSource.Guard(path, () =>
    {
        using VectorSource source = VectorSource.OfFile(path, SequentialFile.Open);
        return FormatTable.Default.Detect(source).Format;
    });

    /// <summary>Makes sure that a file can be written, before the work whose result is to go there. What stands under the name is untouched.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnwritableFileException">The folder is missing or may not be written to, or the name belongs to a folder or a device.</exception>
    public static void EnsureWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var probe = new AtomicFile(path);
    }

    /// <summary>Reads a file of vectors that is opened in a certain way.</summary>
    internal static VectorFileContent Read(string path, VectorFileFormat? format, Func<string, Stream> open) =>
        Read(path, Everything with { Format = format }, open, FormatTable.Default);

    /// <summary>Reads a file of vectors in one of a table's formats.</summary>
    internal static VectorFileContent Read(string path, VectorReadOptions options, Func<string, Stream> open, FormatTable table)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VectorSource.Guard(path, () =>
        {
            using VectorSource source = VectorSource.OfFile(path, open);
            return table.Read(source, options);
        });
    }

    private static string NameOf(Stream stream) => stream is FileStream { Name: { Length: > 0 } path } ? path : StreamName;
}
