using System.CommandLine;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Comparisons;

namespace Talpa.Cli.Commands;

/// <summary>A command that reads two models and aligns them.</summary>
internal abstract class TwoModelsCommand : TalpaCommand
{
    private readonly Argument<string> _first = new("A");
    private readonly Argument<string> _second = new("B");

    protected TwoModelsCommand(string name, string description)
        : base(name, description)
    {
        Arguments.Add(_first);
        Arguments.Add(_second);
    }

    /// <summary>The options for reading the models.</summary>
    protected ReadingOptions Reading { get; } = new();

    /// <summary>The options for aligning them.</summary>
    protected AlignmentOptionSet Alignment { get; } = new();

    /// <summary>Reads the two models. Where no words are selected, a .talpa file is mapped and not copied.</summary>
    protected (ComparedModel First, ComparedModel Second) Load(ParseResult arguments, Terminal terminal)
    {
        string first = SharedOptions.VectorsPath(arguments.GetRequiredValue(_first));
        string second = SharedOptions.VectorsPath(arguments.GetRequiredValue(_second));
        return (Load(first, arguments, terminal), Load(second, arguments, terminal));
    }

    /// <summary>Reads a model.</summary>
    protected ComparedModel Load(string path, ParseResult arguments, Terminal terminal)
    {
        VectorReadOptions options = Reading.Of(arguments);
        TrainedModel model = options == new VectorReadOptions() ? TrainedModel.Map(path) : TrainedModel.Load(path, options);
        foreach (string warning in model.Warnings)
        {
            Notes.Write(terminal, $"{path}: {warning}");
        }

        return new ComparedModel(path, model.Vectors);
    }

    /// <summary>Works on two models; an error names them.</summary>
    internal static T Named<T>(ComparedModel first, ComparedModel second, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnusableInputException fault) when (fault is not UnknownWordException)
        {
            throw new UnusableInputException($"{first.Path} and {second.Path}: {fault.Message}", fault);
        }
    }

    /// <summary>Prints a note where the models have too few words in common for an alignment.</summary>
    internal static void NoteFewWords(Terminal terminal, VectorAlignment? alignment)
    {
        if (alignment?.Words < alignment?.Dimension)
        {
            Notes.Write(terminal, $"the models have {Figures.Count(alignment.Words, "word", "words")} in common, fewer than the dimension {alignment.Dimension}: a rotation fits so few words whether they are alike or not");
        }
    }
}
