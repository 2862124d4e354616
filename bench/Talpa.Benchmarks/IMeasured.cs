namespace Talpa.Benchmarks;

/// <summary>Benchmarks with a known number of operations and bytes, for columns with the share of the machine's peak.</summary>
public interface IMeasured
{
    /// <summary>The work of a call with the current parameters.</summary>
    Work Work { get; }
}
