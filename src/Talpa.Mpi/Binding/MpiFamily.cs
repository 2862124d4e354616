namespace Talpa.Mpi.Binding;

/// <summary>Libraries of MPI with the same handles.</summary>
internal enum MpiFamily
{
    /// <summary>Open MPI 4 and 5: handles are addresses of objects that the library exports.</summary>
    OpenMpi,

    /// <summary>MPICH 3 and 4, and what is derived from it (Intel MPI, MVAPICH, Cray MPICH): handles are integers.</summary>
    Mpich,

    /// <summary>The binary interface of MPI 5.0, which Open MPI and MPICH offer beside their own.</summary>
    StandardAbi,
}
