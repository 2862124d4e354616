using System.CommandLine;

namespace Talpa.Cli.Parsing;

/// <summary>Options that belong together, under a title.</summary>
internal sealed record OptionGroup(string Title, params Option[] Options);
