namespace Talpa.Cli.Commands;

/// <summary>A command that only holds others: <c>talpa</c> itself and <c>talpa eval</c>.</summary>
internal interface ICommandFamily
{
    /// <summary>The commands in the groups that help shows them in.</summary>
    IReadOnlyList<CommandGroup> Groups { get; }

    /// <summary>Command lines to copy.</summary>
    IReadOnlyList<string> Examples { get; }
}
