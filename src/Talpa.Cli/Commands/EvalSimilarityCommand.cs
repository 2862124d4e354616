using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Evaluation;

namespace Talpa.Cli.Commands;

/// <summary>Compares cosines with people's judgements of pairs of words.</summary>
internal sealed class EvalSimilarityCommand : VectorsCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _matchCase = SharedOptions.MatchCase();

    public EvalSimilarityCommand()
        : base("similarity", "Compares cosines with people's judgements of pairs.")
    {
        Usage = "VECTORS FILE…";
        Remarks = "A line of FILE is word, word and score. Spearman's rank correlation counts; pairs with an unknown word are left out of it, and the share "
            + "of those asked is shown.";
        Examples = ["talpa eval similarity vectors.talpa wordsim353.tsv simlex999.tsv"];
        Arguments.Add(_files);
        AddGroups(new OptionGroup("Options", _matchCase, Json));
    }

    protected override void Answer(Question question)
    {
        bool ignoreCase = !question.Arguments.GetValue(_matchCase);
        string[] files = question.Arguments.GetRequiredValue(_files);
        List<SimilarityBenchmark> benchmarks = [.. files.Select(SimilarityBenchmark.Read)];
        List<(string File, SimilarityResult Result)> results =
            [.. files.Zip(benchmarks, (file, benchmark) => (file, benchmark.Evaluate(question.Vectors, ignoreCase: ignoreCase)))];
        if (question.Json)
        {
            Answers.Write(question.Terminal, EvalSimilarityAnswer.Of(results), Answers.Names.EvalSimilarityAnswer);
            return;
        }

        var rows = new Listing("lrrrr");
        rows.Head("file", "Spearman", "Pearson", "asked", "of pairs");
        foreach ((string file, SimilarityResult result) in results)
        {
            rows.Row(
                Path.GetFileName(file), Figures.Correlation(result.Spearman), Figures.Correlation(result.Pearson),
                $"{Figures.Count(result.Answered)} of {Figures.Count(result.Asked)}", Figures.Percent(result.Share));
        }

        rows.WriteTo(new Page(question.Terminal));
    }
}
