using Talpa.Text;

namespace Talpa.Training.Rounds;

/// <summary>What one shard will do with a piece, with everything random decided. Owned by the shard.</summary>
internal sealed class PiecePlan(int maxAsked)
{
    /// <summary>The words that subsampling has kept.</summary>
    public WordId[] Words { get; } = new WordId[PieceReader.PieceTokens];

    /// <summary>For each of them, how many windows it is a context word of.</summary>
    public int[] Uses { get; } = new int[PieceReader.PieceTokens];

    /// <summary>Number of words.</summary>
    public int Length { get; set; }

    /// <summary>The output rows asked for, window after window.</summary>
    public int[] Asked { get; } = new int[PieceReader.PieceTokens * maxAsked];

    /// <summary>Number of output rows asked for.</summary>
    public int AskedCount { get; set; }

    /// <summary>The windows.</summary>
    public List<PlannedWindow> Windows { get; } = new(PieceReader.PieceTokens);

    /// <summary>The learning rate of the piece.</summary>
    public float Rate { get; set; }

    /// <summary>Begins anew.</summary>
    public void Clear(float rate)
    {
        Rate = rate;
        Length = 0;
        AskedCount = 0;
        Windows.Clear();
    }
}
