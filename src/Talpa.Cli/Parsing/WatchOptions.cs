using System.CommandLine;

namespace Talpa.Cli.Parsing;

/// <summary>Whether and where a training is shown as it runs.</summary>
internal sealed class WatchOptions
{
    private readonly Option<bool> _watch = OptionOf.Flag("--watch", "Show the training on a page, until Ctrl-C. Its replay is saved as OUT.replay.");
    private readonly PageOptions _page = new();

    public WatchOptions() => Group = new OptionGroup("Watching", [_watch, .. _page.All]);

    /// <summary>The options, as help shows them.</summary>
    public OptionGroup Group { get; }

    /// <summary>What was ordered; <c>null</c> for nothing.</summary>
    /// <exception cref="UsageException">The port is out of its range.</exception>
    public WatchSettings? Read(ParseResult arguments)
    {
        int port = _page.Port(arguments);
        return arguments.GetValue(_watch) ? new WatchSettings(port, address => _page.Open(arguments, address)) : null;
    }
}
