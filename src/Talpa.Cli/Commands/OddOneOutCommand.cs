using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>Which of several words does not fit the others.</summary>
internal sealed class OddOneOutCommand : QuestionsCommand
{
    private const int Fewest = 3;

    public OddOneOutCommand()
        : base(
            "odd-one-out",
            "Which of three or more words does not fit the others.",
            new WordInputs("talpa odd-one-out VECTORS WORD WORD WORD…; see 'talpa odd-one-out --help'", Fewest))
    {
        Usage = "VECTORS WORD WORD WORD…";
        Remarks = "With --words each line is a question, and a line of answer has the question, a tab and the odd one out; "
            + "where --ignore-unknown leaves fewer than three words, there is none.";
        Examples = ["talpa odd-one-out vectors.talpa cat dog mole monday", "talpa odd-one-out vectors.talpa --words groups.txt"];
        AddOptions();
    }

    protected override void AnswerOnce(Question question, string[] given)
    {
        string[] words = Known(question, given);
        if (words.Length < Fewest)
        {
            throw new UnusableInputException($"fewer than {Fewest} of the words have a vector; check their spelling");
        }

        WordInputs.WriteUnknown(question.Terminal, [.. given.Except(words, StringComparer.Ordinal)]);

        IReadOnlyList<Neighbour> ranked = question.Vectors.RankByCentrality(words);
        IReadOnlyList<ComposedWord> composed = ComposedWords.Of(question.Vectors, words);
        ComposedWords.Write(question.Terminal, composed);
        if (question.Json)
        {
            Answers.Write(question.Terminal, new OddOneOutAnswer(ranked[^1].Word, ranked, composed), Answers.Names.OddOneOutAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose($"The odd one out is {ranked[^1].Word}. Cosine of each with the mean of all:");
        NeighbourList.Write(page, ranked, numbered: false);
    }

    protected override void AnswerLine(Question question, string line, string[] given)
    {
        string[] words = Known(question, given);
        IReadOnlyList<Neighbour> ranked = words.Length < Fewest ? [] : question.Vectors.RankByCentrality(words);
        if (question.Json)
        {
            Answers.WriteLine(question.Terminal, new OddOneOutAnswer(ranked is [.., var last] ? last.Word : null, ranked, ComposedWords.Of(question.Vectors, words)), Answers.LineNames.OddOneOutAnswer);
        }
        else
        {
            WordInputs.WriteLine(question.Terminal, line, ranked is [.., var odd] ? [odd.Word] : []);
        }
    }

    private string[] Known(Question question, string[] words) =>
        Words.IgnoresUnknown(question.Arguments) ? [.. words.Where(question.Vectors.HasVector)] : words;
}
