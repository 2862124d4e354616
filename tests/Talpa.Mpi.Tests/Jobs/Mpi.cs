namespace Talpa.Mpi.Tests.Jobs;

/// <summary>An installed MPI.</summary>
/// <param name="Name">The name that names its library.</param>
/// <param name="Command">Its mpirun.</param>
/// <param name="Options">Options for ranks that share processors.</param>
internal sealed record Mpi(string Name, string Command, params string[] Options)
{
    private static readonly Mpi[] All =
    [
        // Waiting ranks must not take the processors from the others.
        new("openmpi", "mpirun.openmpi", "--oversubscribe", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1"),
        new("mpich", "mpirun.mpich", "-bind-to", "none"),
    ];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(mpi => mpi.Name)];

    /// <summary>One by its name. The test is skipped where it is not installed.</summary>
    public static Mpi Require(string name)
    {
        Mpi mpi = All.Single(mpi => mpi.Name == name);
        Assert.SkipWhen(mpi.Path is null, $"{mpi.Command} is not installed; scripts/install-test-needs installs it");
        return mpi;
    }

    /// <summary>The path of its mpirun, or <c>null</c>.</summary>
    public string? Path => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => System.IO.Path.Combine(folder, Command)).FirstOrDefault(File.Exists);

    /// <summary>The arguments that start a rank of the tests.</summary>
    public static string[] Rank(params string[] program) => ["dotnet", typeof(Mpi).Assembly.Location, RankPrograms.Argument, .. program];
}
