namespace Talpa.Training.Exact;

/// <summary>The prior's part of a block's gradients.</summary>
/// <param name="Pairs">λ: the strength of the prior of a vector, in pairs. A centre word's gradient gets λ times its vector, weighted as one of its pairs is.</param>
/// <param name="Output">The factor of an output vector in its own gradient: this block's share of the prior of the output vectors.</param>
internal readonly record struct Prior(double Pairs, float Output);
