using System.Numerics.Tensors;
using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>Answers "a is to b as c is to ?" from the directions of word vectors, by comparing every word of the vocabulary.</summary>
public static class Analogy
{
    /// <summary>
    /// Keeps the quotient finite when a word points opposite to a. Levy and Goldberg write 0.001; gensim takes this,
    /// and so do the results here, which are compared with gensim's.
    /// </summary>
    internal const float Epsilon = 1e-6f;

    private const int BlockSize = 256;

    /// <summary>The best answers, the best first. The three words of the question are never among them.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="a">As in "<b>man</b> is to king as woman is to ?".</param>
    /// <param name="b">As in "man is to <b>king</b> as woman is to ?".</param>
    /// <param name="c">As in "man is to king as <b>woman</b> is to ?".</param>
    /// <param name="count">How many answers to return, 1 or more; fewer come when the vocabulary has fewer.</param>
    /// <param name="objective">What the best answer maximises. Default: 3CosAdd, as in word2vec.</param>
    /// <returns>Words with the value of the objective: for 3CosAdd a cosine, −1 to 1; for 3CosMul 0 or more.</returns>
    /// <exception cref="UnknownWordException">One of the words is not in the vocabulary.</exception>
    public static IReadOnlyList<Neighbour> Solve(
        WordVectors vectors, string a, string b, string c, int count = 10, AnalogyObjective objective = AnalogyObjective.Add)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        WordId[] question = [vectors.IdOf(a), vectors.IdOf(b), vectors.IdOf(c)];
        float[] unitA = vectors.Cosines.Unit(question[0].Value);
        float[] unitB = vectors.Cosines.Unit(question[1].Value);
        float[] unitC = vectors.Cosines.Unit(question[2].Value);
        return objective switch
        {
            AnalogyObjective.Add => Neighbours.Of(vectors, Offset(unitA, unitB, unitC).AsSpan(0, vectors.Dimension), count, question),
            AnalogyObjective.Multiply => [.. Neighbours.Search(vectors, Quotients(vectors.Cosines, unitA, unitB, unitC), count, question)],
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
