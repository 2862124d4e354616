using System.Numerics;
using System.Runtime.InteropServices;
using Talpa.Kernels;

namespace Talpa.CoOccurrence;

/// <summary>
/// Counts the contexts of one centre word after the other. Its sums are whole numbers, in units of 2⁻²⁴ of an expected occurrence beside
/// a centre word that is kept for certain: so the order of addition, and with it the way a text is cut into segments, makes no difference.
/// One thread's. Its sums, 8 bytes for each context, stay in the second-level cache while a word's occurrences are gone through.
/// </summary>
internal sealed class RowCounter(float[] kept, CoOccurrenceOptions options)
{
    /// <summary>Units of an expected occurrence.</summary>
    public const double Unit = 1.0 / (1 << 24);

    /// <summary>Bytes of a context in what <see cref="TakeSums"/> gives.</summary>
    public const int EntryBytes = sizeof(int) + sizeof(long);

    /// <summary>Bytes of a counter for each context: a sum, and the contexts of the longest row with their positions and weights.</summary>
    public const int ContextBytes = sizeof(long) + (3 * sizeof(int));

    private readonly long[] _sums = new long[kept.Length * options.Sides];
    private readonly List<int> _met = [];
    private readonly float[] _byDistance = options.WeightsByDistance;
    private readonly float _minWeight = (float)options.MinWeight;

    // Kept from row to row: long rows would leave large arrays behind, which are collected late.
    private int[] _positions = [];
    private float[] _weights = [];

    /// <summary>Adds all tokens around a word in a segment.</summary>
    public void Add(CorpusSegment segment, int word)
    {
        if (options.Window <= ShortWindowWeight.Longest)
        {
            Add(segment, word, new ShortWindowWeight(_byDistance));
        }
        else
        {
            Add(segment, word, new LongWindowWeight(_byDistance));
        }
    }

    /// <summary>Adds what <see cref="TakeSums"/> gave.</summary>
    public void Add(ReadOnlySpan<byte> sums)
    {
        int count = sums.Length / EntryBytes;
        ReadOnlySpan<long> values = MemoryMarshal.Cast<byte, long>(sums[..(count * sizeof(long))]);
        ReadOnlySpan<int> ids = MemoryMarshal.Cast<byte, int>(sums[(count * sizeof(long))..]);
        for (int i = 0; i < count; i++)
        {
            Add(ids[i], values[i]);
        }
    }

    /// <summary>Takes the sums out, by ascending id, and clears them: a part of a row, to be added to others.</summary>
    public byte[] TakeSums()
    {
        Arrange();
        byte[] sums = new byte[_met.Count * EntryBytes];
        Span<long> values = MemoryMarshal.Cast<byte, long>(sums.AsSpan(0, _met.Count * sizeof(long)));
        Span<int> ids = MemoryMarshal.Cast<byte, int>(sums.AsSpan(_met.Count * sizeof(long)));
        for (int i = 0; i < _met.Count; i++)
        {
            ids[i] = _met[i];
            values[i] = _sums[_met[i]];
        }

        Clear();
        return sums;
    }

    /// <summary>Takes the counts out as a finished row and clears them.</summary>
    /// <param name="word">The centre word.</param>
    /// <param name="total">How often the word is expected to be a centre word beside a context word: the sum of the row.</param>
    public byte[] TakeRow(int word, out double total)
    {
        ReadOnlySpan<int> ids = InOrder();
        double scale = kept[word] * Unit;
        Span<float> weights = Grown(ref _weights, ids.Length);
        long sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            long value = _sums[options.Positions?.ContextAt(ids[i]) ?? ids[i]];
            sum += value;
            weights[i] = (float)(value * scale);
        }

        total = sum * scale;
        byte[] row = CoOccurrenceRow.Encode(ids, weights);
        Clear();
        return row;
    }

    private void Add<TWeight>(CorpusSegment segment, int word, TWeight weight)
        where TWeight : struct, IWindowWeight
    {
        ReadOnlySpan<int> ids = segment.Ids;
        foreach (int position in segment.PositionsOf(word))
        {
            Walk(ids, position, -1, side: 0, weight);
            Walk(ids, position, 1, side: options.Sides - 1, weight);
        }
    }

    private void Walk<TWeight>(ReadOnlySpan<int> ids, int position, int step, int side, TWeight weight)
        where TWeight : struct, IWindowWeight
    {
        weight.Restart();
        for (int i = position + step; ids[i] >= 0 && weight.Weight >= _minWeight; i += step)
        {
            float probability = kept[ids[i]];
            Add((ids[i] * options.Sides) + side, (long)((probability * weight.Weight * (1 << 24)) + 0.5f));
            weight.Pass(probability);
        }
    }

    /// <summary>Adds to the sum of a context.</summary>
    public void Add(int id, long value)
    {
        ref long sum = ref _sums[id];
        if (sum == 0 && value > 0)
        {
            _met.Add(id);
        }

        sum += value;
    }

    /// <summary>The contexts met, by ascending id, or by ascending position where positions replace ids.</summary>
    private ReadOnlySpan<int> InOrder()
    {
        if (options.Positions is not { } tiled)
        {
            Arrange();
            return CollectionsMarshal.AsSpan(_met);
        }

        Span<int> positions = Grown(ref _positions, _met.Count);
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = tiled.PositionOf(_met[i]);
        }

        positions.Sort();
        return positions;
    }

    private static Span<T> Grown<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[(int)BitOperations.RoundUpToPowerOf2((uint)length)];
        }

        return array.AsSpan(0, length);
    }

    /// <summary>Brings the ids in order: by sorting few, by looking at all where they are many.</summary>
    private void Arrange()
    {
        if (_met.Count < _sums.Length / 16)
        {
            _met.Sort();
            return;
        }

        _met.Clear();
        for (int id = 0; id < _sums.Length; id++)
        {
            if (_sums[id] > 0)
            {
                _met.Add(id);
            }
        }
    }

    private void Clear()
    {
        foreach (int id in _met)
        {
            _sums[id] = 0;
        }

        _met.Clear();
    }
}
