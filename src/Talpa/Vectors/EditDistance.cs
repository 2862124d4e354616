namespace Talpa.Vectors;

/// <summary>
/// The least number of letters to insert, leave out, change or swap with their neighbour that turns one word into another,
/// no letter being touched twice (optimal string alignment). Keeps its three rows of work between calls; one thread at a time.
/// </summary>
internal sealed class EditDistance
{
    private readonly string _word;
    private int[] _previous;
    private int[] _current;
    private int[] _beforePrevious;

    public EditDistance(string word)
    {
        _word = word;
        _previous = new int[word.Length + 1];
        _current = new int[word.Length + 1];
        _beforePrevious = new int[word.Length + 1];
    }

    /// <summary>The distance to another word, or some number above <paramref name="limit"/> as soon as it is known to exceed it.</summary>
    public int To(ReadOnlySpan<char> other, int limit)
    {
        for (int column = 0; column < _previous.Length; column++)
        {
            _previous[column] = column;
        }

        for (int row = 1; row <= other.Length; row++)
        {
            int min = FillRow(other, row);
            (_beforePrevious, _previous, _current) = (_previous, _current, _beforePrevious);

            // No later row is below the minimum of this one: a swap reaches two rows back, but adds the 1 by which that row may be below.
            if (min > limit)
            {
                return limit + 1;
            }
        }

        return _previous[^1];
    }

    private int FillRow(ReadOnlySpan<char> other, int row)
    {
        char letter = other[row - 1];
        int min = _current[0] = row;
        for (int column = 1; column < _current.Length; column++)
        {
            int change = _previous[column - 1] + (_word[column - 1] == letter ? 0 : 1);
            int edits = Math.Min(change, 1 + Math.Min(_previous[column], _current[column - 1]));
            if (row > 1 && column > 1 && _word[column - 2] == letter && _word[column - 1] == other[row - 2])
            {
                edits = Math.Min(edits, 1 + _beforePrevious[column - 2]);
            }

            _current[column] = edits;
            min = Math.Min(min, edits);
        }

        return min;
    }
}
