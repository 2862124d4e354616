using System.Numerics.Tensors;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Training;

/// <summary>The input vectors of a model with subwords, composed from the rows of its input table.</summary>
internal static class ComposedInputs
{
    /// <summary>The words with their vectors as they are now, copied, and the rows of the n-grams, which are not.</summary>
    /// <param name="vocabulary">The V words.</param>
    /// <param name="rows">The rows of the words.</param>
    /// <param name="ngrams">The n-grams.</param>
    /// <param name="input">The input table.</param>
    public static WordVectors Of(Vocabulary vocabulary, SubwordRows rows, CharacterNgrams ngrams, PaddedMatrix input)
    {
        var vectors = new PaddedMatrix(vocabulary.Count, input.Dimension);
        for (int word = 0; word < vocabulary.Count; word++)
        {
            Span<float> vector = vectors.Row(word);
            ReadOnlySpan<int> own = rows.RowsOf(word);
            foreach (int row in own)
            {
                TensorPrimitives.Add(vector, input[row], vector);
            }

            TensorPrimitives.Multiply(vector, SubwordRows.Weight(own.Length), vector);
        }

        var subwords = new Subwords(ngrams, new DenseNgramRows(input.RowsFrom(vocabulary.Count)), rows.RowOfBucket());
        return new WordVectors(vocabulary, vectors, subwords);
    }
}
