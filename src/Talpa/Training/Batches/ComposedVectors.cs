using System.Numerics.Tensors;
using Talpa.Inputs;
using Talpa.Memory;

namespace Talpa.Training.Batches;

/// <summary>
/// The vectors of a batch's words where each is composed of several input rows: composed once a batch, learned in place window after window, and what has changed by
/// the end is added to the rows. So the rows are read and written once for a word of a batch instead of once for a pair. Changes of
/// shared rows take effect in the next batch. Owned by one learner.
/// </summary>
/// <typeparam name="TInputs">Which input rows make a word's vector.</typeparam>
internal sealed class ComposedVectors<TInputs>
    where TInputs : struct, IInputRows
{
    /// <summary>How many rows before its use a row is fetched from memory: tables of n-grams are far larger than the caches.</summary>
    private const int PrefetchDistance = 6;

    private readonly PaddedMatrix _input;
    private PaddedMatrix _vectors;
    private PaddedMatrix _before;

    /// <summary>Makes vectors of rows of a table.</summary>
    /// <param name="input">The input table.</param>
    public ComposedVectors(PaddedMatrix input)
    {
        _input = input;
        _vectors = new PaddedMatrix(0, input.Dimension);
        _before = new PaddedMatrix(0, input.Dimension);
    }

    /// <summary>Composes the vectors of a batch's words: weight · Σ rows.</summary>
    /// <returns>The vectors, a row for each word, to be changed in place.</returns>
    public PaddedMatrix Load(ComposedWords words)
    {
        if (_vectors.Rows < words.Count)
        {
            int rows = Math.Max(words.Count, 2 * _vectors.Rows);
            _vectors = new PaddedMatrix(rows, _input.Dimension);
            _before = new PaddedMatrix(rows, _input.Dimension);
        }

        ReadOnlySpan<int> ahead = words.Rows;
        for (int i = 0; i < Math.Min(PrefetchDistance, ahead.Length); i++)
        {
            Kernels.Rows.Prefetch(_input.PaddedRow(ahead[i]));
        }

        int at = 0;
        for (int word = 0; word < words.Count; word++)
        {
            Span<float> vector = _vectors.PaddedRow(word);
            vector.Clear();
            ReadOnlySpan<int> rows = words.RowsOf(word);
            float weight = TInputs.Weight(rows.Length);
            foreach (int row in rows)
            {
                if (at + PrefetchDistance < ahead.Length)
                {
                    Kernels.Rows.Prefetch(_input.PaddedRow(ahead[at + PrefetchDistance]));
                }

                Kernels.Rows.AddScaled(vector, weight, _input.PaddedRow(row));
                at++;
            }

            vector.CopyTo(_before.PaddedRow(word));
        }

        return _vectors;
    }

    /// <summary>Adds to the rows of each word the part of its vector's change that they take.</summary>
    public void AddBack(ComposedWords words)
    {
        for (int word = 0; word < words.Count; word++)
        {
            Span<float> change = _before.PaddedRow(word);
            TensorPrimitives.Subtract(_vectors.PaddedRow(word), change, change);
            ReadOnlySpan<int> rows = words.RowsOf(word);
            float share = TInputs.ShareOfChange(rows.Length);
            foreach (int row in rows)
            {
                Kernels.Rows.AddScaled(_input.PaddedRow(row), share, change);
            }
        }
    }
}
