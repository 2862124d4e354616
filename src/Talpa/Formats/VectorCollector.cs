using System.Numerics.Tensors;
using System.Text;
using System.Text.Unicode;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// Collects the words and vectors of a file being read, one by one, and what is odd about them. Of words that are equal the first is kept.
/// </summary>
internal sealed class VectorCollector
{
    /// <summary>Bytes of a table that is begun before it is known how many rows come.</summary>
    private const int FirstTableBytes = 1 << 16;

    private readonly string _path;
    private readonly int _dimension;
    private readonly VectorReadOptions _options;
    private readonly Func<int, long?> _rowsExpected;
    private readonly List<string> _words;
    private readonly List<long>? _counts;
    private readonly Dictionary<string, int> _ids;
    private readonly List<string> _warnings = [];
    private readonly int _most;
    private PaddedMatrix? _table;
    private int _broken;
    private int _repeated;
    private int _becameEqual;
    private int _notFinite;
    private string? _firstNotFinite;
    private int _spaced;
    private string? _firstSpaced;

    /// <param name="path">The file's name for messages.</param>
    /// <param name="promised">The number of words that the file declares; <c>null</c> where it declares none.</param>
    /// <param name="dimension">Numbers a vector.</param>
    /// <param name="options">Which words to keep.</param>
    /// <param name="isChecked">Whether the caller has checked that the file is long enough for the promised words. Else memory is taken as they come.</param>
    /// <param name="hasCounts">Whether each word comes with a count.</param>
    /// <param name="rowsExpected">How many rows the file has in all, by those read so far; <c>null</c> where it can't be known.</param>
    public VectorCollector(
        string path, int? promised, int dimension, VectorReadOptions options, bool isChecked = true, bool hasCounts = false, Func<int, long?>? rowsExpected = null)
    {
        _path = path;
        _dimension = dimension;
        _options = options;
        _rowsExpected = rowsExpected ?? (_ => null);
        _most = Math.Min(Math.Min(promised ?? int.MaxValue, options.MaxWords ?? int.MaxValue), options.Words?.Count ?? int.MaxValue);
        if (promised is not null)
        {
            RequireSize(path, _most, dimension);
        }

        int first = promised is not null && isChecked ? _most : (int)Math.Clamp(FirstTableBytes / ((dimension + 15L) / 16 * 64), 1, _most);
        Capacity = first;
        _words = new List<string>(first);
        _ids = new Dictionary<string, int>(first, StringComparer.Ordinal);
        _counts = hasCounts ? new List<long>(first) : null;
    }

    /// <summary>Where the vector of the next word goes, before <see cref="Add(ReadOnlySpan{byte}, long)"/> is called.</summary>
    public Span<float> NextRow
    {
        get
        {
            if (_table is null || _words.Count == _table.Rows)
            {
                Grow();
            }

            return _table!.Row(_words.Count);
        }
    }

    /// <summary>How many words were kept so far.</summary>
    public int Count => _words.Count;

    /// <summary>Whether all words that are wanted are there, so that the rest of the file need not be read.</summary>
    public bool IsFull => _options.Selects && _words.Count == _most;

    /// <summary>Rows that the next table will have.</summary>
    private int Capacity { get; set; }

    /// <summary>A table for a file's vectors.</summary>
    /// <exception cref="UnusableInputException">It would exceed what a table can hold.</exception>
    public static PaddedMatrix NewTable(string path, long rows, long dimension)
    {
        RequireSize(path, rows, dimension);
        return new PaddedMatrix((int)rows, (int)dimension);
    }

    /// <summary>Looks whether a table can hold a file's vectors.</summary>
    /// <exception cref="UnusableInputException">It can't.</exception>
    public static void RequireSize(string path, long rows, long dimension)
    {
        if (dimension > Array.MaxLength - PaddedMatrix.Lanes
            || rows * PaddedMatrix.PaddedLength((int)dimension) > Array.MaxLength - PaddedMatrix.Lanes)
        {
            throw UnusableInputException.InFile(
                path, $"{rows:N0} vectors of {dimension:N0} numbers are more than the {Array.MaxLength:N0} numbers one table can hold; keep fewer words");
        }
    }

    /// <summary>Takes the word of the vector in <see cref="NextRow"/>. Bytes that are not UTF-8 become U+FFFD.</summary>
    public void Add(ReadOnlySpan<byte> word, long count = 0)
    {
        bool broken = !Utf8.IsValid(word);
        _broken += broken ? 1 : 0;
        string text = Encoding.UTF8.GetString(word);
        if (_options.Words?.Contains(text) == false)
        {
            return;
        }

        if (!_ids.TryAdd(text, _words.Count))
        {
            _repeated += broken ? 0 : 1;
            _becameEqual += broken ? 1 : 0;
            return;
        }

        NoteNumbers(text, NextRow);
        if (text.StartsWith(' ') || text.EndsWith(' '))
        {
            _spaced++;
            _firstSpaced ??= text;
        }

        _words.Add(text);
        _counts?.Add(count);
    }

