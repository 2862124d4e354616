namespace Talpa.Benchmarks;

/// <summary>Benchmarks that know the work of a call, so that its share of what the machine can do is shown.</summary>
public interface IMeasured
{
    /// <summary>The work of a call with the parameters as they are set.</summary>
    Work Work { get; }
}
