using System.CommandLine;

namespace Talpa.Cli.Commands;

/// <summary>Several machines that work together.</summary>
internal sealed class ClusterCommand : Command, ICommandFamily
{
    public ClusterCommand()
        : base("cluster", "Several machines: checks them, and plans a training on them.")
    {
        foreach (Command command in Groups.SelectMany(group => group.Commands))
        {
            Subcommands.Add(command);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandGroup> Groups { get; } = [new("Prepare", new ClusterCheckCommand(), new ClusterPlanCommand())];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "mpirun -n 4 talpa cluster check",
        "talpa cluster plan --vocab 1000000 --dim 300 --tokens 1e11 --nodes 64",
    ];
}
