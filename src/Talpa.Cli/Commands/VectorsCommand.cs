using System.CommandLine;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>A command that reads a file of vectors and answers something about it.</summary>
internal abstract class VectorsCommand : TalpaCommand
{
    private readonly Argument<string> _vectors = new("VECTORS");
    private readonly ReadingOptions? _reading;

    /// <summary>Makes the command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in a line.</param>
    /// <param name="needsAll">Whether it needs all that the file holds, so that no words can be selected.</param>
    protected VectorsCommand(string name, string description, bool needsAll = false)
        : base(name, description)
    {
        Arguments.Add(_vectors);
        if (!needsAll)
        {
            _reading = new ReadingOptions();
            AddGroups(new OptionGroup("Reading VECTORS", _reading.All));
        }
    }

    /// <summary>Requests JSON.</summary>
    protected Option<bool> Json { get; } = SharedOptions.Json();

    /// <summary>Whether its arguments are words, which may begin with a dash.</summary>
    public bool TakesWords { get; protected init; }

    /// <inheritdoc/>
    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        Check(arguments);
        string path = SharedOptions.VectorsPath(arguments.GetRequiredValue(_vectors));
        VectorReadOptions options = _reading?.Of(arguments) ?? new VectorReadOptions();
        TrainedModel model = TrainedModel.Load(path, options);
        foreach (string warning in model.Warnings)
        {
            Notes.Write(terminal, warning);
        }

        Answer(new Question(path, options, model, arguments, terminal, arguments.GetValue(Json)));
        return ExitCode.Done;
    }

    /// <summary>Looks for wrong usage before a large file is read.</summary>
    protected virtual void Check(ParseResult arguments)
    {
    }

    /// <summary>Answers.</summary>
    protected abstract void Answer(Question question);

    /// <summary>A file of vectors and the question about it.</summary>
    protected sealed record Question(string Path, VectorReadOptions Options, TrainedModel Model, ParseResult Arguments, Terminal Terminal, bool Json)
    {
        /// <summary>The words and their vectors.</summary>
        public WordVectors Vectors => Model.Vectors;
    }
}
