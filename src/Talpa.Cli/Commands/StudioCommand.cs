using System.CommandLine;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Studio.Server;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>Opens the page that shows the gradient moving the vectors, or that explores a file of vectors.</summary>
internal sealed class StudioCommand : TalpaCommand
{
    private readonly Argument<string?> _vectors = new("VECTORS") { Arity = ArgumentArity.ZeroOrOne };
    private readonly PageOptions _page = new();

    public StudioCommand()
        : base("studio", "Shows training steps, or a file of vectors, in the browser.")
    {
        Usage = "[VECTORS]";
        Remarks = "The page is served to this computer alone, until Ctrl-C. To watch a training: talpa train FILE --watch.";
        Examples = ["talpa studio", "talpa studio vectors.talpa", "talpa studio --port 5005 --no-browser"];
        Arguments.Add(_vectors);
        AddGroups(new OptionGroup("Options", _page.All));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        int port = _page.Port(arguments);
        using LiveView? view = arguments.GetValue(_vectors) is { } path ? ViewOf(path, terminal) : null;
        var options = new StudioServerOptions
        {
            Port = port,
            View = view,
            CanOpen = true,
            Started = address =>
            {
                var page = new Page(terminal);
                page.Field("studio", address.ToString());
                page.Note("Ctrl-C ends it.");
                terminal.Out.Flush();
                _page.Open(arguments, address);
            },
        };

        // Ctrl-C is how one leaves: nothing is lost and nothing failed.
        StudioServer.RunAsync(options, terminal.Interrupt.Await()).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    private static LiveView ViewOf(string path, Terminal terminal)
    {
        TrainedModel model = TrainedModel.Load(path);
        foreach (string warning in model.Warnings)
        {
            Notes.Write(terminal, warning);
        }

        WordVectors vectors = model.Vectors;
        return vectors.Count > 0 ? new LiveView(Path.GetFileName(path), () => vectors) : throw new UnusableInputException($"{path} holds no vectors; there is nothing to show");
    }
}
