using System.Numerics.Tensors;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>Which numbers can be stored in fewer bytes than those of single precision.</summary>
internal static class NumberRules
{
    /// <summary>The name of a way to store numbers, as in options and messages.</summary>
    public static string NameOf(NumberStorage numbers) => numbers switch
    {
        NumberStorage.SinglePrecision => "float32",
        NumberStorage.HalfPrecision => "float16",
        NumberStorage.ScaledBytes => "int8",
        NumberStorage.Codes => "codes",
        _ => throw new ArgumentOutOfRangeException(nameof(numbers), numbers, "There is no such way to store numbers."),
    };

    /// <summary>Checks that a format stores numbers as it is to, and that those that it holds can be stored so.</summary>
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

        HeldContent held = format.HeldOf(content);
        foreach ((string name, PaddedMatrix table) in TableNames.Of(content).Where(entry => TableNames.IsOfWords(content, entry.Table) && IsHeld(entry.Name, held)))
        {
            string what = name == TableNames.Vectors ? "the vector" : $"the row in {Quoted.Text(name)}";
            int rowsOfWord = table.Rows / content.Vectors.Count;
            Require(path, new MatrixRows(table), content.Numbers, row => $"{what} of {Quoted.Text(content.Vectors.Vocabulary[row / rowsOfWord])}");
        }

        if (content.Vectors.Subwords is { } subwords && held.HasFlag(HeldContent.Subwords))
        {
            Require(path, subwords.Table, content.Numbers, row => $"row {row + 1:N0} of the n-grams");
            RequireSize(path, (long)content.Vectors.Count + subwords.Rows, subwords.Dimension, content.Numbers);
        }
    }

    private static bool IsHeld(string table, HeldContent held) => table switch
    {
        TableNames.Vectors => true,
        TableNames.Output => held.HasFlag(HeldContent.Output),
        _ => held.HasFlag(HeldContent.Tables),
    };

    private static void Require(string path, IStoredRows rows, NumberStorage numbers, Func<int, string> name)
    {
        RequireSize(path, rows.Rows, rows.Dimension, numbers);
        (float min, float max) = RangeOf(numbers);
        float[] row = new float[rows.Dimension];
        for (int i = 0; i < rows.Rows; i++)
        {
            row.AsSpan().Clear();
            rows.AddTo(i, row);
            float largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(row));
            if (!TensorPrimitives.IsFiniteAll<float>(row) || largest > max || (largest > 0 && largest < min))
            {
                throw UnusableInputException.InFile(
                    path,
                    $"{name(i)} can't be stored as {NameOf(numbers)}: its largest number is {largest:G3}, and must be from {min:G3} to {max:G3}, or all must be 0; store the numbers as {NameOf(NumberStorage.SinglePrecision)}");
            }
        }
    }

    private static void RequireSize(string path, long rows, int dimension, NumberStorage numbers)
    {
        if (!TalpaRows.CanHold(rows, dimension))
        {
            throw UnusableInputException.InFile(
                path, $"{rows:N0} rows of {dimension:N0} numbers are more than can be stored as {NameOf(numbers)}; keep fewer words, or store them as {NameOf(NumberStorage.SinglePrecision)}");
        }
    }

    /// <summary>
    /// The range of a row's largest number, by magnitude: below it a row would become one of zeros, above it numbers would become infinite. Codes need the square of a row's length, also of
    /// rows that are up to a thousand times as long, as a word's row in a fastText model may be.
    /// </summary>
    private static (float Min, float Max) RangeOf(NumberStorage numbers) => numbers switch
    {
        NumberStorage.HalfPrecision => ((float)Half.Epsilon, (float)Half.MaxValue),
        NumberStorage.ScaledBytes => (1e-35f, float.MaxValue),
        _ => (1e-15f, 1e15f),
    };
}
