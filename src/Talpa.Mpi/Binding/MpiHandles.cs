using System.Runtime.InteropServices;

namespace Talpa.Mpi.Binding;

/// <summary>
/// The values of MPI's predefined objects, which differ between the families. All are passed in registers or slots of 64 bits; where a library takes 32, it reads the lower half.
/// </summary>
/// <param name="World">MPI_COMM_WORLD.</param>
/// <param name="Byte">MPI_BYTE.</param>
/// <param name="ErrorsReturn">MPI_ERRORS_RETURN.</param>
/// <param name="StatusIgnore">MPI_STATUS_IGNORE.</param>
/// <param name="Funneled">MPI_THREAD_FUNNELED.</param>
internal sealed record MpiHandles(nint World, nint Byte, nint ErrorsReturn, nint StatusIgnore, int Funneled)
{
    /// <summary>An export that Open MPI has and no other library does.</summary>
    public const string OpenMpiWorld = "ompi_mpi_comm_world";

    /// <summary>From MPICH's mpi.h; its binary interface has kept them since 2013.</summary>
    public static MpiHandles Mpich { get; } = new(0x44000000, 0x4c00010d, 0x54000001, StatusIgnore: 1, Funneled: 1);

    /// <summary>From the header of the MPI 5.0 standard, https://github.com/mpi-forum/mpi-abi-stubs.</summary>
    public static MpiHandles StandardAbi { get; } = new(0x101, 0x247, 0x143, StatusIgnore: 0, Funneled: 1024);

    /// <summary>The handles of a loaded library.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="library">The library, which exports Open MPI's objects.</param>
    public static MpiHandles Of(MpiFamily family, nint library) => family switch
    {
        MpiFamily.OpenMpi => new MpiHandles(
            NativeLibrary.GetExport(library, OpenMpiWorld), NativeLibrary.GetExport(library, "ompi_mpi_byte"), NativeLibrary.GetExport(library, "ompi_mpi_errors_return"),
            StatusIgnore: 0, Funneled: 1),
        MpiFamily.Mpich => Mpich,
        _ => StandardAbi,
    };
}
