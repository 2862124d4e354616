using System.CommandLine;

namespace Talpa.Cli.Commands;

/// <summary>All of the <c>talpa</c> command.</summary>
internal sealed class TalpaRoot : RootCommand, ICommandFamily
{
    /// <summary>Puts the commands together.</summary>
    public TalpaRoot()
        : base("Learns word vectors from text and answers questions about them.")
    {
        Options.Clear();
        Directives.Clear();
        Options.Add(Help);
        Options.Add(Version);
        foreach (Command command in Groups.SelectMany(group => group.Commands))
        {
            Subcommands.Add(command);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandGroup> Groups { get; } =
    [
        new("Learn", new TrainCommand(), new ResumeCommand(), new TuneCommand(), new PhrasesCommand(), new ExplainCommand(), new StudioCommand()),
        new("Query", new NearestCommand(), new SimilarityCommand(), new OddOneOutCommand(), new AnalogyCommand(), new PredictCommand(), new VectorCommand()),
        new("Compare", new CompareCommand(), new AlignCommand(), new AxisCommand(), new WeatCommand()),
        new("Files and scores", new InfoCommand(), new ConvertCommand(), new PruneCommand(), new EvalCommand()),
        new("Several machines", new ClusterCommand()),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "talpa train",
        "talpa explain \"I saw a mole at the zoo\" --center mole",
        "talpa nearest zoo.talpa mole",
    ];

    /// <summary>Requests help, after any command.</summary>
    public Option<bool> Help { get; } = new("--help", "-h", "-?") { Recursive = true };

    /// <summary>Requests the version.</summary>
    public Option<bool> Version { get; } = new("--version");
}
