using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Batches;

/// <summary>The vectors of a window's words where each is made of several input rows, and the changes that come back. Owned by one learner.</summary>
internal sealed class ComposedVectors<TInputs>
    where TInputs : struct, IInputRows
{
    private readonly PaddedMatrix _input;
    private readonly int[] _rows;
    private int _count;

    /// <summary>Takes the scratch memory.</summary>
    /// <param name="input">The input table.</param>
    /// <param name="maxWords">The largest number of words of a window.</param>
    public ComposedVectors(PaddedMatrix input, int maxWords)
    {
        _input = input;
        _rows = [.. Enumerable.Range(0, maxWords)];
        Vectors = new PaddedMatrix(maxWords, input.Dimension);
        Changes = new PaddedMatrix(maxWords, input.Dimension);
    }

    /// <summary>The vectors, a row for each word of the window in order.</summary>
    public PaddedMatrix Vectors { get; }

    /// <summary>What is to be added to each of them, from zero.</summary>
    public PaddedMatrix Changes { get; }

    /// <summary>The rows of the window's words in <see cref="Vectors"/>.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Composes the vectors of a window's words: weight · Σ rows.</summary>
    public void Load(Batch batch, int first, int last)
    {
        _count = last - first + 1;
        Changes.Padded[..(_count * Changes.Stride)].Clear();
        for (int i = 0; i < _count; i++)
        {
            Span<float> vector = Vectors.PaddedRow(i);
            vector.Clear();
            ReadOnlySpan<int> rows = batch.InputRowsOf(first + i);
            foreach (int row in rows)
            {
                Kernels.Rows.AddScaled(vector, TInputs.Weight(rows.Length), _input.PaddedRow(row));
            }
        }
    }

    /// <summary>Adds the changes to the rows that the vectors were made of: weight · change, which is the gradient of weight · Σ rows.</summary>
    public void AddBack(Batch batch, int first, int last)
    {
        for (int i = 0; i <= last - first; i++)
        {
            ReadOnlySpan<int> rows = batch.InputRowsOf(first + i);
            foreach (int row in rows)
            {
                Kernels.Rows.AddScaled(_input.PaddedRow(row), TInputs.Weight(rows.Length), Changes.PaddedRow(i));
            }
        }
    }
}
