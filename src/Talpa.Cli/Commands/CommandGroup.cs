using System.CommandLine;

namespace Talpa.Cli.Commands;

/// <summary>Commands that belong together, under a title.</summary>
internal sealed record CommandGroup(string Title, params Command[] Commands);
