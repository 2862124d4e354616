namespace Talpa.Benchmarks;

/// <summary>The minimal work of one call of a benchmark.</summary>
/// <param name="Operations">Floating-point operations, a fused multiply-add counted as two.</param>
/// <param name="Bytes">Bytes read from memory because they can't be cached; 0 if all data fits in a cache.</param>
public readonly record struct Work(double Operations, double Bytes = 0);
