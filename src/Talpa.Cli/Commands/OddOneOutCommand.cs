using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Rendering;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>Which of several words does not go with the others.</summary>
internal sealed class OddOneOutCommand : VectorsCommand
{
    private const int Fewest = 3;

    private readonly Argument<string[]> _words = new("WORD") { Arity = ArgumentArity.OneOrMore };

    public OddOneOutCommand()
        : base("odd-one-out", "Which of three or more words does not go with the others.")
    {
        Usage = "VECTORS WORD WORD WORD…";
        TakesWords = true;
        Examples = ["talpa odd-one-out vectors.talpa cat dog mole monday"];
        Arguments.Add(_words);
        AddGroups(new OptionGroup("Options", Json));
    }

    protected override void Check(ParseResult arguments)
    {
        int count = arguments.GetRequiredValue(_words).Length;
        if (count < Fewest)
        {
            throw new UsageException($"to tell the odd one out takes {Fewest} words or more, not {count}");
        }
    }

    protected override void Answer(Question question)
    {
        IReadOnlyList<Neighbour> ranked = question.Vectors.RankByCentrality(question.Arguments.GetRequiredValue(_words));
        if (question.Json)
        {
            Answers.Write(question.Terminal, new OddOneOutAnswer(ranked[^1].Word, ranked), Answers.Names.OddOneOutAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose($"The odd one out is {ranked[^1].Word}. Cosine of each with the mean of all:");
        NeighbourList.Write(page, ranked, numbered: false);
    }
}
