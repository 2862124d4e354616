using Talpa.Formats;

namespace Talpa;

/// <summary>
/// Loads and saves word vectors: <c>WordVectors.Load("x.vec")</c>, <c>vectors.Save("x.bin")</c>, and lists the formats. <see cref="TrainedModel"/> loads and
/// saves all that a file holds (output vectors, options of the training), and has the warnings of reading.
/// </summary>
public static class VectorFiles
{
    /// <summary>The names of the formats, such as talpa, word2vec and glove.</summary>
    public static IReadOnlyList<string> FormatNames => FormatTable.Default.Names;

    /// <summary>The name of a format.</summary>
    public static string NameOf(VectorFileFormat format) => FormatTable.Default[format].Name;

    /// <summary>The ending of file names that stands for a format, such as .bin.</summary>
    public static string ExtensionOf(VectorFileFormat format) => FormatTable.Default[format].Extension;

    /// <summary>The name of a way to store numbers: float32, float16, int8 or codes.</summary>
    public static string NameOf(NumberStorage numbers) => NumberRules.NameOf(numbers);

    /// <summary>Whether files of a format can store numbers in a certain way.</summary>
    public static bool CanStore(VectorFileFormat format, NumberStorage numbers) => FormatTable.Default[format].Numbers.Contains(numbers);

    /// <summary>The format with a name; case does not count.</summary>
    /// <exception cref="ArgumentException">No format has that name; the message lists the formats.</exception>
    public static VectorFileFormat ParseFormat(string name) => FormatTable.Default.Named(name).Format;

    /// <summary>The format that the ending of a file's name stands for; .gz or .zst may follow it.</summary>
    /// <exception cref="ArgumentException">The ending stands for no format; the message lists those that do.</exception>
    public static VectorFileFormat FormatFromFileName(string path) => FormatTable.Default.ForFileName(path).Format;

    /// <summary>Detects the format of a file, plain or compressed, from its first bytes, whatever its name is.</summary>
    /// <exception cref="UnusableInputException">The file can't be read, or has none of the formats; the message describes what it looks like.</exception>
    public static VectorFileFormat DetectFormat(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VectorFileAccess.DetectFormat(path);
    }

    /// <summary>Makes sure that a file can be written, before the work whose result is to go there. An existing file is unchanged.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnwritableFileException">The folder is missing or may not be written to, or the name belongs to a folder or a device.</exception>
    public static void EnsureWritable(string path) => VectorFileAccess.EnsureWritable(path);

    extension(WordVectors vectors)
    {
        /// <summary>Loads the words and vectors of a file in any of the formats, detected by its content.</summary>
        /// <param name="path">The file, plain or compressed with gzip or zstd.</param>
        /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off or in no known format.</exception>
        public static WordVectors Load(string path) => VectorFileAccess.Read(path).Vectors;

        /// <summary>Loads words and vectors of a file in any of the formats.</summary>
        /// <param name="path">The file, plain or compressed with gzip or zstd.</param>
        /// <param name="options">The format, if it is not to be detected, and which words to keep.</param>
        /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off or of another format.</exception>
        public static WordVectors Load(string path, VectorReadOptions options) => VectorFileAccess.Read(path, options).Vectors;

        /// <summary>Loads words and vectors in any of the formats from a stream, from its current position. It need not be able to seek, and is left open.</summary>
        /// <param name="stream">The stream, plain or compressed with gzip or zstd.</param>
        /// <exception cref="UnusableInputException">The stream can't be read, or its content is corrupt, cut off or in no known format, or its words lie in a second file (npy, projector).</exception>
        public static WordVectors Load(Stream stream) => VectorFileAccess.Read(stream, null).Vectors;

        /// <summary>Loads words and vectors from a stream, from its current position. It need not be able to seek, and is left open.</summary>
        /// <param name="stream">The stream, plain or compressed with gzip or zstd.</param>
        /// <param name="options">The format, if it is not to be detected, and which words to keep.</param>
        /// <exception cref="UnusableInputException">The stream can't be read, or its content is corrupt, cut off or of another format, or its words lie in a second file (npy, projector).</exception>
        public static WordVectors Load(Stream stream, VectorReadOptions options) => VectorFileAccess.Read(stream, options).Vectors;

        /// <summary>
        /// Saves the words and vectors, and the counts where the format holds them, in the format that the ending of the name stands for
        /// (<see cref="VectorFileFormat"/>). The file appears whole or not at all. A name that ends in .gz or .zst makes a compressed file.
        /// </summary>
        /// <param name="path">The file.</param>
        /// <exception cref="ArgumentException">The name's ending stands for no format.</exception>
        /// <exception cref="UnusableInputException">A word can't be written in this format.</exception>
        /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
        public void Save(string path) => vectors.Save(path, null);

        /// <summary>
        /// Saves the words and vectors, and the counts where the format holds them. The file appears whole or not at all.
        /// A name that ends in .gz or .zst makes a compressed file.
        /// </summary>
        /// <param name="path">The file.</param>
        /// <param name="format">The format; <c>null</c> to take it from the ending of the name.</param>
        /// <exception cref="ArgumentException">The name's ending stands for no format.</exception>
        /// <exception cref="UnusableInputException">A word can't be written in this format.</exception>
        /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
        public void Save(string path, VectorFileFormat? format) => VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors }, format);

        /// <summary>Saves the words and vectors to a stream, uncompressed. It is left open.</summary>
        /// <param name="stream">The stream; it need not be able to seek.</param>
        /// <param name="format">The format; not <see cref="VectorFileFormat.Npy"/> or <see cref="VectorFileFormat.Projector"/>, which need a second file.</param>
        /// <exception cref="UnusableInputException">A word can't be written in this format, or the format needs a second file.</exception>
        /// <exception cref="IOException">The stream can't be written to.</exception>
        public void Save(Stream stream, VectorFileFormat format) => VectorFileAccess.Write(stream, new VectorFileContent { Vectors = vectors }, format);
    }
}
