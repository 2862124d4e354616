namespace Talpa.Kernels;

/// <summary>Windows of any length.</summary>
internal readonly struct LongWindowWeight : IWindowWeight
{
    private readonly float[] _start;
    private readonly float[] _weights;

    public LongWindowWeight(int window, bool isDynamic)
    {
        _start = new float[window + 1];
        for (int j = 1; j <= window; j++)
        {
            _start[j] = isDynamic ? (float)j / window : 1;
        }

        _weights = [.. _start];
    }

    /// <inheritdoc/>
    public float Weight => _weights[^1];

    /// <inheritdoc/>
    public void Restart() => _start.CopyTo(_weights, 0);

    /// <inheritdoc/>
    public void Pass(float kept)
    {
        float[] a = _weights;
        for (int j = a.Length - 1; j > 0; j--)
        {
            a[j] += kept * (a[j - 1] - a[j]);
        }
    }
}
