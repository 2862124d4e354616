using System.CommandLine;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Comparisons;
using Talpa.Formats;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Pairs;
using Talpa.Studio.Server.Replaying;

namespace Talpa.Cli.Commands;

/// <summary>Opens the page that shows the gradient moving the vectors, that explores a file of vectors, or that shows two of them side by side.</summary>
internal sealed class StudioCommand : TalpaCommand
{
    private readonly Argument<string?> _vectors = new("VECTORS") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _other = new("OTHER") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<long?> _minCount = OptionOf.Long("--min-count", "N", "Leave out words with a smaller count in a model. [1]");
    private readonly ReadingOptions _reading = new();
    private readonly PageOptions _page = new();

    public StudioCommand()
        : base("studio", "Shows training steps, or one or two models, in the browser.")
    {
        Usage = "[VECTORS [OTHER]]";
        Remarks = "The page is served to this computer alone, until Ctrl-C. To watch a training: talpa train FILE --watch.\n"
            + "With two files the page shows both models side by side: a word in both, the neighbours in common, and the words that differ most.";
        Examples = ["talpa studio", "talpa studio vectors.talpa", "talpa studio 1990.talpa 2020.talpa --min-count 50", "talpa studio --port 5005 --no-browser"];
        Arguments.Add(_vectors);
        Arguments.Add(_other);
        AddGroups(new OptionGroup("Options", _page.All), new OptionGroup("Two files", _minCount), new OptionGroup("Reading VECTORS", _reading.All));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        int port = _page.Port(arguments);
        (LiveView? given, PairView? pair) = ViewsOf(arguments, terminal);
        using LiveView? view = given;
        var options = new StudioServerOptions
        {
            Port = port,
            View = view,
            Pair = pair,
            CanOpen = pair is null,
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

    /// <summary>The view of one file, or of two; none where no file is given.</summary>
    private (LiveView? View, PairView? Pair) ViewsOf(ParseResult arguments, Terminal terminal)
    {
        VectorReadOptions reading = _reading.Of(arguments);
        string? path = arguments.GetValue(_vectors);
        string? other = arguments.GetValue(_other);
        if (other is null && arguments.GetValue(_minCount) is not null)
        {
            throw new UsageException($"{_minCount.Name} is about two files, and one or none is given: talpa studio VECTORS OTHER");
        }

        if (path is null)
        {
            return _reading.All.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } option
                ? throw new UsageException($"{option.Name} is about reading VECTORS, and no file is given: talpa studio VECTORS")
                : (null, null);
        }

        if (other is not null)
        {
            return (null, PairOf(path, other, MinCount(arguments), reading, terminal));
        }

        WordVectors vectors = Load(path, reading, terminal, warning => warning);
        return (SavedReplays.Open(Path.GetFileName(path), vectors, path, _reading.Selection(arguments), note => Notes.Write(terminal, note)), null);
    }

    private long MinCount(ParseResult arguments) => arguments.GetValue(_minCount) switch
    {
        null => 1,
        < 1 => throw new UsageException($"{_minCount.Name} {arguments.GetValue(_minCount)} is out of range: 1 or more"),
        { } count => count,
    };

    private PairView PairOf(string firstPath, string secondPath, long minCount, VectorReadOptions reading, Terminal terminal)
    {
        var first = new ComparedModel(firstPath, Load(firstPath, reading, terminal, warning => $"{firstPath}: {warning}"));
        var second = new ComparedModel(secondPath, Load(secondPath, reading, terminal, warning => $"{secondPath}: {warning}"));
        first.RequireCounts(minCount > 1, _minCount.Name);
        second.RequireCounts(minCount > 1, _minCount.Name);
        PairView pair = TwoModelsCommand.Named(first, second, () => PairView.Of(NamedOf(first, second), NamedOf(second, first), new ComparisonOptions { MinCount = minCount }));
        TwoModelsCommand.NoteFewWords(terminal, pair.Comparison.Alignment);
        return pair;
    }

    /// <summary>A model with the name of its file; with the whole path where the other file has the same name.</summary>
    private static NamedVectors NamedOf(ComparedModel model, ComparedModel other)
    {
        string name = Path.GetFileName(model.Path);
        return new NamedVectors(name == Path.GetFileName(other.Path) ? model.Path : name, model.Vectors);
    }

    private static WordVectors Load(string path, VectorReadOptions reading, Terminal terminal, Func<string, string> describe)
    {
        TrainedModel model = TrainedModel.Load(SharedOptions.VectorsPath(path), reading);
        foreach (string warning in model.Warnings)
        {
            Notes.Write(terminal, describe(warning));
        }

        return model.Vectors.Count > 0 ? model.Vectors : throw new UnusableInputException($"{path} holds no vectors; there is nothing to show");
    }
}
