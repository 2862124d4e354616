using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Formats;

namespace Talpa.Cli.Commands;

/// <summary>A command that reads a file of vectors, changes what it holds, and writes it to another file.</summary>
internal abstract class ConversionCommand : TalpaCommand
{
    private static readonly (string Name, NumberStorage Value)[] Storages = [.. Enum.GetValues<NumberStorage>().Select(numbers => (VectorFiles.NameOf(numbers), numbers))];

    private readonly Argument<string> _input = new("IN");
    private readonly Argument<string> _output = new("OUT");
    private readonly Option<VectorFileFormat?> _format = SharedOptions.Format("OUT's format. [by its ending]");
    private readonly Option<NumberStorage?> _numbers = OptionOf.OneOf("--numbers", "How OUT stores numbers: 4, 2, 1 or about half a byte each. [float32]", Storages);
    private readonly ReadingOptions _reading = new();
    private readonly Option<string?> _spaceAs = OptionOf.Text("--space-as", "TEXT", "Write TEXT for characters that OUT's words can't hold.");
    private readonly Option<bool> _leaveOutWords = OptionOf.Flag("--leave-out-words", "Leave out words that OUT's format can't hold.");
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly Option<bool> _quiet = SharedOptions.Quiet();

    protected ConversionCommand(string name, string description)
        : base(name, description)
    {
        Arguments.Add(_input);
        Arguments.Add(_output);
    }

    /// <inheritdoc/>
    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        string input = SharedOptions.VectorsPath(arguments.GetRequiredValue(_input));
        string output = arguments.GetRequiredValue(_output);
        VectorWriteOptions options = Writing(arguments, output);
        OutputFile.RequireVectorsOrNothing(output);
        Func<TrainedModel, TrainedModel> change = Change(arguments);
        TrainedModel model = TrainedModel.Load(input, _reading.Of(arguments));
        TrainedModel changed = change(model);
        IReadOnlyList<string> leftOut = changed.Save(output, options);
        foreach (string line in changed.Warnings.Concat(leftOut))
        {
            Notes.Write(terminal, line);
        }

        Report(arguments, terminal, changed, output, options, leftOut);
        return ExitCode.Done;
    }

    /// <summary>Adds the options that all such commands have, after the command's own ones.</summary>
    protected void AddOptions(Option[] own, params OptionGroup[] more) =>
        AddGroups([new OptionGroup("Options", [.. own, _format, _numbers, _spaceAs, _leaveOutWords, _quiet, _json]), new OptionGroup("Reading IN", _reading.All), .. more]);

    /// <summary>Reads the command's own options.</summary>
    /// <returns>What becomes of the model.</returns>
    /// <exception cref="UsageException">A value is out of its range.</exception>
    protected abstract Func<TrainedModel, TrainedModel> Change(ParseResult arguments);

    private VectorWriteOptions Writing(ParseResult arguments, string output)
    {
        VectorFileFormat format = SharedOptions.FormatOf(arguments.GetValue(_format), output);
        NumberStorage numbers = arguments.GetValue(_numbers) ?? NumberStorage.SinglePrecision;
        return VectorFiles.CanStore(format, numbers)
            ? new VectorWriteOptions { Format = format, Numbers = numbers, Replacement = arguments.GetValue(_spaceAs), LeaveOutWords = arguments.GetValue(_leaveOutWords) }
            : throw new UsageException(
                $"the format {VectorFiles.NameOf(format)} does not store numbers as {VectorFiles.NameOf(numbers)}, "
                + $"but as {string.Join(" or ", Storages.Where(storage => VectorFiles.CanStore(format, storage.Value)).Select(storage => storage.Name))}; talpa stores all of them");
    }

    private void Report(ParseResult arguments, Terminal terminal, TrainedModel model, string output, VectorWriteOptions options, IReadOnlyList<string> leftOut)
    {
        string format = VectorFiles.NameOf(options.Format!.Value);
        string numbers = VectorFiles.NameOf(options.Numbers);
        long bytes = FileSize.Of(output);
        bool mayLeaveOut = options.LeaveOutWords || options.Replacement is not null;
        int words = mayLeaveOut ? WordVectors.Load(output, new VectorReadOptions { Format = options.Format }).Count : model.Vectors.Count;
        if (arguments.GetValue(_json))
        {
            Answers.Write(terminal, new ConvertAnswer(output, format, numbers, bytes, words, model.Vectors.Dimension, model.Warnings, leftOut), Answers.Names.ConvertAnswer);
        }
        else if (!arguments.GetValue(_quiet))
        {
            string stored = options.Numbers == NumberStorage.SinglePrecision ? "" : $", {numbers}";
            new Page(terminal).Field(
                "saved", $"{output} ({format}{stored}, {Figures.Bytes(bytes)}): {Figures.Count(words, "word", "words")} of dimension {model.Vectors.Dimension}");
        }
    }
}
