using Talpa.Mpi.Groups;

namespace Talpa.Mpi;

/// <summary>How ranks start and watch each other.</summary>
internal sealed record ClusterOptions
{
    /// <summary>The MPI library: openmpi, mpich, abi or the path of a file; <c>null</c> for the one that fits the launcher.</summary>
    public string? Library { get; init; }

    /// <summary>The threads that this rank will compute with; <c>null</c> for as many as it has processors.</summary>
    public int? Threads { get; init; }

    /// <summary>The longest time to wait for another rank; zero for ever. Rank 0 may take minutes to save a large model while the others wait.</summary>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The most bytes that a rank gives another in one call of MPI.</summary>
    public int PieceBytes { get; init; } = PiecewiseOperations.DefaultPieceBytes;

    /// <summary>The exit code of a fault and its line for a person; <c>null</c> for code 1 and the message.</summary>
    public Func<Exception, (int Code, string Line)>? Describe { get; init; }

    /// <summary>Called when this rank's work is done and reported, before it leaves the others: once one rank has ended, the launcher may send signals to those that have not.</summary>
    public Action? OnLeaving { get; init; }

    /// <summary>Where lines about faults go.</summary>
    public TextWriter Error { get; init; } = Console.Error;
}
