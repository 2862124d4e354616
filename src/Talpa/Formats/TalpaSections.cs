using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Storage;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>The sections of a .talpa file as they are read; they become a content once the checksum is known to be right.</summary>
internal sealed class TalpaSections
{
    private readonly string _path;
    private readonly VectorReadOptions _options;
    private readonly MappedMatrices? _mapped;
    private readonly Dictionary<string, PaddedMatrix> _tables = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];
    private long _wordCount;
    private byte[] _words = [];
    private long[]? _counts;
    private byte[] _trainingOptions = [];
    private long _optionCount;
    private int[]? _kept;
    private Subwords? _subwords;
    private NumberStorage _numbers;
    private PairSums? _pairs;

    /// <summary>Begins with none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Which words to keep.</param>
    /// <param name="mapped">The same file as memory, in which its tables stay; <c>null</c> to copy them.</param>
    public TalpaSections(string path, VectorReadOptions options, MappedMatrices? mapped)
    {
        _path = path;
        _options = options;
        _mapped = mapped;
    }

    /// <summary>Reads a section, the bytes of which are known to lie within the file.</summary>
    public void Read(TalpaSection section, ChecksumReader bytes)
    {
        Require(section.Kind is TalpaSectionKind.Table or TalpaSectionKind.CompactTable or TalpaSectionKind.Ngrams || section.Dimension == 0 || !Enum.IsDefined(section.Kind), section);
        switch (section.Kind)
        {
            case TalpaSectionKind.Words:
                _wordCount = section.Items;
                _words = ReadBytes(section, bytes);
                break;
            case TalpaSectionKind.Options:
                Require(section.Items >= 0 && section.Items <= section.Length, section);
                _optionCount = section.Items;
                _trainingOptions = ReadBytes(section, bytes);
                break;
            case TalpaSectionKind.Counts:
                Require(section.Items >= 0 && section.Items <= Array.MaxLength && section.Length == section.Items * sizeof(long), section);
                _counts = new long[section.Items];
                bytes.Read<long>(_counts);
                break;
            case TalpaSectionKind.Table or TalpaSectionKind.CompactTable when _options.Selects && section.Name != TableNames.Vectors:
                bytes.SkipAny(section.Length);
                _warnings.Add($"the table {Quoted.Text(section.Name)} was left out, because not all words are kept");
                break;
            case TalpaSectionKind.Table:
                _tables.Add(section.Name, ReadTable(section, bytes));
                break;
            case TalpaSectionKind.CompactTable:
                _tables.Add(section.Name, ReadCompactTable(section, bytes));
                break;
            case TalpaSectionKind.Ngrams:
                Require(_subwords is null, section);
                _subwords = TalpaNgrams.Read(section, bytes, _path, _mapped);
                break;
            case TalpaSectionKind.Pairs when _options.Selects:
                bytes.SkipAny(section.Length);
                _warnings.Add("the counts of pairs were left out, because not all words are kept");
                break;
            case TalpaSectionKind.Pairs:
                Require(_pairs is null, section);
                _pairs = TalpaPairs.Read(section, bytes, _path);
                break;
            default:
                bytes.SkipAny(section.Length);
                _warnings.Add($"the section {Quoted.Text(section.Name)} is of a kind this Talpa does not know and was left out");
                break;
        }
    }

    /// <summary>Puts the sections together.</summary>
    public VectorFileContent ToContent()
    {
        if (!_tables.Remove(TableNames.Vectors, out PaddedMatrix? vectors) || _words.Length == 0)
        {
            throw UnusableInputException.InFile(_path, "the file holds no words or no vectors; make it again");
        }

        _ = _tables.Remove(TableNames.Output, out PaddedMatrix? output);
        string[] words = PrefixedText.Decode(_words, _wordCount, _path);
        if (_kept is { } kept)
        {
            RequireCounts(words.Length);
            words = [.. kept.Select(row => words[row])];
            _counts = _counts is { } counts ? [.. kept.Select(row => counts[row])] : null;
        }
        else if (_options.Selects)
        {
            throw UnusableInputException.InFile(_path, "the vectors precede the words, so that they can't be selected; read all words");
        }

        string[] options = PrefixedText.Decode(_trainingOptions, 2 * _optionCount, _path);
        return new VectorFileContent
        {
            Vectors = Join(words, vectors),
            Output = output,
            OtherTables = _tables,
            Pairs = _pairs is null || _pairs.Words == words.Length ? _pairs : throw UnusableInputException.InFile(_path, $"the counts of pairs are those of {_pairs.Words:N0} words, but there are {words.Length:N0}; the file is corrupt, get it again"),
            Options = ToDictionary(options),
            Numbers = _numbers,
            Warnings = _warnings,
        };
    }

    private byte[] ReadBytes(TalpaSection section, ChecksumReader bytes)
    {
        // The length is within the file, but may be more than an array can hold.
        if (section.Length > Array.MaxLength)
        {
            throw UnusableInputException.AtByte(
                _path, section.Offset, $"the section {Quoted.Text(section.Name)} is longer than {Array.MaxLength:N0} bytes; keep fewer words");
        }

        byte[] content = new byte[section.Length];
        bytes.Read<byte>(content);
        return content;
    }

    private PaddedMatrix ReadTable(TalpaSection section, ChecksumReader bytes)
    {
        Require(section.Dimension is >= 1 and <= 1 << 30 && section.Items is >= 0 and <= int.MaxValue, section);
        long stride = PaddedMatrix.PaddedLength(section.Dimension);
        Require(section.Length == (Int128)section.Items * stride * sizeof(float), section);
        if (_options.Selects && _words.Length > 0 && _wordCount == section.Items)
        {
            return CopySome(section, bytes);
        }

        PaddedMatrix table = _mapped is null ? Copy(section, bytes) : InPlace(section, bytes, _mapped);
        for (int row = 0; row < table.Rows; row++)
        {
            Require(!table.PaddedRow(row)[table.Dimension..].ContainsAnyExcept(0f), section);
        }

        return table;
    }

    private PaddedMatrix ReadCompactTable(TalpaSection section, ChecksumReader bytes)
    {
        bool selects = _options.Selects && _words.Length > 0 && _wordCount == section.Items;
        if (TalpaCompactTable.Read(section, bytes) is not var (rows, numbers))
        {
            throw Corrupt(section);
        }

        _numbers = section.Name == TableNames.Vectors ? numbers : _numbers;
        int[]? kept = selects ? _kept = RowsToKeep(PrefixedText.Decode(_words, _wordCount, _path)) : null;
        PaddedMatrix table = VectorCollector.NewTable(_path, kept?.Length ?? rows.Rows, rows.Dimension);
        for (int row = 0; row < table.Rows; row++)
        {
            rows.AddTo(kept?[row] ?? row, table.Row(row));
        }

        return table;
    }

    private PaddedMatrix Copy(TalpaSection section, ChecksumReader bytes)
    {
        PaddedMatrix table = VectorCollector.NewTable(_path, section.Items, section.Dimension);
        bytes.Read(table.Padded);
        return table;
    }

    /// <summary>Copies the rows of the words to keep.</summary>
    private PaddedMatrix CopySome(TalpaSection section, ChecksumReader bytes)
    {
        int[] kept = _kept = RowsToKeep(PrefixedText.Decode(_words, _wordCount, _path));
        PaddedMatrix table = VectorCollector.NewTable(_path, kept.Length, section.Dimension);
        float[] row = new float[PaddedMatrix.PaddedLength(section.Dimension)];
        int next = 0;
        for (int i = 0; i < section.Items; i++)
        {
            bytes.Read<float>(row);
            Require(!row.AsSpan(section.Dimension).ContainsAnyExcept(0f), section);
            if (next < kept.Length && kept[next] == i)
            {
                row.CopyTo(table.PaddedRow(next++));
            }
        }

        return table;
    }

    private int[] RowsToKeep(string[] words)
    {
        var kept = new List<int>();
        for (int row = 0; row < words.Length && kept.Count != _options.MaxWords; row++)
        {
            if (_options.Words?.Contains(words[row]) != false)
            {
                kept.Add(row);
            }
        }

        return kept.Count > 0 || _options.Words is null
            ? [.. kept]
            : throw UnusableInputException.InFile(_path, $"none of the {_options.Words.Count:N0} words to keep is in the file; check their spelling");
    }

    private PaddedMatrix InPlace(TalpaSection section, ChecksumReader bytes, MappedMatrices mapped)
    {
        VectorCollector.RequireSize(_path, section.Items, section.Dimension);
        PaddedMatrix table = mapped.TableAt(section.Offset, (int)section.Items, section.Dimension);
        bytes.GoOver(table.Padded);
        return table;
    }

    private WordVectors Join(string[] words, PaddedMatrix vectors)
    {
        RequireCounts(words.Length);
        if (words.Length != vectors.Rows || Array.Exists(_counts ?? [], count => count < 0))
        {
            throw UnusableInputException.InFile(
                _path, $"the file holds {words.Length:N0} words and {vectors.Rows:N0} vectors, or a negative count, which do not belong together; make it again");
        }

        if (_subwords is { } subwords && subwords.Dimension != vectors.Dimension)
        {
            throw UnusableInputException.InFile(
                _path, $"the file holds vectors of {vectors.Dimension:N0} numbers and n-grams of {subwords.Dimension:N0}, which do not belong together; make it again");
        }

        try
        {
            return new WordVectors(new Vocabulary(words, _counts), vectors, _subwords);
        }
        catch (ArgumentException fault)
        {
            throw UnusableInputException.InFile(_path, "a word occurs twice in the file; make it again", fault);
        }
    }

    private void RequireCounts(int words)
    {
        if (_counts is not null && _counts.Length != words)
        {
            throw UnusableInputException.InFile(_path, $"the file holds {words:N0} words and {_counts.Length:N0} counts, which do not belong together; make it again");
        }
    }

    private Dictionary<string, string> ToDictionary(string[] options)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < options.Length; i += 2)
        {
            if (!named.TryAdd(options[i], options[i + 1]))
            {
                throw UnusableInputException.InFile(_path, $"the option {Quoted.Text(options[i])} occurs twice in the file; make it again");
            }
        }

        return named;
    }

    private void Require(bool isRight, TalpaSection section)
    {
        if (!isRight)
        {
            throw Corrupt(section);
        }
    }

    private UnusableInputException Corrupt(TalpaSection section) => UnusableInputException.AtByte(
        _path, section.Offset, $"the section {Quoted.Text(section.Name)} is not as long as its {section.Items:N0} items take, or is not padded with zeros; the file is corrupt, get it again");
}
