using System.CommandLine;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Commands;

/// <summary>Writes a file of vectors in another format.</summary>
internal sealed class ConvertCommand : ConversionCommand
{
    private readonly SubwordOptionSet _subwords = new("Fit character n-grams to the vectors: unknown words get vectors, too.");

    public ConvertCommand()
        : base("convert", "Writes a file of vectors in another format.")
    {
        Usage = "IN OUT [--format FORMAT]";
        Remarks = SharedOptions.Endings;
        Examples =
        [
            "talpa convert GoogleNews.bin.gz news.talpa --limit 200000",
            "talpa convert vectors.talpa small.talpa --numbers int8",
            "talpa convert glove.txt glove.talpa --subwords",
        ];
        AddOptions([], _subwords.Group);
    }

    /// <inheritdoc/>
    protected override Func<TrainedModel, TrainedModel> Change(ParseResult arguments) =>
        _subwords.Read(arguments, null) is { } subwords ? model => model.WithSubwords(subwords) : model => model;
}
