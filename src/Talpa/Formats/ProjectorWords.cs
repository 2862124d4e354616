using System.Text;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// The metadata beside vectors of the Embedding Projector: a line for each vector. Where the lines have several columns, the first line names them, and the
/// words are in the column called word, label or name, else in the first.
/// </summary>
internal sealed class ProjectorWords : IDisposable
{
    private const byte Tab = (byte)'\t';

    private static readonly string[] ColumnNames = ["word", "words", "label", "name", "token"];

    private readonly string _path;
    private readonly Stream _stream;
    private readonly ByteReader _reader;
    private readonly int _column;
    private long _line;
    private long _words;

    private ProjectorWords(string path, Stream stream)
    {
        _path = path;
        _stream = stream;
        _reader = new ByteReader(stream, path);
        _column = ReadHeader();
    }

    /// <summary>Whether the line read last had a line end.</summary>
    public bool Ended { get; private set; } = true;

    /// <summary>The name of the metadata that are written: x-metadata.tsv for x.tsv.</summary>
    public static string PathBeside(string path) => WithoutEnding(path) + "-metadata.tsv";

    /// <summary>The metadata beside a file of vectors, under the name that is written here or those of other tools; <c>null</c> where there are none.</summary>
    public static string? Find(string path) => Names(path).FirstOrDefault(File.Exists);

    /// <summary>Opens the metadata beside vectors.</summary>
    /// <exception cref="UnusableInputException">There are none.</exception>
    public static ProjectorWords Open(VectorSource vectors)
    {
        string path = Find(vectors.Name) ?? throw UnusableInputException.InFile(
            vectors.Name, $"these are vectors without words: put the words into {PathBeside(vectors.Name)} beside it, a word a line in the order of the vectors");
        return VectorSource.Guard(path, () => new ProjectorWords(path, vectors.OpenBeside(path)));
    }

    /// <summary>The word of the next vector; valid until the next call.</summary>
    /// <exception cref="UnusableInputException">There are fewer words than vectors, or a line has too few columns.</exception>
    public ReadOnlySpan<byte> Next()
    {
        if (_reader.Peek() < 0)
        {
            throw UnusableInputException.AtLine(_path, _line + 1, $"the words end after {_words:N0}, but more vectors follow; get both files again");
        }

        ReadOnlySpan<byte> line = NextLine();
        _words++;
        for (int column = 0; column < _column; column++)
        {
            int tab = line.IndexOf(Tab);
            line = tab >= 0 ? line[(tab + 1)..] : throw UnusableInputException.AtLine(_path, _line, $"there are fewer than {_column + 1} columns; get both files again");
        }

        int end = line.IndexOf(Tab);
        return end < 0 ? line : line[..end];
    }

    /// <summary>Makes sure that no words follow.</summary>
    /// <exception cref="UnusableInputException">There are more words than vectors.</exception>
    public void RequireEnd()
    {
        while (_reader.Peek() >= 0)
        {
            if (!NextLine().IsEmpty)
            {
                throw UnusableInputException.AtLine(_path, _line, $"more words follow after {_words:N0}, for so many vectors there are; get both files again");
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private static string WithoutEnding(string path)
    {
        string plain = Compressions.WithoutEnding(path);
        return plain[..^Path.GetExtension(plain).Length];
    }

    private static IEnumerable<string> Names(string path)
    {
        yield return PathBeside(path);
        string stem = WithoutEnding(path);
        yield return stem + "_metadata.tsv";
        if (stem.EndsWith("_tensor", StringComparison.Ordinal))
        {
            // gensim's word2vec2tensor writes x_tensor.tsv and x_metadata.tsv.
            yield return stem[..^"_tensor".Length] + "_metadata.tsv";
        }

        if (Path.GetFileName(stem) is "vectors" or "tensor" or "tensors")
        {
            yield return Path.Combine(Path.GetDirectoryName(stem) ?? "", "metadata.tsv");
        }
    }

    /// <summary>Where there are several columns, passes over the line with their names.</summary>
    /// <returns>The column of the words, from 0.</returns>
    private int ReadHeader()
    {
        ReadOnlySpan<byte> head = _reader.PeekUpTo(FileHead.MaxBytes);
        int end = head.IndexOf((byte)'\n');
        if (!(end < 0 ? head : head[..end]).Contains(Tab))
        {
            return 0;
        }

        string[] columns = Encoding.UTF8.GetString(NextLine()).Split('\t');
        return Math.Max(0, Array.FindIndex(columns, column => ColumnNames.Contains(column.Trim().Trim('\uFEFF'), StringComparer.OrdinalIgnoreCase)));
    }

    private ReadOnlySpan<byte> NextLine()
    {
        Ended = _reader.TryReadTo((byte)'\n', out ReadOnlySpan<byte> line);
        _line++;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }
}
