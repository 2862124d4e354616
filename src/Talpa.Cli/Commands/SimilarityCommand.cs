using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Commands;

/// <summary>How similar two words are.</summary>
internal sealed class SimilarityCommand : QuestionsCommand
{
    public SimilarityCommand()
        : base("similarity", "How similar two words are: the cosine of their vectors.", new WordInputs("talpa similarity VECTORS A B; see 'talpa similarity --help'", 2, 2))
    {
        Usage = "VECTORS A B";
        Remarks = "With --words each line is a pair, and a line of answer has the pair, a tab and the cosine; with --ignore-unknown a pair with an unknown word has none.";
        Examples = ["talpa similarity vectors.talpa cat dog", "talpa similarity vectors.talpa --words pairs.txt"];
        AddOptions();
    }

    protected override void AnswerOnce(Question question, string[] given)
    {
        float similarity = question.Vectors.Similarity(given[0], given[1]);
        IReadOnlyList<ComposedWord> composed = ComposedWords.Of(question.Vectors, given);
        ComposedWords.Write(question.Terminal, composed);
        if (question.Json)
        {
            Answers.Write(question.Terminal, new SimilarityAnswer(given[0], given[1], composed, similarity), Answers.Names.SimilarityAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose($"{given[0]} and {given[1]}: {Figures.Fixed(similarity, 4)}  (cosine; 1 is the same direction, 0 is none in common)");
    }

    protected override void AnswerLine(Question question, string line, string[] words)
    {
        bool isAnswered = Words.CanAnswer(question.Arguments, question.Vectors, words);
        float? similarity = isAnswered ? question.Vectors.Similarity(words[0], words[1]) : null;
        if (question.Json)
        {
            Answers.WriteLine(
                question.Terminal,
                new SimilarityAnswer(words.ElementAtOrDefault(0), words.ElementAtOrDefault(1), ComposedWords.Of(question.Vectors, words), similarity),
                Answers.LineNames.SimilarityAnswer);
        }
        else
        {
            WordInputs.WriteLine(question.Terminal, line, similarity is { } cosine ? [Figures.Fixed(cosine, 4)] : []);
        }
    }
}
