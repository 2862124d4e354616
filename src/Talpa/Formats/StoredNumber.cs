namespace Talpa.Formats;

/// <summary>The kinds of numbers that files of vectors hold.</summary>
internal enum StoredNumber
{
    /// <summary>IEEE 754 half precision.</summary>
    Float16,

    /// <summary>The upper half of a single-precision number.</summary>
    BFloat16,

    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision, rounded to single when read.</summary>
    Float64,
}
