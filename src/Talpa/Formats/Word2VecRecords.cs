using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Talpa.Formats;

/// <summary>
/// The records of word2vec's binary format, one by one. The format has no mark that a word may not hold: a space ends the word, but gensim writes words
/// with spaces too ("new york"), and then the bytes of the word's rest would be read as numbers. So wherever text continues after the space, every
/// space is tried as the word's end. The record's length decides, what follows it, and whether the numbers are of a size that vectors have. A record
/// of which only one reading is sensible is read so; one of which several are is refused.
/// </summary>
internal sealed class Word2VecRecords
{
    /// <summary>The longest rest of a word behind its first space.</summary>
    private const int MaxTailBytes = 256;

    /// <summary>A word must end within this number of bytes.</summary>
    private const int MaxWordBytes = 1 << 20;

    /// <summary>So much of the next word is looked at.</summary>
    private const int NextWordBytes = 512;

    private const string Remedy = "export the vectors as text, or with '_' instead of spaces";

    private readonly VectorSource _source;
    private readonly ByteReader _reader;
    private readonly Word2VecHeader _header;
    private readonly VectorCollector _collector;
    private readonly int _vectorBytes;
    private readonly byte[] _firstBytes;
    private readonly List<int> _ends = [];
    private byte[] _word = [];
    private readonly bool _endsWithLineFeed;
    private bool? _hasLineFeeds;

    /// <param name="source">Stands behind the header.</param>
    /// <param name="header">The header.</param>
    /// <param name="collector">Takes the words and their vectors.</param>
    public Word2VecRecords(VectorSource source, Word2VecHeader header, VectorCollector collector)
    {
        _source = source;
        _reader = source.Reader;
        _header = header;
        _collector = collector;
        _vectorBytes = checked((int)Math.Min(4L * header.Dimension, Array.MaxLength));
        _firstBytes = _reader.PeekUpTo(FileHead.MaxBytes / 2).ToArray();
        _endsWithLineFeed = source.LastByte() == '\n';
    }

    /// <summary>The number of records read.</summary>
    public int Row { get; private set; }

    private bool IsLast => Row == _header.Words - 1;

    /// <summary>Reads a record into the collector.</summary>
    /// <exception cref="UnusableInputException">The file ends too early, or it is not certain where the word ends.</exception>
    public void ReadNext()
    {
        TakeLineFeed();
        long start = _reader.Position;
        int length = WordLength(start);
        ReadOnlySpan<byte> word = _reader.PeekUpTo(length);
        if (HasControl(word))
        {
            throw Word2VecFaults.ControlCharacters(_source.Name, start, Row, _header, _firstBytes);
        }

        // The vector is read before the word is taken, and reading it moves the buffer.
        _word = _word.Length < length ? new byte[length * 2] : _word;
        word.CopyTo(_word);
        _reader.Skip(length + 1);
        ReadVector();
        _collector.Add(_word.AsSpan(0, length));
        Row++;
    }

    /// <summary>Makes sure that nothing follows the last record but a line feed where the others have one.</summary>
    public void RequireEnd()
    {
        bool ended = false;
        while (_reader.Peek() == '\n')
        {
            _reader.Skip(1);
            ended = true;
        }

        if (_reader.Peek() >= 0)
        {
            throw Word2VecFaults.MoreFollows(_source, _header);
        }

        if (_hasLineFeeds == true && !ended)
        {
            throw UnusableInputException.AtByte(
                _source.Name, _reader.Position, "a line feed precedes each word but not the end; the file was cut off there, get it again");
        }
    }

    /// <summary>Takes the line feed that ended the record before, and makes sure that all records end in the same way.</summary>
    private void TakeLineFeed()
    {
        bool any = _reader.Peek() == '\n';
        if (any == (_hasLineFeeds ?? any) && (Row > 0 || !any))
        {
            _hasLineFeeds = Row > 0 ? any : null;
            _reader.Skip(any ? 1 : 0);
            return;
        }

        throw Row == 0
            ? UnusableInputException.AtByte(_source.Name, _reader.Position, $"a line feed precedes the first word; {Remedy}")
            : UnusableInputException.AtByte(
                _source.Name,
                _reader.Position,
                $"{(any ? "a" : "no")} line feed precedes word {Row + 1:N0}, unlike before the others; a word holds a space or line feed, or the file is corrupt: {Remedy}");
    }

