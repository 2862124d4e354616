using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Formats;

/// <summary>Takes out of a safetensors file the tensors that make up word vectors.</summary>
internal sealed class SafetensorsReader
{
    private readonly Stream _stream;
    private readonly VectorSource _source;
    private readonly string _path;
    private readonly SafetensorsHeader _header;
    private readonly VectorReadOptions _options;
    private readonly List<string> _warnings = [];

    public SafetensorsReader(Stream stream, VectorSource source, SafetensorsHeader header, VectorReadOptions options)
    {
        _stream = stream;
        _source = source;
        _path = source.Name;
        _header = header;
        _options = options;
    }

    public VectorFileContent Read()
    {
        if (Find(TableNames.Words) is not { } words)
        {
            return ReadOnlyTable();
        }

        SafetensorsEntry vectors = Require(TableNames.Vectors, "2-dimensional floats");
        VectorFileContent content = ReadWords(vectors, words);
        _header.RequireApart(_path);
        var tables = new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in _header.Tensors)
        {
            if (entry.Name is TableNames.Vectors or TableNames.Words or TableNames.Counts)
            {
                continue;
            }

            if (_options.Selects)
            {
                _warnings.Add($"the tensor {Quoted.Text(entry.Name)} was left out, because not all words are kept");
            }
            else if (KindOf(entry) is { } kind && entry.Shape is [_, > 0])
            {
                tables.Add(entry.Name, ReadTable(entry, kind));
            }
            else
            {
                _warnings.Add($"the tensor {Quoted.Text(entry.Name)} is no table of floats and was left out");
            }
        }

        WarnOfBytesBehind();
        _ = tables.Remove(TableNames.Output, out PaddedMatrix? output);
        if (tables.Count + (output is null ? 0 : 1) > 0 && content.Vectors.Count != vectors.Shape[0])
        {
            throw UnusableInputException.InFile(_path, "words occur twice in the file, so that its other tables would not fit those kept; make the words different");
        }

