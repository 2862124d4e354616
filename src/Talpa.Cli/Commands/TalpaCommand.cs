using System.CommandLine;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Commands;

/// <summary>One command: its arguments and options, its help text and its work.</summary>
internal abstract class TalpaCommand(string name, string description) : Command(name, description)
{
    /// <summary>The text behind the name in the usage line.</summary>
    public string Usage { get; protected init; } = "";

    /// <summary>What a reader must know besides, below the usage, a paragraph a line; empty for nothing.</summary>
    public string Remarks { get; protected init; } = "";

    /// <summary>The options in the groups that help shows them in. An option that is in none works, but isn't shown.</summary>
    public IReadOnlyList<OptionGroup> Groups { get; private set; } = [];

    /// <summary>Command lines to copy.</summary>
    public IReadOnlyList<string> Examples { get; protected init; } = [];

    /// <summary>Does the work.</summary>
    /// <param name="arguments">A command line without errors.</param>
    /// <param name="terminal">Where input comes from and output goes.</param>
    public abstract ExitCode Execute(ParseResult arguments, Terminal terminal);

    /// <summary>Adds options, in the groups that help shows them in.</summary>
    protected void AddGroups(params OptionGroup[] groups)
    {
        Groups = [.. groups, .. Groups];
        foreach (Option option in groups.SelectMany(group => group.Options))
        {
            Options.Add(option);
        }
    }
}
