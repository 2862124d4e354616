namespace Talpa;

/// <summary>How a file stores the numbers of its vectors. In memory the vectors of words always have single-precision numbers; rows of n-grams stay as the file has them.</summary>
public enum NumberStorage
{
    /// <summary>IEEE 754 single precision: 4 bytes a number, exact.</summary>
    SinglePrecision,

    /// <summary>IEEE 754 half precision: 2 bytes a number, with an error of at most 2⁻¹¹ of it or 2⁻²⁵, whichever is larger.</summary>
    HalfPrecision,

    /// <summary>Integers of −127 to 127 times a scale for each vector: 1 byte a number, with an error of at most 1/254 of the vector's largest number.</summary>
    ScaledBytes,

    /// <summary>
    /// Product quantisation: a byte for each pair of numbers, which selects one of 256 pairs found by k-means, and a byte for the vector's length: about half a byte a number.
    /// </summary>
    /// <remarks>H. Jégou, M. Douze and C. Schmid, "Product Quantization for Nearest Neighbor Search", 2011, section II.</remarks>
    Codes,
}
