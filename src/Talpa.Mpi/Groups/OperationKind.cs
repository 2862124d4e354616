namespace Talpa.Mpi.Groups;

/// <summary>What ranks do together.</summary>
internal enum OperationKind
{
    /// <summary>Nothing: this rank computes.</summary>
    None,

    /// <summary>Joining the others, MPI_Init_thread.</summary>
    Start,

    /// <summary><see cref="Ranks.IRankGroup.AllGather"/>.</summary>
    AllGather,

    /// <summary><see cref="Ranks.IRankGroup.AllToAll"/>.</summary>
    AllToAll,

    /// <summary><see cref="Ranks.IRankGroup.Broadcast"/>.</summary>
    Broadcast,

    /// <summary><see cref="Ranks.IRankGroup.Barrier"/>.</summary>
    Barrier,

    /// <summary>Leaving the others, MPI_Finalize.</summary>
    End,
}
