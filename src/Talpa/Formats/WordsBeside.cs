using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>The text file with the words beside a file with an array: a word a line, in the order of the rows.</summary>
internal sealed class WordsBeside : IRowWords
{
    private readonly string _path;
    private readonly Stream _stream;
    private readonly ByteReader _reader;
    private readonly int _rows;
    private int _line = 1;
    private bool _ended = true;

    private WordsBeside(string path, Stream stream, int rows)
    {
        _path = path;
        _rows = rows;
        _stream = stream;
        _reader = new ByteReader(_stream, path);
        HasCounts = FirstLineHasCount();
    }

    /// <inheritdoc/>
    public bool HasCounts { get; }

    /// <summary>The name of the file with the words: x.vocab.txt for x.npy.</summary>
    public static string PathBeside(string path) => Path.ChangeExtension(Compressions.WithoutEnding(path), ".vocab.txt");

    /// <summary>Opens the words beside an array.</summary>
    /// <exception cref="UnusableInputException">There are none.</exception>
    public static WordsBeside Open(VectorSource array, int rows)
    {
        string words = PathBeside(array.Name);
        return File.Exists(words)
            ? Open(array, words, rows)
            : throw UnusableInputException.InFile(array.Name, $"the words are missing: put them into {words} beside it, a word a line in the order of the rows");
    }

    /// <summary>Opens a list of words that belongs to a table.</summary>
    public static WordsBeside Open(VectorSource table, string path, int rows) =>
        VectorSource.Guard(path, () => new WordsBeside(path, table.OpenBeside(path), rows));

    public static void Write(Stream stream, Vocabulary vocabulary)
    {
        for (int id = 0; id < vocabulary.Count; id++)
        {
            string word = vocabulary[id];
            string line = vocabulary.HasCounts ? string.Create(CultureInfo.InvariantCulture, $"{word}\t{vocabulary.Counts[id]}\n") : word + "\n";
            stream.Write(Encoding.UTF8.GetBytes(line));
        }
    }

    /// <inheritdoc/>
    public void AddNextTo(VectorCollector collector)
    {
        if (_reader.Peek() < 0)
        {
            throw UnusableInputException.AtLine(
                _path, _line, $"the words end after {_line - 1:N0} of {_rows:N0}, as many as the table has rows; get both files again");
        }

        _ended = _reader.TryReadTo((byte)'\n', out ReadOnlySpan<byte> line);
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        long count = 0;
        if (HasCounts && !TrySplit(line, out line, out count))
        {
            throw UnusableInputException.AtLine(_path, _line, "no count follows the word, as in line 1; give every word its count, or none");
        }

        collector.Add(line, count);
        _line++;
    }

    /// <inheritdoc/>
    public void RequireEnd(VectorCollector collector)
    {
        if (_reader.Peek() >= 0)
        {
            throw UnusableInputException.AtLine(_path, _line, $"more words follow, but the table has {_rows:N0} rows; get both files again");
        }

        if (!_ended)
        {
            collector.Warn("the last line of the words has no line end; the file may have been cut off there");
        }
    }

    public void Dispose() => _stream.Dispose();

    private static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word, out long count)
    {
        int tab = line.LastIndexOf((byte)'\t');
        word = tab < 0 ? line : line[..tab];
        count = 0;
        return tab >= 0
            && Utf8Parser.TryParse(line[(tab + 1)..], out count, out int used)
            && used == line.Length - tab - 1
            && count >= 0;
    }

    private bool FirstLineHasCount()
    {
        ReadOnlySpan<byte> head = _reader.PeekUpTo(1 << 12);
        int end = head.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
        return TrySplit(line, out _, out _);
    }
}
