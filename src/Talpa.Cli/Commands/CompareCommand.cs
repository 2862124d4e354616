using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Comparisons;

namespace Talpa.Cli.Commands;

/// <summary>How two models differ, and which words differ most.</summary>
internal sealed class CompareCommand : TwoModelsCommand
{
    private readonly Argument<string[]> _words = new("WORD") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int?> _count = SharedOptions.Count();
    private readonly Option<string[]?> _seeds = new("--seeds")
    {
        HelpName = "FILE…",
        Description = "Models like A, trained with other seeds.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _neighbours = OptionOf.Integer("--neighbours", "K", "How many neighbours of a word are compared. [10]", "--neighbors");
    private readonly Option<int?> _overlapWords = OptionOf.Integer("--overlap-words", "N", "Mean overlap of the first N words. [10000]");
    private readonly Option<long?> _minCount = OptionOf.Long("--min-count", "N", "Leave out words with a smaller count in a model. [1]");
    private readonly Option<bool> _json = SharedOptions.Json();

    public CompareCommand()
        : base("compare", "How two models differ, and which words differ most.")
    {
        Usage = "A B [WORD…] [--seeds A2 A3…]";
        Remarks = "A word's cosine is that of its two vectors after A is rotated into the axes of B. The overlap is the share of its neighbours that A and B have in common.\n"
            + "Two trainings of one text differ too. With --seeds, models of A's text with other seeds, words are sorted by how far they differ beyond that: z is the "
            + "excess in standard deviations of the seeds' differences, and FDR the expected share of chance among the words down to this one. z and FDR need two seeds or more.\n"
            + "With words, these are shown instead of those that differ most.";
        Examples =
        [
            "talpa compare 1990.talpa 2020.talpa --min-count 50",
            "talpa compare 1990.talpa 2020.talpa cell tablet",
            "talpa compare a.talpa b.talpa --seeds a-2.talpa a-3.talpa",
        ];
        Arguments.Add(_words);
        AddGroups(
            new OptionGroup("Options", _seeds, _count, _neighbours, _overlapWords, _minCount, _json), Alignment.Group, new OptionGroup("Reading the models", Reading.All));
    }

    /// <inheritdoc/>
    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        ComparisonOptions options = OptionsOf(arguments);
        int count = SharedOptions.CheckCount(arguments, _count);
        string[] words = arguments.GetValue(_words) ?? [];
        (ComparedModel first, ComparedModel second) = Load(arguments, terminal);
        ComparedModel[] seeds = [.. (arguments.GetValue(_seeds) ?? []).Select(path => Load(SharedOptions.VectorsPath(path), arguments, terminal))];
        Check(options, first, second, seeds);
        ModelComparison comparison = Named(first, second, () => ModelComparison.Of(first.Vectors, second.Vectors, [.. seeds.Select(seed => seed.Vectors)], options));
        NoteFewWords(terminal, comparison.Alignment);
        IReadOnlyList<WordChange> changes = words.Length > 0 ? comparison.ChangesOf(words) : comparison.Movers(count);
        if (arguments.GetValue(_json))
        {
            Answers.Write(terminal, CompareAnswer.Of(first.Path, second.Path, [.. seeds.Select(seed => seed.Path)], comparison, options, changes), Answers.Names.CompareAnswer);
        }
        else
        {
            new ComparisonPage(new Page(terminal), first.Path, second.Path, comparison, options).Write(changes, words.Length > 0);
        }

        return ExitCode.Done;
    }

    private void Check(ComparisonOptions options, ComparedModel first, ComparedModel second, ComparedModel[] seeds)
    {
        foreach (ComparedModel model in (ComparedModel[])[first, second, .. seeds])
        {
            Alignment.Check(options.Alignment, model);
            model.RequireCounts(options.MinCount > 1, _minCount.Name);
        }

        if (Array.Find(seeds, seed => seed.Vectors.Dimension != first.Vectors.Dimension) is { } other)
        {
            throw new UnusableInputException(
                $"{other.Path} has vectors of {other.Vectors.Dimension} numbers, but {first.Path} of {first.Vectors.Dimension}; a model of another seed has the same options");
        }
    }

    private ComparisonOptions OptionsOf(ParseResult arguments)
    {
        int neighbours = arguments.GetValue(_neighbours) ?? 10;
        int overlapWords = arguments.GetValue(_overlapWords) ?? 10_000;
        long minCount = arguments.GetValue(_minCount) ?? 1;
        return neighbours is < 1 or > 1000 ? throw new UsageException($"{_neighbours.Name} {neighbours} is out of range: 1 to 1,000")
            : overlapWords < 1 ? throw new UsageException($"{_overlapWords.Name} {overlapWords} is out of range: 1 or more")
            : minCount < 1 ? throw new UsageException($"{_minCount.Name} {minCount} is out of range: 1 or more")
            : new ComparisonOptions { Neighbours = neighbours, OverlapWords = overlapWords, MinCount = minCount, Alignment = Alignment.Of(arguments) };
    }
}
