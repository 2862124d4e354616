using Talpa.Text;

namespace Talpa.Training.Batches;

/// <summary>
/// A range of text with everything random decided: the tokens kept by subsampling, their input rows, the windows and the chosen output rows. A planner fills it
/// without reading the vectors, a learner applies it to them. It has one owner at a time.
/// </summary>
internal sealed class Batch
{
    /// <summary>Tokens of a batch, unless the objective needs fewer: few enough that it stays in the first-level cache.</summary>
    public const int Tokens = 256;

    private readonly WordId[] _words;
    private readonly PlannedWindow[] _windows;
    private readonly int[] _inputRows;
    private int[] _outputRows = [];
    private int _wordCount;
    private int _outputRowCount;
    private int _windowCount;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="maxWords">The largest number of words, context beyond the range of text included.</param>
    /// <param name="composed">The composition of the words' vectors; <c>null</c> where each word's vector is one row of the input table.</param>
    public Batch(int maxWords, ComposedWords? composed)
    {
        _words = new WordId[maxWords];
        _windows = new PlannedWindow[maxWords];
        _inputRows = new int[maxWords];
        Composed = composed;
    }

    /// <summary>The words kept by subsampling; a position is an index into them.</summary>
    public ReadOnlySpan<WordId> Words => _words.AsSpan(0, _wordCount);

    /// <summary>For each word the row of its vector: of the input table, or where vectors are composed, its index in <see cref="Composed"/>.</summary>
    public ReadOnlySpan<int> InputRows => _inputRows.AsSpan(0, _wordCount);

    /// <summary>The different words of the batch and the input rows of each; <c>null</c> where each word's vector is one row of the input table.</summary>
    public ComposedWords? Composed { get; }

    /// <summary>The output rows of all windows, window after window.</summary>
    public ReadOnlySpan<int> OutputRows => _outputRows.AsSpan(0, _outputRowCount);

    /// <summary>The windows.</summary>
    public ReadOnlySpan<PlannedWindow> Windows => _windows.AsSpan(0, _windowCount);

    /// <summary>The learning rate.</summary>
    public float Rate { get; private set; }

    /// <summary>Empties the batch.</summary>
    public void Clear(float rate)
    {
        Rate = rate;
        _wordCount = 0;
        _outputRowCount = 0;
        _windowCount = 0;
        Composed?.Clear();
    }

    /// <summary>Space for words behind those there are.</summary>
    public Span<WordId> SpaceForWords() => _words.AsSpan(_wordCount);

    /// <summary>Space for the input rows of words behind those there are, one for each word.</summary>
    public Span<int> SpaceForInputRows() => _inputRows.AsSpan(_wordCount);

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

    /// <summary>Adds words which have been written to <see cref="SpaceForWords"/> and <see cref="SpaceForInputRows"/>.</summary>
    public void AddWords(int count) => _wordCount += count;

    /// <summary>Adds a window whose rows have been written to <see cref="SpaceForOutputRows"/>.</summary>
    public void AddWindow(int centre, int first, int last, int outputRows)
    {
        _windows[_windowCount++] = new PlannedWindow(centre, first, last, _outputRowCount, outputRows);
        _outputRowCount += outputRows;
    }
}
