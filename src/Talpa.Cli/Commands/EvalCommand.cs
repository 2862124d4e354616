using System.CommandLine;

namespace Talpa.Cli.Commands;

/// <summary>Measures vectors against people's judgements, and against text.</summary>
internal sealed class EvalCommand : Command, ICommandFamily
{
    public EvalCommand()
        : base("eval", "Measures vectors: pairs judged by people, analogies, contexts.")
    {
        foreach (Command command in Groups.SelectMany(group => group.Commands))
        {
            Subcommands.Add(command);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandGroup> Groups { get; } = [new("Measure", new EvalSimilarityCommand(), new EvalAnalogiesCommand(), new EvalContextsCommand())];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "talpa eval similarity vectors.talpa wordsim353.tsv simlex999.tsv",
        "talpa eval analogies vectors.talpa questions-words.txt",
        "talpa eval contexts exact.talpa held-out.txt",
    ];
}
