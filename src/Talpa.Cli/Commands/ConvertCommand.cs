using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Formats;

namespace Talpa.Cli.Commands;

/// <summary>Writes a file of vectors in another format.</summary>
internal sealed class ConvertCommand : TalpaCommand
{
    private readonly Argument<string> _input = new("IN");
    private readonly Argument<string> _output = new("OUT");
    private readonly Option<VectorFileFormat?> _format = SharedOptions.Format("OUT's format. [by its ending]");
    private readonly ReadingOptions _reading = new();
    private readonly Option<string?> _spaceAs = OptionOf.Text("--space-as", "TEXT", "Write TEXT for characters that OUT's words can't hold.");
    private readonly Option<bool> _leaveOutWords = OptionOf.Flag("--leave-out-words", "Leave out words that OUT's format can't hold.");
    private readonly SubwordOptionSet _subwords = new("Fit character n-grams to the vectors: unknown words get vectors, too.");
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly Option<bool> _quiet = SharedOptions.Quiet();

    public ConvertCommand()
        : base("convert", "Writes a file of vectors in another format.")
    {
        Usage = "IN OUT [--format FORMAT]";
        Remarks = SharedOptions.Endings;
        Examples =
        [
            "talpa convert GoogleNews.bin.gz news.talpa --limit 200000",
            "talpa convert vectors.talpa vectors.txt --format text",
            "talpa convert glove.txt glove.talpa --subwords",
        ];
        Arguments.Add(_input);
        Arguments.Add(_output);
        AddGroups(new OptionGroup("Options", _format, _spaceAs, _leaveOutWords, _quiet, _json), new OptionGroup("Reading IN", _reading.All), _subwords.Group);
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        string input = SharedOptions.VectorsPath(arguments.GetRequiredValue(_input));
        string output = arguments.GetRequiredValue(_output);
        VectorFileFormat format = SharedOptions.FormatOf(arguments.GetValue(_format), output);
        OutputFile.RequireVectorsOrNothing(output);
        SubwordOptions? subwords = _subwords.Read(arguments, null);
        TrainedModel model = TrainedModel.Load(input, _reading.Of(arguments));
        if (subwords is not null)
        {
            model = model.WithSubwords(subwords);
        }

        var options = new VectorWriteOptions { Format = format, Replacement = arguments.GetValue(_spaceAs), LeaveOutWords = arguments.GetValue(_leaveOutWords) };
        IReadOnlyList<string> leftOut = model.Save(output, options);
        foreach (string line in model.Warnings.Concat(leftOut))
        {
            Notes.Write(terminal, line);
        }

        string name = VectorFiles.NameOf(format);
        long bytes = FileSize.Of(output);
        bool mayLeaveOut = options.LeaveOutWords || options.Replacement is not null;
        int words = mayLeaveOut ? WordVectors.Load(output, new VectorReadOptions { Format = format }).Count : model.Vectors.Count;
        if (arguments.GetValue(_json))
        {
            Answers.Write(
                terminal,
                new ConvertAnswer(output, name, bytes, words, model.Vectors.Dimension, model.Warnings, leftOut),
                Answers.Names.ConvertAnswer);
        }
        else if (!arguments.GetValue(_quiet))
        {
            new Page(terminal).Field(
                "saved",
                $"{output} ({name}, {Figures.Bytes(bytes)}): {Figures.Count(words, "word", "words")} of dimension {model.Vectors.Dimension}");
        }

        return ExitCode.Done;
    }
}