    /// <summary>The length of the next word.</summary>
    private int WordLength(long start)
    {
        int shown = NextWordBytes;
        ReadOnlySpan<byte> bytes = _reader.PeekUpTo(shown);
        int first = bytes.IndexOf((byte)' ');
        while (first < 0 && bytes.Length == shown && shown < MaxWordBytes)
        {
            shown *= 2;
            bytes = _reader.PeekUpTo(shown);
            first = bytes.IndexOf((byte)' ');
        }

        if (first < 0)
        {
            throw HasControl(bytes) && Row > 0
                ? Word2VecFaults.ControlCharacters(_source.Name, start, Row, _header, _firstBytes)
                : UnusableInputException.AtByte(
                    _source.Name, start, $"no space ends word {Row + 1:N0} of {_header.Words:N0}; the file is corrupt or was cut off, get it again");
        }

        FindFurtherEnds(_reader.PeekUpTo(first + 1 + MaxTailBytes), first + 1);
        return _ends.Count == 0 ? first : Choose(first, start);
    }

    /// <summary>Finds the spaces behind the first that could end the word: what precedes them is UTF-8.</summary>
    private void FindFurtherEnds(ReadOnlySpan<byte> bytes, int start)
    {
        _ends.Clear();
        for (int at = start; at < bytes.Length;)
        {
            if (bytes[at] < 0x80)
            {
                if (bytes[at] == ' ')
                {
                    _ends.Add(at);
                }

                at++;
            }
            else if (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == OperationStatus.Done)
            {
                at += length;
            }
            else
            {
                return;
            }
        }
    }

    private int Choose(int first, long start)
    {
        List<int> fitting = [.. _ends.Prepend(first).Where(Fits)];
        RemoveWholeRecords(fitting, first);

        // A file that ends with a line feed has one after each record: as the last byte of a number it would give a magnitude of about 1e-32.
        if (_endsWithLineFeed && _hasLineFeeds is null && fitting.Exists(HasLineFeedBehind))
        {
            fitting.RemoveAll(end => !HasLineFeedBehind(end));
        }

        List<int> possible = [.. fitting.Where(end => !HasHugeNumber(VectorAt(end)))];

        // Numbers of any size are read where there is no other way to divide the bytes.
        List<int> left = possible.Count > 0 ? possible : fitting;
        if (_hasLineFeeds is null && left.Exists(HasLineFeedBehind))
        {
            left.RemoveAll(end => !HasLineFeedBehind(end));
        }

        if (left.Exists(end => !HasTinyNumber(VectorAt(end))))
        {
            left.RemoveAll(end => HasTinyNumber(VectorAt(end)));
        }

        if (left.Count == 1 && (left[0] == first || (IsSensible(left[0]) && !IsSensibleBeforeLineFeed(first) && IsValidBefore(first))))
        {
            return left[0];
        }

        string word = Quoted.Text(Encoding.UTF8.GetString(_reader.PeekUpTo(first)));
        throw UnusableInputException.AtByte(
            _source.Name, start, $"the word {word}, {Row + 1:N0} of {_header.Words:N0}, seems to hold a space, so that it is not certain where it ends; {Remedy}");
    }

    /// <summary>Whether the numbers behind an end are of a size that vectors have.</summary>
    private bool IsSensible(int end) => !HasHugeNumber(VectorAt(end)) && !HasTinyNumber(VectorAt(end));

    /// <summary>
    /// Whether an end is refused only for the line feed behind its record, while the other records have none: the next word may begin with a line feed, and a further end take that
    /// for a byte of a number.
    /// </summary>
    private bool IsSensibleBeforeLineFeed(int end) => _hasLineFeeds == false && HasLineFeedBehind(end) && IsSensible(end);

