namespace Talpa.Training.Schedules;

/// <summary>A set of rows of a table, small against it: a bit for each row of the table, and a list so that it is cheap to clear.</summary>
internal sealed class TouchedRows(int rows, int most)
{
    private readonly ulong[] _bits = new ulong[WordsFor(rows)];
    private readonly int[] _list = new int[most + 1]; // the last is for a row that is there already
    private int _count;

    /// <summary>A bit for each row of the table.</summary>
    public ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>The rows, in the order in which they were added.</summary>
    public ReadOnlySpan<int> List => _list.AsSpan(0, _count);

    /// <summary>How many words of 64 bits a set of a table's rows takes.</summary>
    public static int WordsFor(int rows) => (rows + 63) / 64;

    /// <summary>Whether a row's bit is set.</summary>
    public static bool Contains(ReadOnlySpan<ulong> bits, int row) => ((bits[row >> 6] >> row) & 1) != 0;

    /// <summary>Adds rows, but those that are there.</summary>
    public void Add(ReadOnlySpan<int> rows)
    {
        ulong[] bits = _bits;
        int[] list = _list;
        int count = _count;
        foreach (int row in rows)
        {
            // Written in any case and counted if new: whether a row is new can't be foreseen, and a wrong guess costs more than a store.
            ulong word = bits[row >> 6];
            list[count] = row;
            count += (int)(~(word >> row) & 1);
            bits[row >> 6] = word | (1UL << row);
        }

        _count = count;
    }

    /// <summary>Takes all rows out.</summary>
    public void Clear()
    {
        foreach (int row in List)
        {
            _bits[row >> 6] = 0;
        }

        _count = 0;
    }
}
