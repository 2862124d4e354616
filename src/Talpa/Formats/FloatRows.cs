using System.Numerics.Tensors;
using Talpa.Memory;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>Rows of floating-point numbers one after another, as other tools store them.</summary>
internal static class FloatRows
{
    /// <summary>How they can be stored.</summary>
    public static IReadOnlyList<NumberStorage> Numbers { get; } = [NumberStorage.SinglePrecision, NumberStorage.HalfPrecision];

    /// <summary>Which of them a kind of numbers is.</summary>
    public static NumberStorage NumbersOf(StoredNumber kind) => kind == StoredNumber.Float16 ? NumberStorage.HalfPrecision : NumberStorage.SinglePrecision;

    /// <summary>Writes the rows of a table.</summary>
    public static void Write(Stream stream, PaddedMatrix table, NumberStorage numbers)
    {
        var halves = new Half[table.Dimension];
        for (int row = 0; row < table.Rows; row++)
        {
            if (numbers == NumberStorage.HalfPrecision)
            {
                TensorPrimitives.ConvertToHalf(table[row], halves);
                LittleEndian.Write<Half>(stream, halves);
            }
            else
            {
                LittleEndian.Write(stream, table[row]);
            }
        }
    }
}
