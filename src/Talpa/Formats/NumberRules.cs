using System.Numerics.Tensors;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>Which numbers can be stored in fewer bytes than those of single precision.</summary>
internal static class NumberRules
{
    /// <summary>The largest number of half precision.</summary>
    private static readonly float MaxHalf = (float)Half.MaxValue;

    /// <summary>How users write it.</summary>
    public static string NameOf(NumberStorage numbers) => numbers switch
    {
        NumberStorage.SinglePrecision => "float32",
        NumberStorage.HalfPrecision => "float16",
        NumberStorage.ScaledBytes => "int8",
        NumberStorage.Codes => "codes",
        _ => throw new ArgumentOutOfRangeException(nameof(numbers), numbers, "There is no such way to store numbers."),
    };

    /// <summary>Checks that a format stores numbers as it is to, and that they can be.</summary>
    /// <exception cref="ArgumentException">The format does not store numbers in that way.</exception>
    /// <exception cref="UnusableInputException">There is a number that can't be stored in that way, or there are too many.</exception>
    public static void Require(string path, VectorFileContent content, VectorFormat format)
    {
        if (!format.Numbers.Contains(content.Numbers))
        {
            throw new ArgumentException($"The format {format.Name} does not store numbers as {NameOf(content.Numbers)}, but as {string.Join(" or ", format.Numbers.Select(NameOf))}.", nameof(format));
        }

        if (content.Numbers == NumberStorage.SinglePrecision)
        {
            return;
        }

        WordVectors vectors = content.Vectors;
        foreach (PaddedMatrix table in TableNames.OfWords(content))
        {
            Require(path, new MatrixRows(table), content.Numbers, row => $"the vector of {Quoted.Text(vectors.Vocabulary[row])}");
        }

        if (vectors.Subwords is { } subwords)
        {
            Require(path, subwords.Table, content.Numbers, row => $"row {row + 1:N0} of the n-grams");
        }
    }

    private static void Require(string path, IStoredRows rows, NumberStorage numbers, Func<int, string> name)
    {
        if ((long)rows.Rows * rows.Dimension > Array.MaxLength)
        {
            throw UnusableInputException.InFile(path, $"{rows.Rows:N0} rows of {rows.Dimension:N0} numbers are more than can be stored as {NameOf(numbers)}; keep fewer words, or store them as {NameOf(NumberStorage.SinglePrecision)}");
        }

        float[] row = new float[rows.Dimension];
        for (int i = 0; i < rows.Rows; i++)
        {
            row.AsSpan().Clear();
            rows.AddTo(i, row);
            if (!Holds(row, numbers))
            {
                throw UnusableInputException.InFile(path, $"{name(i)} holds a number that can't be stored as {NameOf(numbers)}: NaN, infinity or one that is too large; store the numbers as {NameOf(NumberStorage.SinglePrecision)}");
            }
        }
    }

    private static bool Holds(ReadOnlySpan<float> row, NumberStorage numbers) =>
        TensorPrimitives.IsFiniteAll(row) && (numbers != NumberStorage.HalfPrecision || Math.Abs(TensorPrimitives.MaxMagnitude(row)) <= MaxHalf);
}
