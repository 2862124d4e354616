using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>Reads and writes files of word vectors in any of the formats.</summary>
public static class VectorFile
{
    /// <summary>Reads a file of vectors.</summary>
    /// <param name="path">The file. Text formats may be packed with gzip.</param>
    /// <param name="format">Its format; <c>null</c> to tell it from the content, the name does not matter.</param>
    /// <returns>What the file holds, with warnings about what was odd in it.</returns>
    /// <exception cref="VectorFormatException">The file is damaged, cut off or of another format.</exception>
    /// <exception cref="UnusableInputException">There is no such file, or it can't be read.</exception>
    public static VectorFileContent Read(string path, VectorFileFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(path, format, SequentialFile.Open);
    }

    /// <summary>
    /// Reads a file of vectors, but leaves its numbers where they are, if its format is <see cref="VectorFileFormat.Talpa"/>: the tables are the file itself,
    /// mapped into memory, of which processes that map the same file share one copy, and which the system may drop and read again. The file is
    /// checked whole first, as by <see cref="Read(string, VectorFileFormat?)"/>. Files of other formats are read as by it.
    /// <para>
    /// The mapping lasts as long as the process. The file may be replaced by another of its name meanwhile, as <see cref="Write"/> does it (except on Windows),
    /// but must not be written to or shortened: on most systems that, and a disk that fails, ends the process. Where this can't be ruled out, or one
    /// process loads ever new files, use <see cref="Read(string, VectorFileFormat?)"/>.
    /// </para>
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>What the file holds, with warnings about what was odd in it.</returns>
    /// <exception cref="VectorFormatException">The file is damaged, cut off, or of no format known here.</exception>
    /// <exception cref="UnusableInputException">There is no such file, or it can't be read.</exception>
    public static VectorFileContent Map(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return SourceFile.Guard(path, () =>
        {
            SourceFile file = SourceFile.Find(path, SequentialFile.Open);
            VectorFileFormat format = FormatDetection.Of(file);
            return format == VectorFileFormat.Talpa && !file.IsGzip && BitConverter.IsLittleEndian ? MapWhole(path) : Read(file, format);
        });
    }

    /// <summary>Reads a file of vectors that is opened in a certain way.</summary>
    internal static VectorFileContent Read(string path, VectorFileFormat? format, Func<string, Stream> open) => SourceFile.Guard(path, () =>
    {
        SourceFile file = SourceFile.Find(path, open);
        return Read(file, format ?? FormatDetection.Of(file));
    });

    /// <summary>
    /// Writes a file of vectors. It appears whole or not at all: until all is on the disk, a file that had the name before is untouched.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What to write.</param>
    /// <param name="format">The format; <c>null</c> to take it from the name: .talpa .bin .vec .txt .npy .safetensors.</param>
    /// <returns>What the format can't hold and was left out, a line each; empty when all was written.</returns>
    /// <exception cref="ArgumentException">The name's ending stands for no format, or a table has a name that is taken.</exception>
    /// <exception cref="VectorFormatException">A word can't be written in this format.</exception>
    /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
    public static IReadOnlyList<string> Write(string path, VectorFileContent content, VectorFileFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(content);
        VectorFileFormat chosen = format ?? VectorFileFormats.FromFileName(path);
        TableNames.Require(content);
        Action<string, VectorFileContent> write = chosen switch
        {
            VectorFileFormat.Talpa => TalpaFormat.Write,
            VectorFileFormat.Word2Vec => Word2VecFormat.Write,
            VectorFileFormat.Text => TextFormat.Write,
            VectorFileFormat.Glove => GloveFormat.Write,
            VectorFileFormat.Npy => NpyFormat.Write,
            VectorFileFormat.Safetensors => SafetensorsFormat.Write,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format of vector files."),
        };
        write(path, content);
        return [.. LeftOut(content, chosen)];
    }

    /// <summary>Makes sure that a file can be written, before the work whose result is to go there. What stands under the name is untouched.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnwritableFileException">The folder is missing or may not be written to, or the name belongs to a folder or a device.</exception>
    public static void EnsureWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var probe = new AtomicFile(path);
    }

    private static VectorFileContent MapWhole(string path)
    {
        var mapped = new MappedMatrices(path);
        try
        {
            return TalpaFormat.Read(SourceFile.Find(path, _ => mapped.Open()), mapped);
        }
        catch
        {
            mapped.Abandon();
            throw;
        }
    }

    private static VectorFileContent Read(SourceFile file, VectorFileFormat format)
    {
        if (file.IsGzip && format is not (VectorFileFormat.Text or VectorFileFormat.Glove))
        {
            throw VectorFormatException.InFile(
                file.Path, $"only text is read from files packed with gzip; unpack this {VectorFileFormats.NameOf(format)} file first (gunzip)");
        }

        return format switch
        {
            VectorFileFormat.Talpa => TalpaFormat.Read(file),
            VectorFileFormat.Word2Vec => Word2VecFormat.Read(file),
            VectorFileFormat.Text => TextFormat.Read(file),
            VectorFileFormat.Glove => GloveFormat.Read(file),
            VectorFileFormat.Npy => NpyFormat.Read(file),
            VectorFileFormat.Safetensors => SafetensorsFormat.Read(file),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format of vector files."),
        };
    }

    private static IEnumerable<string> LeftOut(VectorFileContent content, VectorFileFormat format)
    {
        if (format is VectorFileFormat.Talpa or VectorFileFormat.Safetensors)
        {
            yield break;
        }

        string name = VectorFileFormats.NameOf(format);
        if (content.Vectors.Vocabulary.HasCounts && format != VectorFileFormat.Npy)
        {
            yield return $"the words' counts were left out: the format {name} does not hold them";
        }

        if (content.Output is not null || content.OtherTables.Count > 0)
        {
            yield return $"the output vectors were left out: the format {name} does not hold them";
        }

        if (content.Options.Count > 0)
        {
            yield return $"the training options were left out: the format {name} does not hold them";
        }
    }
}
