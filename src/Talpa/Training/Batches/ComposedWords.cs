using Talpa.Inputs;
using Talpa.Text;

namespace Talpa.Training.Batches;

/// <summary>
/// The different words of a batch, where a word's vector is composed of several input rows. A word that occurs several times is composed once, and its vector is
/// shared by all windows of the batch. Owned by its batch.
/// </summary>
internal sealed class ComposedWords
{
    private readonly Dictionary<int, int> _indices;
    private readonly int[] _firstRows;
    private readonly int[] _uses;
    private int[] _rows;
    private int _rowCount;

    /// <summary>Takes the memory.</summary>
    /// <param name="maxWords">The largest number of words of the batch.</param>
    public ComposedWords(int maxWords)
    {
        _indices = new Dictionary<int, int>(maxWords);
        _firstRows = new int[maxWords + 1];
        _uses = new int[maxWords];
        _rows = new int[maxWords];
    }

    /// <summary>Number of different words.</summary>
    public int Count { get; private set; }

    /// <summary>The input rows of all of them, word after word.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _rowCount);

    /// <summary>The input rows of a word.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<int> RowsOf(int index) => _rows.AsSpan(_firstRows[index].._firstRows[index + 1]);

    /// <summary>How often a word occurs in the batch.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public int UsesOf(int index) => _uses[index];

    /// <summary>Removes all words.</summary>
    public void Clear()
    {
        _indices.Clear();
        Count = 0;
        _rowCount = 0;
    }

    /// <summary>Adds an occurrence of a word.</summary>
    /// <param name="inputs">The input rows of words.</param>
    /// <param name="word">The word.</param>
    /// <returns>The index of the word.</returns>
    public int Add<TInputs>(in TInputs inputs, WordId word)
        where TInputs : struct, IInputRows
    {
        if (!_indices.TryGetValue(word.Value, out int index))
        {
            index = Count++;
            _indices.Add(word.Value, index);
            _uses[index] = 0;
            AddRows(inputs, word);
            _firstRows[Count] = _rowCount;
        }

        _uses[index]++;
        return index;
    }

    private void AddRows<TInputs>(in TInputs inputs, WordId word)
        where TInputs : struct, IInputRows
    {
        if (_rows.Length - _rowCount < inputs.MaxRowsPerWord)
        {
            Array.Resize(ref _rows, Math.Max(2 * _rows.Length, _rowCount + inputs.MaxRowsPerWord));
        }

        _rowCount += inputs.Select(word, _rows.AsSpan(_rowCount, inputs.MaxRowsPerWord));
    }
}
