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
    private readonly ReadingOptions _reading = new();
    private readonly PageOptions _page = new();

    public StudioCommand()
        : base("studio", "Shows training steps, or a file of vectors, in the browser.")
    {
        Usage = "[VECTORS]";
        Remarks = "The page is served to this computer alone, until Ctrl-C. To watch a training: talpa train FILE --watch.";
        Examples = ["talpa studio", "talpa studio vectors.talpa", "talpa studio --port 5005 --no-browser"];
        Arguments.Add(_vectors);
        AddGroups(new OptionGroup("Options", _page.All), new OptionGroup("Reading VECTORS", _reading.All));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        int port = _page.Port(arguments);
        using LiveView? view = ViewOf(arguments, terminal);
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

    /// <summary>The view of the given file; <c>null</c> where none is given.</summary>
    private LiveView? ViewOf(ParseResult arguments, Terminal terminal)
    {
        VectorReadOptions reading = _reading.Of(arguments);
        if (arguments.GetValue(_vectors) is not { } path)
        {
            return _reading.All.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } option
                ? throw new UsageException($"{option.Name} is about reading VECTORS, and no file is given: talpa studio VECTORS")
                : null;
        }

        TrainedModel model = TrainedModel.Load(path, reading);
        foreach (string warning in model.Warnings)
        {
            Notes.Write(terminal, warning);
        }

        WordVectors vectors = model.Vectors;
        return vectors.Count > 0 ? new LiveView(Path.GetFileName(path), () => vectors) : throw new UnusableInputException($"{path} holds no vectors; there is nothing to show");
    }
}
