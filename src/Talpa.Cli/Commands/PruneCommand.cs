using System.CommandLine;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Commands;

/// <summary>Keeps the most frequent words of a model.</summary>
internal sealed class PruneCommand : ConversionCommand
{
    private readonly Option<int?> _keep = OptionOf.Integer("--keep", "N", "Keep the N most frequent words.");

    public PruneCommand()
        : base("prune", "Keeps the most frequent words and their n-grams.")
    {
        Usage = "IN OUT --keep N [--numbers int8]";
        Remarks = "Words without a known frequency are kept from the first on. N-grams of the kept words are kept.";
        Examples =
        [
            "talpa prune vectors.talpa small.talpa --keep 50000",
            "talpa prune cc.en.300.bin en.talpa --keep 200000 --numbers codes",
        ];
        AddOptions([_keep]);
    }

    /// <inheritdoc/>
    protected override Func<TrainedModel, TrainedModel> Change(ParseResult arguments) => arguments.GetValue(_keep) switch
    {
        null => throw new UsageException($"{_keep.Name} is missing: talpa prune IN OUT {_keep.Name} N"),
        < 1 and var keep => throw new UsageException($"{_keep.Name} {keep} is out of range: 1 or more"),
        { } keep => model => model.Prune(keep),
    };
}
