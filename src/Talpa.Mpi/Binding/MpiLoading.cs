using System.Runtime.InteropServices;

namespace Talpa.Mpi.Binding;

/// <summary>Finds the MPI library that fits the launcher.</summary>
internal static class MpiLoading
{
    /// <summary>Names that can be given for a family.</summary>
    public static IReadOnlyList<(string Name, MpiFamily Family)> FamilyNames { get; } =
        [("openmpi", MpiFamily.OpenMpi), ("mpich", MpiFamily.Mpich), ("abi", MpiFamily.StandardAbi)];

    /// <summary>Loads the library.</summary>
    /// <param name="named">The name of a family or the path of a library; <c>null</c> for what fits the launcher.</param>
    /// <param name="launcher">The launcher of this process, if any.</param>
    /// <exception cref="ClusterException">There is none.</exception>
    public static MpiLibrary Load(string? named, Launcher? launcher)
    {
        if (!NativeLoader.IsSupported)
        {
            throw new ClusterException("ranks over MPI need Linux or macOS; on Windows use WSL");
        }

        // UCX, which MPICH uses, would take over SIGSEGV and SIGFPE, from which .NET makes exceptions: one that is caught would end the process.
        NativeLoader.SetEnvironment("UCX_ERROR_SIGNALS", "");
        if (named is not null && !FamilyNames.Any(pair => pair.Name == named))
        {
            nint library = NativeLoader.Load(named, isGlobal: true, out string fault);
            return library != 0 ? Open(FamilyOf(named, library), named, library)
                : throw new ClusterException($"the MPI library {Quoted.Text(named)} can't be loaded: {fault}; name another one, or one of {string.Join(", ", FamilyNames.Select(pair => pair.Name))}");
        }

        IReadOnlyList<MpiFamily> families = named is not null ? [FamilyNames.First(pair => pair.Name == named).Family]
            : launcher?.Families ?? [MpiFamily.OpenMpi, MpiFamily.Mpich, MpiFamily.StandardAbi];
        string[] names = [.. families.SelectMany(FileNames)];
        return families.Select(family => TryOpen(family)).FirstOrDefault(library => library is not null)
            ?? throw new ClusterException($"no MPI library was found{(launcher is null ? "" : $" for {launcher.Name}")}: none of {string.Join(", ", names)} can be loaded; {Remedy(families[0])}");
    }

    /// <summary>The files that a family's library may have, the likeliest first.</summary>
    public static IReadOnlyList<string> FileNames(MpiFamily family) => (family, OperatingSystem.IsMacOS()) switch
    {
        (MpiFamily.OpenMpi, false) => ["libmpi.so.40", "libmpi.so"],
        (MpiFamily.OpenMpi, true) => ["libmpi.40.dylib", "libmpi.dylib"],
        (MpiFamily.Mpich, false) => ["libmpich.so.12", "libmpi.so.12", "libmpich.so", "libmpi.so"],
        (MpiFamily.Mpich, true) => ["libmpi.12.dylib", "libmpich.12.dylib", "libmpi.dylib"],
        (_, false) => ["libmpi_abi.so.1", "libmpi_abi.so.0", "libmpi_abi.so"],
        (_, true) => ["libmpi_abi.1.dylib", "libmpi_abi.0.dylib", "libmpi_abi.dylib"],
    };

    /// <summary>The files of the libraries on this machine, by family. They are not loaded.</summary>
    public static IEnumerable<(string Family, string File)> Installed()
    {
        foreach ((string name, MpiFamily family) in FamilyNames.Where(_ => NativeLoader.IsSupported))
        {
            if (FileNames(family).FirstOrDefault(file => IsOf(family, file)) is { } found)
            {
                yield return (name, found);
            }
        }
    }

    private static bool IsOf(MpiFamily family, string file)
    {
        nint library = NativeLoader.Load(file, isGlobal: false, out _);
        bool fits = library != 0 && FamilyOf(file, library) == family;
        if (library != 0)
        {
            // The symbols of one library must not be found by another.
            NativeLibrary.Free(library);
        }

        return fits;
    }

    private static MpiLibrary? TryOpen(MpiFamily family)
    {
        // libmpi.so is whichever library the machine prefers.
        string? file = FileNames(family).FirstOrDefault(file => IsOf(family, file));
        return file is null ? null : Open(family, file, NativeLoader.Load(file, isGlobal: true, out _));
    }

    private static MpiLibrary Open(MpiFamily family, string name, nint library)
    {
        try
        {
            return new MpiLibrary(family, name, library);
        }
        catch (EntryPointNotFoundException fault)
        {
            throw new ClusterException($"{name} is no complete MPI library: {fault.Message}; name another one", fault);
        }
    }

    private static MpiFamily FamilyOf(string name, nint library) =>
        NativeLibrary.TryGetExport(library, MpiHandles.OpenMpiWorld, out _) ? MpiFamily.OpenMpi
        : Path.GetFileName(name).Contains("mpi_abi", StringComparison.Ordinal) ? MpiFamily.StandardAbi
        : MpiFamily.Mpich;

    private static string Remedy(MpiFamily family) =>
        $"install {(family == MpiFamily.Mpich ? "MPICH (Debian and Ubuntu: apt install mpich)" : "Open MPI (Debian and Ubuntu: apt install openmpi-bin)")}, or name the file of the library";
}
