namespace Talpa.Inputs;

/// <summary>Enumerates the buckets of a word's n-grams. The hash of an n-gram is continued from that of the one before, which it begins with.</summary>
internal ref struct NgramBuckets
{
    private const uint HashBasis = 2166136261;
    private const uint HashPrime = 16777619;

    private readonly ReadOnlySpan<byte> _word;
    private readonly CharacterNgrams _ngrams;

    /// <summary>Bytes of the word with its boundary marks; 0 where it has no n-grams.</summary>
    private readonly int _bytes;

    private int _start;
    private int _end;
    private int _length;
    private uint _hash = HashBasis;

    /// <summary>Begins before the first n-gram.</summary>
    public NgramBuckets(CharacterNgrams ngrams, ReadOnlySpan<byte> word)
    {
        _ngrams = ngrams;
        _word = word;
        _bytes = word.SequenceEqual(SentenceEnd) ? 0 : word.Length + 2;
    }

    /// <summary>The bucket of the n-gram.</summary>
    public int Current { get; private set; }

    /// <summary>What fastText counts as a word at the end of each line. It has no n-grams.</summary>
    private static ReadOnlySpan<byte> SentenceEnd => "</s>"u8;

    /// <summary>For <c>foreach</c>.</summary>
    public readonly NgramBuckets GetEnumerator() => this;

    /// <summary>Goes to the next n-gram.</summary>
    public bool MoveNext()
    {
        do
        {
            if ((_length == _ngrams.MaxLength || _end == _bytes) && !Restart())
            {
                return false;
            }

            AddCharacter();
        }
        while (_length < _ngrams.MinLength || IsMarkAlone());

        Current = (int)(_hash % (uint)_ngrams.Buckets);
        return true;
    }

    /// <summary>Begins the n-grams of the next start; false behind the last.</summary>
    private bool Restart()
    {
        do
        {
            _start++;
        }
        while (_start < _bytes && IsContinuation(_start));

        _end = _start;
        _length = 0;
        _hash = HashBasis;
        return _start < _bytes;
    }

    private void AddCharacter()
    {
        do
        {
            // fastText adds bytes as signed numbers: those above 127 change the upper bits too. FNV-1a itself adds unsigned ones.
            _hash = (_hash ^ (uint)(sbyte)ByteAt(_end)) * HashPrime;
            _end++;
        }
        while (_end < _bytes && IsContinuation(_end));

        _length++;
    }

    private readonly bool IsMarkAlone() => _length == 1 && (_start == 0 || _end == _bytes);

    private readonly bool IsContinuation(int at) => (ByteAt(at) & 0xC0) == 0x80;

    private readonly byte ByteAt(int at) => at == 0 ? (byte)'<' : at == _bytes - 1 ? (byte)'>' : _word[at - 1];
}