    /// <summary>Whether the word is UTF-8 up to a place. Where it is not, a record before it may have been divided wrongly.</summary>
    private bool IsValidBefore(int end) => Utf8.IsValid(_reader.PeekUpTo(end));

    /// <summary>
    /// Removes ends that lie in the next record: the zeros of a vector can be read as characters of a word. With the first space as the end, the record
    /// is as long as it must be; that is no chance where a line feed follows. Numbers that are too large or too small for a vector are letters of a word.
    /// </summary>
    private void RemoveWholeRecords(List<int> fitting, int first)
    {
        if (!fitting.Contains(first))
        {
            return;
        }

        bool isCertain = HasLineFeedBehind(first);
        if (isCertain || !(HasHugeNumber(VectorAt(first)) || HasTinyNumber(VectorAt(first))))
        {
            fitting.RemoveAll(end => (isCertain || end > first + _vectorBytes) && HasControl(_reader.PeekUpTo(end)));
        }
    }

    /// <summary>Whether the record would be followed by another, or by the end of the file, if its word ended at a position.</summary>
    private bool Fits(int end)
    {
        long length = end + 1L + _vectorBytes;
        if (length > Array.MaxLength / 2)
        {
            return true;
        }

        ReadOnlySpan<byte> bytes = _reader.PeekUpTo((int)length + NextWordBytes);
        if (bytes.Length < length)
        {
            return false;
        }

        bool isWhole = bytes.Length < length + NextWordBytes;
        ReadOnlySpan<byte> next = bytes[(int)length..];
        bool hasLineFeed = !next.IsEmpty && next[0] == '\n';
        if (IsLast)
        {
            return isWhole && next.TrimStart((byte)'\n').IsEmpty && (next.IsEmpty ? _hasLineFeeds != true : _hasLineFeeds != false);
        }

        if (next.IsEmpty || hasLineFeed != (_hasLineFeeds ?? hasLineFeed))
        {
            return false;
        }

        return !isWhole || next.Contains((byte)' ');
    }

    private bool HasLineFeedBehind(int end)
    {
        ReadOnlySpan<byte> record = _reader.PeekUpTo(end + 2 + _vectorBytes);
        return record.Length == end + 2 + _vectorBytes && record[^1] == '\n';
    }

    private ReadOnlySpan<float> VectorAt(int end) => Word2VecFaults.Floats(_reader.PeekUpTo(end + 1 + _vectorBytes)[(end + 1)..]);

    /// <summary>Whether a number is larger than those of vectors are. Of bytes that are no numbers two in five are, and so are four letters of a word.</summary>
    private static bool HasHugeNumber(ReadOnlySpan<float> vector)
    {
        const float Huge = 1e6f;
        foreach (float number in vector)
        {
            if (!(MathF.Abs(number) <= Huge))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a number is smaller than those of vectors are but not 0, as letters before a space are ("105 ").</summary>
    private static bool HasTinyNumber(ReadOnlySpan<float> vector)
    {
        const float Tiny = 1e-12f;
        foreach (float number in vector)
        {
            if (MathF.Abs(number) is > 0 and < Tiny)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadVector()
    {
        long start = _reader.Position;

        // Where the file's length is not known, no memory is taken for a vector that is not there.
        bool isThere = _source.Length is not null || _reader.PeekUpTo(_vectorBytes).Length == _vectorBytes;
        if (!isThere || !_reader.TryRead(_collector.NextRow))
        {
            throw UnusableInputException.AtByte(
                _source.Name, start, $"the file ends within the vector of word {Row + 1:N0} of {_header.Words:N0}; it is corrupt or was cut off, get it again");
        }
    }

    /// <summary>Whether bytes hold control characters of ASCII, as no words do.</summary>
    public static bool HasControl(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyInRange((byte)0, (byte)0x1F) || bytes.Contains((byte)0x7F);
}
