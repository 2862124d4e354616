namespace Talpa.Vectors;

/// <summary>Rows whose numbers take fewer bytes.</summary>
internal static class CompactRows
{
    /// <summary>Stores rows in a certain way. They hold no NaN and no number that is too large for it.</summary>
    public static IStoredRows Encode(IStoredRows rows, NumberStorage numbers) => numbers switch
    {
        NumberStorage.HalfPrecision => HalfRows.Of(rows),
        NumberStorage.ScaledBytes => ScaledByteRows.Of(rows),
        NumberStorage.Codes => ProductQuantiser.Train(rows).Encode(rows),
        _ => rows,
    };
}
