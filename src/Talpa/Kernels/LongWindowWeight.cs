namespace Talpa.Kernels;

/// <summary>Windows of any length.</summary>
internal readonly struct LongWindowWeight : IWindowWeight
{
    private readonly float[] _start;
    private readonly float[] _weights;

    public LongWindowWeight(ReadOnlySpan<float> byDistance)
    {
        _start = byDistance.ToArray();
        _weights = [.. _start];
    }

    /// <inheritdoc/>
    public float Weight => _weights[0];

    /// <inheritdoc/>
    public void Restart() => _start.CopyTo(_weights, 0);

    /// <inheritdoc/>
    public void Pass(float kept)
    {
        float[] a = _weights;
        for (int i = 0; i < a.Length - 1; i++)
        {
            a[i] += kept * (a[i + 1] - a[i]);
        }

        a[^1] -= kept * a[^1];
    }
}
