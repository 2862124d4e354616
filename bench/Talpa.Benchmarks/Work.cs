namespace Talpa.Benchmarks;

/// <summary>What one call of a benchmark must do at least.</summary>
/// <param name="Operations">Floating-point operations, a fused multiply-add being two.</param>
/// <param name="Bytes">Bytes that come from memory because they can't be in a cache; 0 where all is in one.</param>
public readonly record struct Work(double Operations, double Bytes = 0);
