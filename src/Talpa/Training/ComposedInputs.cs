using System.Numerics.Tensors;
using Talpa.Inputs;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>The input vectors of a model with subwords, composed from the rows of its input table.</summary>
internal static class ComposedInputs
{
    /// <summary>The vectors of the words as they are now.</summary>
    /// <param name="rows">The rows of the V words.</param>
    /// <param name="input">The input table.</param>
    /// <returns>V rows.</returns>
    public static PaddedMatrix Of(SubwordRows rows, PaddedMatrix input)
    {
        var vectors = new PaddedMatrix(rows.Words, input.Dimension);
        for (int word = 0; word < vectors.Rows; word++)
        {
            Span<float> vector = vectors.Row(word);
            ReadOnlySpan<int> own = rows.RowsOf(word);
            foreach (int row in own)
            {
                TensorPrimitives.Add(vector, input[row], vector);
            }

            TensorPrimitives.Multiply(vector, SubwordRows.Weight(own.Length), vector);
        }

        return vectors;
    }
}
