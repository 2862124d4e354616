using Talpa.Text;

namespace Talpa.Training.Batches;

/// <summary>
/// A range of text with everything random decided: the tokens kept by subsampling, their input rows, the windows and the chosen output rows. A planner fills it
/// without reading the vectors, a learner applies it to them. It has one owner at a time.
/// </summary>
internal sealed class Batch
{
    /// <summary>Tokens of a batch, unless the objective wants fewer: few enough that it stays in the first-level cache.</summary>
    public const int Tokens = 256;

    private readonly WordId[] _words;
    private readonly int[] _firstInputRows;
    private readonly PlannedWindow[] _windows;
    private int[] _inputRows;
    private int[] _outputRows = [];
    private int _wordCount;
    private int _inputRowCount;
    private int _outputRowCount;
    private int _windowCount;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="maxWords">The largest number of words, context beyond the range of text included.</param>
    /// <param name="maxRowsPerWord">The largest number of input rows of a word.</param>
    public Batch(int maxWords, int maxRowsPerWord)
    {
        _words = new WordId[maxWords];
        _firstInputRows = new int[maxWords + 1];
        _windows = new PlannedWindow[maxWords];
        _inputRows = new int[maxWords];
        MaxRowsPerWord = maxRowsPerWord;
    }

    /// <summary>The words kept by subsampling; a position is an index into them.</summary>
    public ReadOnlySpan<WordId> Words => _words.AsSpan(0, _wordCount);

    /// <summary>The input rows of all words, word after word.</summary>
    public ReadOnlySpan<int> InputRows => _inputRows.AsSpan(0, _inputRowCount);

    /// <summary>The output rows of all windows, window after window.</summary>
    public ReadOnlySpan<int> OutputRows => _outputRows.AsSpan(0, _outputRowCount);

    /// <summary>The windows.</summary>
    public ReadOnlySpan<PlannedWindow> Windows => _windows.AsSpan(0, _windowCount);

    /// <summary>The largest number of input rows of a word.</summary>
    public int MaxRowsPerWord { get; }

    /// <summary>The learning rate.</summary>
    public float Rate { get; private set; }

    /// <summary>The input rows of the word at a position.</summary>
    public ReadOnlySpan<int> InputRowsOf(int position) =>
        MaxRowsPerWord == 1 ? _inputRows.AsSpan(position, 1) : _inputRows.AsSpan(_firstInputRows[position].._firstInputRows[position + 1]);

    /// <summary>Empties the batch.</summary>
    public void Clear(float rate)
    {
        Rate = rate;
        _wordCount = 0;
        _inputRowCount = 0;
        _outputRowCount = 0;
        _windowCount = 0;
    }

    /// <summary>Space for words behind those there are.</summary>
    public Span<WordId> SpaceForWords() => _words.AsSpan(_wordCount);

    /// <summary>Space for input rows behind those there are.</summary>
    /// <param name="max">How many rows there may be.</param>
    public Span<int> SpaceForInputRows(int max)
    {
        if (_inputRows.Length - _inputRowCount < max)
        {
            Array.Resize(ref _inputRows, Math.Max(2 * _inputRows.Length, _inputRowCount + max));
        }

        return _inputRows.AsSpan(_inputRowCount, max);
    }

    /// <summary>Space for output rows behind those there are.</summary>
    /// <param name="max">How many rows there may be.</param>
    public Span<int> SpaceForOutputRows(int max)
    {
        if (_outputRows.Length - _outputRowCount < max)
        {
            Array.Resize(ref _outputRows, Math.Max(2 * _outputRows.Length, _outputRowCount + max));
        }

        return _outputRows.AsSpan(_outputRowCount, max);
    }

    /// <summary>Adds words with one input row each, which have been written to <see cref="SpaceForWords"/> and <see cref="SpaceForInputRows"/>.</summary>
    public void AddWords(int count)
    {
        _wordCount += count;
        _inputRowCount += count;
    }

    /// <summary>Adds a word whose id has been written to <see cref="SpaceForWords"/> and whose rows to <see cref="SpaceForInputRows"/>.</summary>
    /// <param name="inputRows">Number of its input rows.</param>
    public void AddWord(int inputRows)
    {
        _firstInputRows[_wordCount++] = _inputRowCount;
        _inputRowCount += inputRows;
        _firstInputRows[_wordCount] = _inputRowCount;
    }

    /// <summary>Adds a window whose rows have been written to <see cref="SpaceForOutputRows"/>.</summary>
    public void AddWindow(int centre, int first, int last, int outputRows)
    {
        _windows[_windowCount++] = new PlannedWindow(centre, first, last, _outputRowCount, outputRows);
        _outputRowCount += outputRows;
    }
}