        return content with { Numbers = NumbersOf(vectors), Output = output, OtherTables = tables, Options = _header.Metadata, Warnings = [.. content.Warnings, .. _warnings] };
    }

    private void WarnOfBytesBehind()
    {
        long behind = _stream.Length - _header.DataStart - _header.Tensors.Max(tensor => tensor.End);
        if (behind > 0)
        {
            _warnings.Add($"{behind:N0} bytes at the end of the file belong to no tensor");
        }
    }

    /// <summary>
    /// Reads the only table of a file without words, as Model2Vec and sentence-transformers write it ("embeddings", "embedding.weight"): its words
    /// lie beside it.
    /// </summary>
    private VectorFileContent ReadOnlyTable()
    {
        SafetensorsEntry[] tables = [.. _header.Tensors.Where(entry => KindOf(entry) is not null && entry.Shape.Count == 2)];
        SafetensorsEntry entry = tables.Length == 1 ? tables[0] : Require(TableNames.Vectors, "2-dimensional floats");
        StoredNumber kind = RequireTable(entry);
        _header.RequireApart(_path);
        int rows = (int)entry.Shape[0];
        using IRowWords words = OpenWords(entry, rows);
        var collector = new VectorCollector(_path, rows, (int)entry.Shape[1], _options, hasCounts: words.HasCounts);
        StoredNumbers numbers = NumbersOf(entry, kind);
        for (int row = 0; row < rows && !collector.IsFull; row++)
        {
            _ = numbers.TryRead(collector.NextRow);
            words.AddNextTo(collector);
        }

        if (!collector.IsFull)
        {
            words.RequireEnd(collector);
        }

        foreach (SafetensorsEntry other in _header.Tensors.Where(other => other != entry))
        {
            _warnings.Add($"the tensor {Quoted.Text(other.Name)} is no table of floats and was left out");
        }

        VectorFileContent content = collector.ToContent();
        return content with { Numbers = NumbersOf(entry), Options = _header.Metadata, Warnings = [.. content.Warnings, .. _warnings] };
    }

    private IRowWords OpenWords(SafetensorsEntry table, int rows)
    {
        string list = WordsBeside.PathBeside(_path);
        string folder = Path.GetDirectoryName(_path) ?? "";
        string tokenizer = Path.Combine(folder, "tokenizer.json");
        string vocabulary = Path.Combine(folder, "vocab.txt");
        return !_source.IsFile || !(File.Exists(list) || File.Exists(tokenizer) || File.Exists(vocabulary))
            ? throw UnusableInputException.InFile(
                _path,
                $"the tensor 'words' is missing, and the file has {Quoted.Text(table.Name)} alone; put the words beside it, into {Path.GetFileName(list)} (a word a line) or tokenizer.json")
            : File.Exists(list) ? WordsBeside.Open(_source, list, rows)
            : File.Exists(tokenizer) ? TokenizerWords.Open(_source, tokenizer, rows)
            : WordsBeside.Open(_source, vocabulary, rows);
    }

    private StoredNumber RequireTable(SafetensorsEntry entry)
    {
        if (KindOf(entry) is not { } kind || entry.Shape is not [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue])
        {
            throw UnusableInputException.InFile(
                _path,
                $"the tensor {Quoted.Text(entry.Name)} has the type {Quoted.Text(entry.Type)} and {entry.Shape.Count} dimensions; it must be a table of F16, BF16, F32 or F64");
        }

        RequireLength(entry, StoredNumbers.SizeOf(kind));
        return kind;
    }

    private VectorFileContent ReadWords(SafetensorsEntry vectors, SafetensorsEntry words)
    {
        StoredNumber kind = RequireTable(vectors);
        int rows = (int)vectors.Shape[0];
        RequireLength(words, 1);
        byte[] text = ReadBytes(words);
        long[]? counts = ReadCounts(rows);
        var collector = new VectorCollector(_path, rows, (int)vectors.Shape[1], _options, hasCounts: counts is not null);
        StoredNumbers numbers = NumbersOf(vectors, kind);
        ReadOnlySpan<byte> rest = text;
        for (int row = 0; row < rows && !collector.IsFull; row++)
        {
            int end = rest.IndexOf((byte)'\n');
            bool isLast = row == rows - 1;
            if (end < 0 && !isLast)
            {
                throw WrongWordCount(rows, row + 1);
            }

            _ = numbers.TryRead(collector.NextRow);
            collector.Add(end < 0 ? rest : rest[..end], counts?[row] ?? 0);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return rest.IsEmpty || collector.IsFull ? collector.ToContent() : throw WrongWordCount(rows, rows + 1);
    }

    private long[]? ReadCounts(int rows)
    {
        SafetensorsEntry? entry = Find(TableNames.Counts);
        if (entry is null)
        {
            return null;
        }

        if (entry.Type != "I64" || entry.Shape is not [var length] || length != rows)
        {
            throw UnusableInputException.InFile(_path, $"the tensor 'counts' must be of type I64 and have {rows:N0} numbers, one for each word");
        }

        RequireLength(entry, sizeof(long));
        long[] counts = new long[rows];
        _ = ReaderAt(entry).TryRead<long>(counts);
        return Array.Exists(counts, count => count < 0)
            ? throw UnusableInputException.InFile(_path, "the tensor 'counts' holds a negative count; the file is corrupt, make it again")
            : counts;
    }

    private PaddedMatrix ReadTable(SafetensorsEntry entry, StoredNumber kind)
    {
        RequireLength(entry, StoredNumbers.SizeOf(kind));
        PaddedMatrix table = VectorCollector.NewTable(_path, entry.Shape[0], entry.Shape[1]);
        StoredNumbers numbers = NumbersOf(entry, kind);
        for (int row = 0; row < table.Rows; row++)
        {
            _ = numbers.TryRead(table.Row(row));
        }

        return table;
    }

    private StoredNumbers NumbersOf(SafetensorsEntry entry, StoredNumber kind)
    {
        if (kind == StoredNumber.Float64)
        {
            _warnings.Add($"the tensor {Quoted.Text(entry.Name)} holds double-precision numbers; they were rounded to single precision");
        }

        return new StoredNumbers(ReaderAt(entry), kind, highestByteFirst: false);
    }

    private byte[] ReadBytes(SafetensorsEntry entry)
    {
        if (entry.Type != "U8" || entry.End - entry.Start > Array.MaxLength)
        {
            throw UnusableInputException.InFile(_path, $"the tensor {Quoted.Text(entry.Name)} must be of type U8 and at most {Array.MaxLength:N0} bytes long");
        }

        byte[] bytes = new byte[entry.End - entry.Start];
        _ = ReaderAt(entry).TryRead(bytes);
        return bytes;
    }

    private ByteReader ReaderAt(SafetensorsEntry entry)
    {
        _stream.Position = _header.DataStart + entry.Start;
        return new ByteReader(_stream, _path);
    }

    private static NumberStorage NumbersOf(SafetensorsEntry entry) => FloatRows.NumbersOf(KindOf(entry) ?? StoredNumber.Float32);

    private static StoredNumber? KindOf(SafetensorsEntry entry) => entry.Type switch
    {
        "F16" => StoredNumber.Float16,
        "BF16" => StoredNumber.BFloat16,
        "F32" => StoredNumber.Float32,
        "F64" => StoredNumber.Float64,
        _ => null,
    };

    private SafetensorsEntry? Find(string name) => _header.Tensors.FirstOrDefault(tensor => tensor.Name == name);

    private SafetensorsEntry Require(string name, string what) =>
        Find(name)
        ?? throw UnusableInputException.InFile(
            _path,
            $"the tensor '{name}' is missing ({what}); the file has {string.Join(", ", _header.Tensors.Take(5).Select(tensor => Quoted.Text(tensor.Name)))}");

    private void RequireLength(SafetensorsEntry entry, int size)
    {
        Int128 length = size;
        foreach (long extent in entry.Shape)
        {
            // Cut short before it could overflow: no file is that long.
            length = length > long.MaxValue ? length : length * extent;
        }

        if (length != entry.End - entry.Start)
        {
            throw UnusableInputException.AtByte(
                _path,
                _header.DataStart + entry.Start,
                $"the tensor {Quoted.Text(entry.Name)} has {entry.End - entry.Start:N0} bytes, but its shape takes {length:N0}; the file is corrupt, get it again");
        }
    }

    private UnusableInputException WrongWordCount(int rows, int words) =>
        UnusableInputException.InFile(
            _path, $"the tensor 'words' has {(words > rows ? "more than" : "only")} {Math.Min(words, rows):N0} words for {rows:N0} vectors; make the file again");
}
