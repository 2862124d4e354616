using System.Runtime.Intrinsics;

using Talpa.Memory;

namespace Talpa.Kernels.Simd;

/// <summary>
/// The few operations the kernels need, for one register width. A kernel is written once, generic over this, and the JIT makes a
/// body for each width in which every call here is one instruction.
/// </summary>
/// <typeparam name="TVector">A register's worth of single-precision numbers.</typeparam>
internal unsafe interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>Numbers in a register; divides <see cref="PaddedMatrix.Lanes"/>.</summary>
    static abstract int Lanes { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* target);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>a · b + c, in one rounding where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Max(TVector a, TVector b);

    static abstract TVector Abs(TVector a);

    /// <summary>Where <paramref name="condition"/> is 0 or more, <paramref name="whenTrue"/>, else <paramref name="whenFalse"/>.</summary>
    static abstract TVector SelectNonNegative(TVector condition, TVector whenTrue, TVector whenFalse);

    /// <summary>Nearest whole number.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>2 to the power of a whole number from −126 to 127.</summary>
    static abstract TVector PowerOfTwo(TVector whole);

    /// <summary>Sum of the numbers of one register.</summary>
    static abstract float Sum(TVector a);

    /// <summary>Largest of the numbers of one register.</summary>
    static abstract float Largest(TVector a);

    /// <summary>Sums of the numbers of four registers, side by side: much cheaper than one after the other.</summary>
    static abstract Vector128<float> Sums(TVector a, TVector b, TVector c, TVector d);
}
