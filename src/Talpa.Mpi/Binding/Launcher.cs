using System.Globalization;

namespace Talpa.Mpi.Binding;

/// <summary>The program that started this process as one rank of several, found by the environment that it passes on.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Families">The libraries that work under it, the likeliest first. Another one would make every process rank 0 of 1.</param>
/// <param name="Rank">The rank of this process, where the launcher passes it on.</param>
/// <param name="Count">The number of ranks, where the launcher passes it on.</param>
internal sealed record Launcher(string Name, IReadOnlyList<MpiFamily> Families, int? Rank, int? Count)
{
    /// <summary>The launcher of this process, or <c>null</c> if it was started alone.</summary>
    public static Launcher? Find() => Find(Environment.GetEnvironmentVariable);

    /// <summary>The launcher that an environment denotes, or <c>null</c>.</summary>
    /// <param name="variable">The value of an environment variable, or <c>null</c>.</param>
    public static Launcher? Find(Func<string, string?> variable)
    {
        if (Number("OMPI_COMM_WORLD_SIZE") is { } size)
        {
            return new Launcher("Open MPI's mpirun", [MpiFamily.OpenMpi, MpiFamily.StandardAbi], Number("OMPI_COMM_WORLD_RANK"), size);
        }

        // A batch script has the variables of the job, a rank those of its step too. Under mpirun of MPICH, which starts its helpers by srun, they are those of the helpers.
        if (Number("SLURM_STEP_NUM_TASKS") is { } tasks && Number("SLURM_PROCID") is { } task && variable("HYDI_CONTROL_FD") is null)
        {
            // PMI 1 and 2 are MPICH's; PMIx is Open MPI's first.
            IReadOnlyList<MpiFamily> families = variable("PMI_RANK") is not null && variable("PMIX_RANK") is null
                ? [MpiFamily.Mpich, MpiFamily.OpenMpi, MpiFamily.StandardAbi]
                : [MpiFamily.OpenMpi, MpiFamily.Mpich, MpiFamily.StandardAbi];
            return new Launcher("Slurm's srun", families, task, tasks);
        }

        if (Number("PMI_SIZE") is { } ranks)
        {
            return new Launcher("MPICH's mpirun", [MpiFamily.Mpich, MpiFamily.StandardAbi], Number("PMI_RANK"), ranks);
        }

        return Number("PMIX_RANK") is { } rank
            ? new Launcher("a PMIx launcher", [MpiFamily.OpenMpi, MpiFamily.Mpich, MpiFamily.StandardAbi], rank, null)
            : null;

        int? Number(string name) => int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
