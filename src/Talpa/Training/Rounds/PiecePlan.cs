using Talpa.Text;

namespace Talpa.Training.Rounds;

/// <summary>What one shard will do with a piece, with everything random decided. Owned by the shard.</summary>
internal sealed class PiecePlan
{
    private int[] _asked = [];

    /// <summary>The words that subsampling has kept.</summary>
    public WordId[] Words { get; } = new WordId[PieceReader.PieceTokens];

    /// <summary>For each of them, how many windows it is a context word of.</summary>
    public int[] Uses { get; } = new int[PieceReader.PieceTokens];

    /// <summary>Number of words.</summary>
    public int Length { get; set; }

    /// <summary>The output rows asked for, window after window.</summary>
    public Span<int> Asked => _asked.AsSpan(0, AskedCount);

    /// <summary>Number of output rows asked for.</summary>
    public int AskedCount { get; set; }

    /// <summary>The windows.</summary>
    public List<PlannedWindow> Windows { get; } = new(PieceReader.PieceTokens);

    /// <summary>The learning rate of the piece.</summary>
    public float Rate { get; set; }

    /// <summary>Room for output rows behind those asked for so far.</summary>
    /// <param name="most">How many there may be.</param>
    public Span<int> RoomToAsk(int most)
    {
        if (_asked.Length - AskedCount < most)
        {
            Array.Resize(ref _asked, Math.Max(2 * _asked.Length, AskedCount + most));
        }

        return _asked.AsSpan(AskedCount, most);
    }

    /// <summary>Begins anew.</summary>
    public void Clear(float rate)
    {
        Rate = rate;
        Length = 0;
        AskedCount = 0;
        Windows.Clear();
    }
}
