using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Comparisons;

namespace Talpa.Cli.Commands;

/// <summary>Association tests.</summary>
internal sealed class WeatCommand : VectorsCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _ignoreUnknown = OptionOf.Flag("--ignore-unknown", "Leave out words that have no vector, with a note.");
    private readonly Option<int?> _partitions = OptionOf.Integer("--partitions", "N", "Examine all partitions up to N, or N random ones. [1000000]");
    private readonly Option<long?> _seed = OptionOf.Long("--seed", "N", "Seed of the random partitions. [1]");
    private readonly Option<string?> _encoding = SharedOptions.TextEncoding("Of FILE");

    public WeatCommand()
        : base("weat", "Tests associations of words: effect size and p-value.")
    {
        Usage = "VECTORS FILE…";
        Remarks = "The word embedding association test of Caliskan, Bryson and Narayanan (2017). A test is four lines of FILE, each a name, a colon and words: two sets of targets, then two "
            + "sets of attributes. The effect size is positive where the first targets go with the first attributes. p is the share of the other divisions of the targets "
            + "that have a larger statistic (one-sided).";
        Examples = ["talpa weat vectors.talpa flowers-insects.txt", "talpa weat vectors.talpa tests.txt --ignore-unknown --json"];
        Arguments.Add(_files);
        AddGroups(new OptionGroup("Options", _ignoreUnknown, _partitions, _seed, _encoding, Json));
    }

    protected override void Check(ParseResult arguments)
    {
        _ = SharedOptions.CheckEncoding(arguments, _encoding);
        if (arguments.GetValue(_partitions) is { } partitions and (< 1000 or > 100_000_000))
        {
            throw new UsageException($"{_partitions.Name} {partitions} is out of range: 1,000 to 100,000,000");
        }
    }

    protected override void Answer(Question question)
    {
        var options = new AssociationOptions
        {
            IgnoreUnknown = question.Arguments.GetValue(_ignoreUnknown),
            MaxPartitions = question.Arguments.GetValue(_partitions) ?? new AssociationOptions().MaxPartitions,
            Seed = question.Arguments.GetValue(_seed) ?? new AssociationOptions().Seed,
        };
        List<(AssociationTest Test, AssociationResult Result)> results =
        [
            .. from file in question.Arguments.GetRequiredValue(_files)
               from test in AssociationTest.Read(file, question.Arguments.GetValue(_encoding))
               select (test, Evaluate(file, test, question.Vectors, options)),
        ];
        WordInputs.WriteUnknown(question.Terminal, [.. results.SelectMany(one => one.Result.Unknown).Distinct(StringComparer.Ordinal)]);
        if (question.Json)
        {
            Answers.Write(question.Terminal, WeatAnswer.Of(results), Answers.Names.WeatAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        AssociationPage.WriteTable(page, results);
        if (results is [var only])
        {
            page.Blank();
            AssociationPage.WriteWords(page, only.Test, only.Result);
        }
    }

    private AssociationResult Evaluate(string file, AssociationTest test, WordVectors vectors, AssociationOptions options)
    {
        try
        {
            return test.Evaluate(vectors, options);
        }
        catch (UnknownWordException fault)
        {
            throw new UnusableInputException($"{file}: {fault.Message}; {_ignoreUnknown.Name} leaves such words out", fault);
        }
        catch (UnusableInputException fault)
        {
            throw new UnusableInputException($"{file}: {fault.Message}", fault);
        }
    }
}
