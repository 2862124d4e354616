using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Talpa.Kernels;

/// <summary>Windows of up to eight: a(1), a(2), … a(W) lie in the lanes of one register, then zeros.</summary>
internal struct ShortWindowWeight : IWindowWeight
{
    /// <summary>The longest window.</summary>
    public const int Longest = 8;

    private readonly Vector256<float> _start;
    private Vector256<float> _weights;

    public ShortWindowWeight(ReadOnlySpan<float> byDistance)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(byDistance.Length, Longest);
        for (int i = 0; i < byDistance.Length; i++)
        {
            _start = _start.WithElement(i, byDistance[i]);
        }

        _weights = _start;
    }

    /// <inheritdoc/>
    public readonly float Weight
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _weights.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Restart() => _weights = _start;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pass(float kept)
    {
        // Every lane takes from the one above it; index 8 is beyond the register and gives 0.
        Vector256<float> shorter = Vector256.Shuffle(_weights, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8));
        _weights = Vector256.MultiplyAddEstimate(Vector256.Create(kept), shorter - _weights, _weights);
    }
}
