using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Commands;

/// <summary>How alike two words are.</summary>
internal sealed class SimilarityCommand : VectorsCommand
{
    private readonly Argument<string> _first = new("A");
    private readonly Argument<string> _second = new("B");

    public SimilarityCommand()
        : base("similarity", "How alike two words are: the cosine of their vectors.")
    {
        Usage = "VECTORS A B";
        TakesWords = true;
        Examples = ["talpa similarity vectors.talpa cat dog"];
        Arguments.Add(_first);
        Arguments.Add(_second);
        AddGroups(new OptionGroup("Options", Json));
    }

    protected override void Answer(Question question)
    {
        string first = question.Arguments.GetRequiredValue(_first);
        string second = question.Arguments.GetRequiredValue(_second);
        float similarity = question.Vectors.Similarity(first, second);
        if (question.Json)
        {
            Answers.Write(question.Terminal, new SimilarityAnswer(first, second, similarity), Answers.Names.SimilarityAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose($"{first} and {second}: {Figures.Fixed(similarity, 4)}  (cosine; 1 is the same direction, 0 is none in common)");
    }
}
