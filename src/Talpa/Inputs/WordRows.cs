using Talpa.Text;

namespace Talpa.Inputs;

/// <summary>Each word has a row of its own, the row of its id: the embedding layer as the textbook has it.</summary>
/// <param name="words">Number of words.</param>
internal readonly struct WordRows(int words) : IInputRows
{
    /// <inheritdoc/>
    public static bool IsSingleRow => true;

    /// <inheritdoc/>
    public int TableRows => words;

    /// <inheritdoc/>
    public int MaxRowsPerWord => 1;

    /// <inheritdoc/>
    public int Select(WordId word, Span<int> rows)
    {
        rows[0] = word.Value;
        return 1;
    }

    /// <inheritdoc/>
    public static float Weight(int rows) => 1;

    /// <inheritdoc/>
    public static float ShareOfChange(int rows) => 1;
}