    /// <summary>Adds something that the user should know about the file.</summary>
    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>Notes lines of a text file that hold no row.</summary>
    /// <param name="count">Their number, 1 or more.</param>
    /// <param name="lack">What they hold, such as "no vector".</param>
    /// <param name="place">What follows, such as ", the first is line 7".</param>
    public void WarnOfLinesLeftOut(long count, string lack, string place = "") =>
        Warn(count == 1 ? $"1 line holds {lack} and was left out{place}" : $"{count:N0} lines hold {lack} and were left out{place}");

    /// <summary>Notes that a text file ends in the middle of a line, perhaps because it was cut off.</summary>
    /// <param name="line">The line.</param>
    public void WarnOfMissingEnd(string line) => Warn($"{line} has no line end; the file may have been cut off there");

    /// <summary>All that was collected.</summary>
    /// <exception cref="UnusableInputException">None of the words to keep was there.</exception>
    public VectorFileContent ToContent()
    {
        if (_words.Count == 0 && _options.Words is not null)
        {
            throw UnusableInputException.InFile(_path, $"none of the {_options.Words.Count:N0} words to keep is in the file; check their spelling");
        }

        return new VectorFileContent
        {
            Vectors = new WordVectors(new Vocabulary([.. _words], _counts?.ToArray(), _ids), Shortened(_table ?? new PaddedMatrix(0, _dimension), _words.Count)),
            Warnings = [.. Warnings()],
        };
    }

    /// <summary>Takes a larger table: as large as the rows so far let expect, else twice as large.</summary>
    private void Grow()
    {
        if (_table is { } full)
        {
            const double Margin = 1.03;
            int rows = full.Rows;
            long expected = _rowsExpected(rows) is { } estimate ? (long)(estimate * Margin) : 2L * rows;
            long least = rows + (rows / 8L) + 1;
            long limit = (Array.MaxLength - PaddedMatrix.Lanes) / full.Stride;
            Capacity = (int)Math.Min(Math.Max(Math.Min(expected, limit), least), _most);
        }

        PaddedMatrix larger = NewTable(_path, Capacity, _dimension);
        _table?.Padded.CopyTo(larger.Padded);
        _table = larger;
    }

    private static PaddedMatrix Shortened(PaddedMatrix table, int rows)
    {
        const int FewSpareRows = 16;
        if (table.Rows - rows <= table.Rows / FewSpareRows)
        {
            return table.FirstRows(rows);
        }

        var shorter = new PaddedMatrix(rows, table.Dimension);
        table.FirstRows(rows).Padded.CopyTo(shorter.Padded);
        return shorter;
    }

    private void NoteNumbers(string word, ReadOnlySpan<float> row)
    {
        if (!TensorPrimitives.IsFiniteAll(row))
        {
            _notFinite++;
            _firstNotFinite ??= word;
        }
    }

    private IEnumerable<string> Warnings()
    {
        if (_options.Words is { } wanted && _words.Count < wanted.Count && _options.MaxWords is null)
        {
            yield return $"{wanted.Count - _words.Count:N0} of the {wanted.Count:N0} words to keep {(wanted.Count - _words.Count == 1 ? "is" : "are")} not in the file";
        }

        if (_broken > 0)
        {
            yield return $"{_broken:N0} {(_broken == 1 ? "word is" : "words are")} not valid UTF-8; each broken part was replaced by U+FFFD";
        }

        if (_becameEqual > 0)
        {
            yield return $"{_becameEqual:N0} of them became equal to an earlier word and {(_becameEqual == 1 ? "was" : "were")} left out with the vector";
        }

        if (_repeated > 0)
        {
            yield return $"{_repeated:N0} {(_repeated == 1 ? "word occurs" : "words occur")} in the file again; the first vector was kept, the later left out";
        }

        if (_spaced > 0)
        {
            yield return $"{_spaced:N0} {(_spaced == 1 ? "word begins or ends" : "words begin or end")} with a space, the first is {Quoted.Text(_firstSpaced!)}";
        }

        if (_notFinite > 0)
        {
            yield return $"{_notFinite:N0} {(_notFinite == 1 ? "vector holds" : "vectors hold")} NaN or infinity, "
                + $"the first is that of {Quoted.Text(_firstNotFinite!)}; such a vector is like no other (similarity 0)";
        }

        foreach (string warning in _warnings)
        {
            yield return warning;
        }
    }
}
