using Talpa.Mpi.Binding;

namespace Talpa.Mpi.Tests.Binding;

/// <summary>The launcher, by the variables that launchers were seen to set.</summary>
public class LauncherTests
{
    [Fact]
    public void A_process_that_was_started_alone_has_none()
    {
        Assert.Null(Find());
        Assert.Null(Find("PATH=/usr/bin", "SLURM_JOB_ID=7"));
    }

    [Theory]
    [InlineData("Open MPI's mpirun", "OpenMpi", "OMPI_COMM_WORLD_SIZE=4", "OMPI_COMM_WORLD_RANK=2", "PMIX_RANK=2")]
    [InlineData("MPICH's mpirun", "Mpich", "PMI_SIZE=4", "PMI_RANK=2", "PMI_FD=6", "HYDI_CONTROL_FD=7")]
    [InlineData("Slurm's srun", "OpenMpi", "SLURM_STEP_NUM_TASKS=4", "SLURM_PROCID=2", "PMIX_RANK=2")]
    [InlineData("Slurm's srun", "Mpich", "SLURM_STEP_NUM_TASKS=4", "SLURM_PROCID=2", "PMI_RANK=2", "PMI_SIZE=4", "PMI_FD=6")]
    public void Its_library_rank_and_size_are_found(string name, string family, params string[] variables)
    {
        Launcher launcher = Find(variables)!;

        Assert.Equal((name, family, 2, 4), (launcher.Name, launcher.Families[0].ToString(), launcher.Rank, launcher.Count));
    }

    [Theory]
    [InlineData("Open MPI's mpirun", "OMPI_COMM_WORLD_SIZE=4", "OMPI_COMM_WORLD_RANK=2", "SLURM_STEP_NUM_TASKS=1", "SLURM_PROCID=0")]
    [InlineData("MPICH's mpirun", "PMI_SIZE=4", "PMI_RANK=2", "HYDI_CONTROL_FD=7", "SLURM_STEP_NUM_TASKS=1", "SLURM_PROCID=0")]
    public void Inside_of_a_Slurm_job_mpirun_is_the_launcher(string name, params string[] variables)
    {
        Launcher launcher = Find(variables)!;

        Assert.Equal((name, 2, 4), (launcher.Name, launcher.Rank, launcher.Count));
    }

    [Fact]
    public void A_batch_script_of_Slurm_is_no_rank()
    {
        Assert.Null(Find("SLURM_NTASKS=4", "SLURM_PROCID=0"));
    }

    private static Launcher? Find(params string[] variables)
    {
        Dictionary<string, string> values = variables.ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        return Launcher.Find(name => values.GetValueOrDefault(name));
    }
}
