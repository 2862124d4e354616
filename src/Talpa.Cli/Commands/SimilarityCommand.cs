using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Commands;

/// <summary>How similar two words are.</summary>
internal sealed class SimilarityCommand : VectorsCommand
{
    private readonly WordInputs _words = new("talpa similarity VECTORS A B; see 'talpa similarity --help'", 2, 2);

    public SimilarityCommand()
        : base("similarity", "How similar two words are: the cosine of their vectors.")
    {
        Usage = "VECTORS A B";
        Remarks = "With --words each line is a pair, and a line of answer has the pair, a tab and the cosine; with --ignore-unknown a pair with an unknown word has none.";
        TakesWords = true;
        Examples = ["talpa similarity vectors.talpa cat dog", "talpa similarity vectors.talpa --words pairs.txt"];
        Arguments.Add(_words.Argument);
        AddGroups(new OptionGroup("Options", [.. _words.Options, Json]));
    }

    protected override void Check(ParseResult arguments) => _words.Check(arguments);

    protected override void Answer(Question question)
    {
        if (_words.Given(question.Arguments) is { } given)
        {
            AnswerOnce(question, given[0], given[1]);
        }
        else
        {
            _words.ForEachQuestion(question.Arguments, question.Terminal, (line, words) => AnswerLine(question, line, words));
        }
    }

    private static void AnswerOnce(Question question, string first, string second)
    {
        float similarity = question.Vectors.Similarity(first, second);
        if (question.Json)
        {
            Answers.Write(question.Terminal, new SimilarityAnswer(first, second, similarity), Answers.Names.SimilarityAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose($"{first} and {second}: {Figures.Fixed(similarity, 4)}  (cosine; 1 is the same direction, 0 is none in common)");
    }

    private void AnswerLine(Question question, string line, string[] words)
    {
        bool isAnswered = _words.CanAnswer(question.Arguments, question.Vectors, words);
        float? similarity = isAnswered ? question.Vectors.Similarity(words[0], words[1]) : null;
        if (question.Json)
        {
            Answers.WriteLine(
                question.Terminal, new SimilarityAnswer(words.ElementAtOrDefault(0), words.ElementAtOrDefault(1), similarity), Answers.LineNames.SimilarityAnswer);
        }
        else
        {
            WordInputs.WriteLine(question.Terminal, line, similarity is { } cosine ? [Figures.Fixed(cosine, 4)] : []);
        }
    }
}
