using System.Runtime.CompilerServices;

namespace Talpa.Kernels;

/// <summary>
/// Random numbers: SplitMix64 (Steele, Lea, Flood 2014, "Fast Splittable Pseudorandom Number Generators", section 5). One addition and
/// two multiplications a number; any seed is a good one, and streams of neighbouring seeds are unrelated. Its owner passes it by reference.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream for one unit of work: the same seed and numbers always give the same stream.</summary>
    public static SplitMix64 For(long seed, long first, long second)
    {
        var mixer = new SplitMix64((ulong)seed);
        mixer = new SplitMix64(mixer.Next() ^ (ulong)first);
        mixer = new SplitMix64(mixer.Next() ^ (ulong)second);
        return new SplitMix64(mixer.Next());
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1, by multiplication: uneven by at most bound / 2³².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int bound) => (int)(((Next() >> 32) * (uint)bound) >> 32);

    /// <summary>A number from 0 to below 1, in steps of 2⁻²⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Fraction() => (Next() >> 40) * (1f / (1 << 24));
}
