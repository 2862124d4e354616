namespace Talpa.Training.Exact;

/// <summary>The rate of one step of Adam (Kingma and Ba 2015, section 2, the efficient form), both moments' bias corrected.</summary>
internal readonly struct AdamRate
{
    /// <summary>β₁: how much of the mean gradient is kept at a step.</summary>
    public const float Decay = 0.9f;

    /// <summary>β₂: how much of the mean square is kept at a step.</summary>
    public const float SquareDecay = 0.999f;

    private const float Least = 1e-12f;

    private readonly float _rate;

    /// <param name="rate">The learning rate.</param>
    /// <param name="step">The step's number, from 1.</param>
    public AdamRate(double rate, long step)
    {
        _rate = (float)(rate * Math.Sqrt(1 - Math.Pow(SquareDecay, step)) / (1 - Math.Pow(Decay, step)));
    }

    /// <summary>The factor of the mean gradient, given the mean square.</summary>
    public float For(float square) => _rate / (MathF.Sqrt(square) + Least);
}
