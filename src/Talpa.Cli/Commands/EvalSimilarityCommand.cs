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
    private readonly Option<string?> _column = OptionOf.Text("--column", "NAME|N", "The score's column: its name in the header, or number from 1. [found]");
    private readonly Option<string?> _encoding = SharedOptions.TextEncoding("Of FILE");
    private readonly Option<bool> _matchCase = SharedOptions.MatchCase();
    private readonly Option<bool> _compose = SharedOptions.Compose();

    public EvalSimilarityCommand()
        : base("similarity", "Compares cosines with people's judgements of pairs.")
    {
        Usage = "VECTORS FILE… [--column NAME|N]";
        Remarks = "A line of FILE is word, word and score, with tabs, commas or spaces between; further columns and a header do no harm: SimLex-999, SimVerb-3500, "
            + "rare words (RW) and WordSim-353 are read as they are published. Spearman's rank correlation counts; pairs with an unknown word are left out "
            + "of it, and the share of answered pairs is shown.";
        Examples = ["talpa eval similarity vectors.talpa wordsim353.tsv simlex999.tsv"];
        Arguments.Add(_files);
        AddGroups(new OptionGroup("Options", _column, _encoding, _matchCase, _compose, Json));
    }

    protected override void Check(ParseResult arguments) => SharedOptions.CheckEncoding(arguments, _encoding);

    protected override void Answer(Question question)
    {
        bool ignoreCase = !question.Arguments.GetValue(_matchCase);
        bool compose = SharedOptions.CheckCompose(question.Arguments, _compose, question.Model, question.Path);
        string[] files = question.Arguments.GetRequiredValue(_files);
        string? column = question.Arguments.GetValue(_column);
        string? encoding = question.Arguments.GetValue(_encoding);
        List<SimilarityBenchmark> benchmarks = [.. files.Select(file => SimilarityBenchmark.Read(file, column, encoding))];
        foreach (string warning in benchmarks.SelectMany(benchmark => benchmark.Warnings))
        {
            Notes.Write(question.Terminal, $"{warning}; {_column.Name} names another");
        }

        List<(string File, SimilarityResult Result)> results =
            [.. files.Zip(benchmarks, (file, benchmark) => (file, benchmark.Evaluate(question.Vectors, ignoreCase: ignoreCase, compose: compose)))];
        if (question.Json)
        {
            Answers.Write(question.Terminal, EvalSimilarityAnswer.Of(results), Answers.Names.EvalSimilarityAnswer);
            return;
        }

        var rows = new Listing("lrrrr");
        rows.Head("file", "Spearman", "Pearson", "answered", "of pairs");
        foreach ((string file, SimilarityResult result) in results)
        {
            rows.Row(
                Path.GetFileName(file), Figures.Correlation(result.Spearman), Figures.Correlation(result.Pearson),
                $"{Figures.Count(result.Answered)} of {Figures.Count(result.Pairs)}", Figures.Percent(result.Share));
        }

        rows.WriteTo(new Page(question.Terminal));
        if (compose)
        {
            int composed = results.Sum(pair => pair.Result.Composed);
            Notes.Write(question.Terminal, $"{Figures.Count(composed, "pair", "pairs")} with a word composed from n-grams");
        }
    }
}
