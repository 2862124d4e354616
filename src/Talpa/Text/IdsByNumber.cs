using System.Numerics;
using System.Runtime.CompilerServices;

namespace Talpa.Text;

/// <summary>
/// From the provisional numbers of words to the ids of those kept, in little more than a bit for each number: most words of a text are rare and left
/// out, and where words are pruned there may be far more numbers than words. A bit marks whether a number is kept; counting the bits before it
/// finds its id.
/// </summary>
internal sealed class IdsByNumber
{
    private readonly ulong[] _kept;
    private readonly int[] _before;
    private readonly int[] _ids;

    /// <param name="numbers">How many numbers there are.</param>
    /// <param name="keptInIdOrder">The numbers kept; the first gets the id 0. A negative one stands for an id without a number.</param>
    public IdsByNumber(int numbers, ReadOnlySpan<int> keptInIdOrder)
    {
        _kept = new ulong[(numbers >> 6) + 1];
        _before = new int[_kept.Length];
        _ids = new int[keptInIdOrder.Length];
        foreach (int number in keptInIdOrder)
        {
            if (number >= 0)
            {
                _kept[number >> 6] |= 1UL << number;
            }
        }

        for (int i = 1; i < _kept.Length; i++)
        {
            _before[i] = _before[i - 1] + BitOperations.PopCount(_kept[i - 1]);
        }

        for (int id = 0; id < keptInIdOrder.Length; id++)
        {
            if (keptInIdOrder[id] >= 0)
            {
                _ids[Rank(keptInIdOrder[id])] = id;
            }
        }
    }

    /// <summary>The id of a number; <see cref="VocabularySelection.LeftOut"/> where it is not kept.</summary>
    public int this[int number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_kept[number >> 6] & (1UL << number)) == 0 ? VocabularySelection.LeftOut : _ids[Rank(number)];
    }

    /// <summary>How many smaller numbers are kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Rank(int number) => _before[number >> 6] + BitOperations.PopCount(_kept[number >> 6] & ((1UL << number) - 1));
}
