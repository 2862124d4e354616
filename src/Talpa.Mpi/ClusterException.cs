namespace Talpa.Mpi;

/// <summary>Ranks can't work together: no MPI library, a launcher that doesn't fit it, ranks that differ. The message is one line with the place and the remedy.</summary>
internal sealed class ClusterException : TalpaException
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public ClusterException()
    {
    }

    /// <summary>Creates the exception with a message of one line.</summary>
    public ClusterException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message of one line and the exception that caused it.</summary>
    public ClusterException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether all ranks found the same fault and throw it together, so that one message is enough and none waits for another.</summary>
    public bool IsOnAllRanks { get; init; }
}
