using System.Numerics.Tensors;
using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>Answers "a is to b as c is to ?" from the directions of word vectors, by comparing every word of the vocabulary.</summary>
internal static class Analogies
{
    /// <summary>
    /// Keeps the quotient finite when a word points opposite to a. Levy and Goldberg write 0.001; gensim takes this,
    /// and so do the results here, which are compared with gensim's.
    /// </summary>
    internal const float Epsilon = 1e-6f;

    private const int BlockSize = 256;

    /// <summary>The best answers, the best first. The three words of the question are never among them.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="question">a, b and c.</param>
    /// <param name="count">How many answers to return, 1 or more.</param>
    /// <param name="objective">What the best answer maximises.</param>
    /// <param name="among">How many words are candidates, those with the lowest ids; <c>null</c> for all.</param>
    public static IReadOnlyList<Neighbour> Solve(WordVectors vectors, QueryWord[] question, int count, AnalogyObjective objective, int? among)
    {
        float[] unitA = Cosines.Unit(question[0].Vector.Span);
        float[] unitB = Cosines.Unit(question[1].Vector.Span);
        float[] unitC = Cosines.Unit(question[2].Vector.Span);
        int[] excluded = QueryWord.IdsOf(question);
        return objective switch
        {
            AnalogyObjective.Add => Neighbours.Of(vectors, Offset(unitA, unitB, unitC).AsSpan(0, vectors.Dimension), count, excluded, among),
            AnalogyObjective.Multiply => [.. Neighbours.Search(vectors, Quotients(vectors.Cosines, unitA, unitB, unitC), count, excluded, among)],
            _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "The objective is Add or Multiply."),
        };
    }

    private static float[] Offset(float[] a, float[] b, float[] c)
    {
        float[] offset = new float[a.Length];
        TensorPrimitives.Subtract(b, a, offset);
        TensorPrimitives.Add(offset, c, offset);
        return offset;
    }

    /// <summary>Moves cosines from −1…1 to 0…1: (cosine + 1) / 2.</summary>
    internal static void Shift(Span<float> cosines)
    {
        TensorPrimitives.Add(cosines, 1, cosines);
        TensorPrimitives.Multiply(cosines, 0.5f, cosines);
    }

    /// <summary>3CosMul: b × c ÷ (a + ε), from shifted cosines.</summary>
    internal static void Quotient(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> scores)
    {
        Span<float> divisor = stackalloc float[BlockSize];
        for (int start = 0; start < scores.Length; start += BlockSize)
        {
            Range part = start..Math.Min(scores.Length, start + BlockSize);
            Span<float> divisors = divisor[..(part.End.Value - start)];
            TensorPrimitives.Add(a[part], Epsilon, divisors);
            TensorPrimitives.Multiply(b[part], c[part], scores[part]);
            TensorPrimitives.Divide(scores[part], divisors, scores[part]);
        }
    }

    private static Neighbours.ScoreRows Quotients(Cosines cosines, float[] a, float[] b, float[] c) => (firstRow, scores) =>
    {
        float[] buffer = new float[3 * scores.Length];
        Span<float> toA = FillShifted(cosines, a, firstRow, buffer.AsSpan(0, scores.Length));
        Span<float> toB = FillShifted(cosines, b, firstRow, buffer.AsSpan(scores.Length, scores.Length));
        Span<float> toC = FillShifted(cosines, c, firstRow, buffer.AsSpan(2 * scores.Length));
        Quotient(toA, toB, toC, scores);
    };

    private static Span<float> FillShifted(Cosines cosines, float[] unit, int firstRow, Span<float> shifted)
    {
        cosines.Fill(unit, firstRow, shifted);
        Shift(shifted);
        return shifted;
    }
}
