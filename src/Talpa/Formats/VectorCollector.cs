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
    private readonly PaddedMatrix _table;
    private readonly List<string> _words;
    private readonly List<long>? _counts;
    private readonly HashSet<string> _known;
    private readonly List<string> _warnings = [];
    private int _broken;
    private int _repeated;
    private int _becameEqual;
    private int _notFinite;
    private string? _firstNotFinite;

    /// <param name="path">The file's name for messages.</param>
    /// <param name="capacity">The most words that will come. The caller has checked that the file is long enough for them.</param>
    /// <param name="dimension">Numbers a vector.</param>
    /// <param name="hasCounts">Whether each word comes with a count.</param>
    public VectorCollector(string path, int capacity, int dimension, bool hasCounts = false)
    {
        _table = NewTable(path, capacity, dimension);
        _words = new List<string>(capacity);
        _known = new HashSet<string>(capacity, StringComparer.Ordinal);
        _counts = hasCounts ? new List<long>(capacity) : null;
    }

    /// <summary>Where the vector of the next word goes, before <see cref="Add(ReadOnlySpan{byte}, long)"/> is called.</summary>
    public Span<float> NextRow => _table.Row(_words.Count);

    /// <summary>A table for a file's vectors.</summary>
    /// <exception cref="VectorFormatException">It would exceed what a table can hold.</exception>
    public static PaddedMatrix NewTable(string path, long rows, long dimension)
    {
        RequireSize(path, rows, dimension);
        return new PaddedMatrix((int)rows, (int)dimension);
    }

    /// <summary>Looks whether a table can hold a file's vectors.</summary>
    /// <exception cref="VectorFormatException">It can't.</exception>
    public static void RequireSize(string path, long rows, long dimension)
    {
        if (dimension > Array.MaxLength - PaddedMatrix.Lanes
            || rows * PaddedMatrix.PaddedLength((int)dimension) > Array.MaxLength - PaddedMatrix.Lanes)
        {
            throw VectorFormatException.InFile(
                path, $"{rows:N0} vectors of {dimension:N0} numbers are more than the {Array.MaxLength:N0} numbers one table can hold; keep fewer words");
        }
    }

    /// <summary>Takes the word of the vector in <see cref="NextRow"/>. Bytes that are not UTF-8 become U+FFFD.</summary>
    public void Add(ReadOnlySpan<byte> word, long count = 0)
    {
        bool broken = !Utf8.IsValid(word);
        _broken += broken ? 1 : 0;
        string text = Encoding.UTF8.GetString(word);
        if (!_known.Add(text))
        {
            _repeated += broken ? 0 : 1;
            _becameEqual += broken ? 1 : 0;
            return;
        }

        NoteNumbers(text, NextRow);
        _words.Add(text);
        _counts?.Add(count);
    }

    /// <summary>Adds something that the user should know about the file.</summary>
    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>All that was collected.</summary>
    public VectorFileContent ToContent() => new()
    {
        Vectors = new WordVectors(new Vocabulary(_words, _counts), Shortened(_table, _words.Count)),
        Warnings = [.. Warnings()],
    };

    private static PaddedMatrix Shortened(PaddedMatrix table, int rows)
    {
        if (rows == table.Rows)
        {
            return table;
        }

        var shorter = new PaddedMatrix(rows, table.Dimension);
        table.Padded[..(rows * table.Stride)].CopyTo(shorter.Padded);
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
            yield return $"{_repeated:N0} {(_repeated == 1 ? "word stands" : "words stand")} in the file again; the first vector was kept, the later left out";
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
