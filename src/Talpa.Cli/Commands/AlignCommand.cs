using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Comparisons;

namespace Talpa.Cli.Commands;

/// <summary>Rotates the vectors of one model into the axes of another.</summary>
internal sealed class AlignCommand : TwoModelsCommand
{
    private readonly Option<string?> _output = OptionOf.Text("-o", "FILE", "Where A's rotated vectors go.", "--output", "-output");
    private readonly Option<VectorFileFormat?> _format = SharedOptions.Format("The output's format. [by its ending]");
    private readonly Option<bool> _quiet = SharedOptions.Quiet();
    private readonly Option<bool> _json = SharedOptions.Json();

    public AlignCommand()
        : base("align", "Rotates A's vectors into the axes of B.")
    {
        Usage = "A B -o C [--prior N]";
        Remarks = "The rotation is the one that brings the words that both have nearest to each other (orthogonal Procrustes). Cosines within A do not change. "
            + "Output vectors, training options and phrases are left out.";
        Examples = ["talpa align 1990.talpa 2020.talpa -o 1990-in-2020.talpa", "talpa align a.talpa b.talpa -o c.vec --weight-exponent 0.5"];
        AddGroups([new OptionGroup("Options", _output, _format, _quiet, _json), Alignment.Group, new OptionGroup("Reading A and B", Reading.All)]);
    }

    /// <inheritdoc/>
    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        string output = arguments.GetValue(_output) ?? throw new UsageException($"{_output.Name} is missing: talpa align A B {_output.Name} C");
        VectorFileFormat format = SharedOptions.FormatOf(arguments.GetValue(_format), output);
        AlignmentOptions options = Alignment.Of(arguments);
        OutputFile.RequireVectorsOrNothing(output);
        (ComparedModel first, ComparedModel second) = Load(arguments, terminal);
        OutputFile.RequireOther(output, first.Path);
        OutputFile.RequireOther(output, second.Path);
        Alignment.Check(options, first);
        Alignment.Check(options, second);
        if (first.Vectors.Dimension != second.Vectors.Dimension)
        {
            throw new UnusableInputException(
                $"{first.Path} has vectors of {first.Vectors.Dimension} numbers and {second.Path} of {second.Vectors.Dimension}; only equal lengths can be aligned: train both with the same --dim");
        }

        VectorAlignment alignment = Named(first, second, () => VectorAlignment.Fit(first.Vectors, second.Vectors, options));
        NoteFewWords(terminal, alignment);
        alignment.Map(first.Vectors).Save(output, format);
        Report(arguments, terminal, alignment, first.Vectors.Count, output, format);
        return ExitCode.Done;
    }

    private void Report(ParseResult arguments, Terminal terminal, VectorAlignment alignment, int words, string output, VectorFileFormat format)
    {
        long bytes = FileSize.Of(output);
        string name = VectorFiles.NameOf(format);
        if (arguments.GetValue(_json))
        {
            Answers.Write(terminal, new AlignAnswer(output, name, bytes, words, alignment.Dimension, alignment.Words, alignment.Cosine), Answers.Names.AlignAnswer);
        }
        else if (!arguments.GetValue(_quiet))
        {
            var page = new Page(terminal);
            page.Field("aligned", $"by {Figures.Count(alignment.Words, "common word", "common words")}; mean cosine {Figures.Fixed(alignment.Cosine, 4)}");
            page.Field("saved", $"{output} ({name}, {Figures.Bytes(bytes)}): {Figures.Count(words, "word", "words")} of dimension {alignment.Dimension}");
        }
    }
}
