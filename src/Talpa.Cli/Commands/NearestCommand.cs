using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>The words nearest to a word, or to the middle of several.</summary>
internal sealed class NearestCommand : VectorsCommand
{
    private readonly Argument<string[]> _words = new("WORD") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<int?> _count = SharedOptions.Count();

    public NearestCommand()
        : base("nearest", "The words nearest to a word, by the cosine of their vectors.")
    {
        Usage = "VECTORS WORD… [-n 10]";
        Remarks = "Of several words the mean of their vectors, each scaled to length 1, is asked about.";
        Examples = ["talpa nearest vectors.talpa mole", "talpa nearest vectors.talpa mole zoo -n 20 --json"];
        Arguments.Add(_words);
        AddGroups(new OptionGroup("Options", _count, Json));
    }

    protected override void Check(ParseResult arguments) => SharedOptions.CheckCount(arguments, _count);

    protected override void Answer(Question question)
    {
        string[] words = question.Arguments.GetRequiredValue(_words);
        int count = SharedOptions.CheckCount(question.Arguments, _count);
        IReadOnlyList<Neighbour> nearest = words.Length == 1
            ? question.Vectors.Nearest(words[0], count)
            : question.Vectors.Nearest(words, count: count);
        if (question.Json)
        {
            Answers.Write(question.Terminal, new NearestAnswer(words, nearest), Answers.Names.NearestAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose(words.Length == 1
            ? $"Nearest to {words[0]}, of {Figures.Count(question.Vectors.Count, "word", "words")}:"
            : $"Nearest to the mean of {string.Join(", ", words[..^1])} and {words[^1]}:");
        NeighbourList.Write(page, nearest);
    }
}
