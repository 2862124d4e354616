using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>A is to B as C is to what.</summary>
internal sealed class AnalogyCommand : QuestionsCommand
{
    private readonly Option<int?> _count = SharedOptions.Count();
    private readonly Option<AnalogyObjective?> _method = SharedOptions.AnalogyMethod();
    private readonly Option<bool> _aMinusB = OptionOf.Flag("--a-minus-b", "The question is A - B + C, as in fastText. [B - A + C]");

    public AnalogyCommand()
        : base("analogy", "A is to B as C is to what.", new WordInputs("talpa analogy VECTORS A B C; see 'talpa analogy --help'", 3, 3))
    {
        Usage = "VECTORS A B C [-n 10]";
        Remarks = "The three words of the question are never among the answers.\n"
            + "With --words each line is a question of three words, and a line of answer has the question, then word and similarity, and so on, with tabs between; "
            + "with --ignore-unknown a question with an unknown word has no answer.";
        Examples = ["talpa analogy vectors.talpa man king woman", "talpa analogy vectors.talpa paris france berlin --method 3cosmul", "talpa analogy vectors.talpa --words questions.txt -n 1"];
        AddOptions(_count, _method, _aMinusB);
    }

    protected override void Check(ParseResult arguments)
    {
        base.Check(arguments);
        _ = SharedOptions.CheckCount(arguments, _count);
    }

    protected override void AnswerOnce(Question question, string[] given)
    {
        string[] words = InOrder(question, given);
        IReadOnlyList<Neighbour> answers = Find(question, words);
        ComposedWords.Write(question.Terminal, ComposedWords.Of(question.Vectors, words));
        if (question.Json)
        {
            Answers.Write(question.Terminal, AnswerOf(question, words, answers), Answers.Names.AnalogyAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose($"{words[0]} is to {words[1]} as {words[2]} is to:");
        NeighbourList.Write(page, answers);
    }

    protected override void AnswerLine(Question question, string line, string[] given)
    {
        string[] words = InOrder(question, given);
        IReadOnlyList<Neighbour> answers = Words.CanAnswer(question.Arguments, question.Vectors, words) ? Find(question, words) : [];
        if (question.Json)
        {
            Answers.WriteLine(question.Terminal, AnswerOf(question, words, answers), Answers.LineNames.AnalogyAnswer);
        }
        else
        {
            WordInputs.WriteLine(question.Terminal, line, NeighbourList.Fields(answers));
        }
    }

    private IReadOnlyList<Neighbour> Find(Question question, string[] words) => question.Vectors.Analogy(
        words[0], words[1], words[2], SharedOptions.CheckCount(question.Arguments, _count), MethodOf(question));

    /// <summary>The words of the question A is to B as C is to what: A − B + C is the question B, A, C.</summary>
    private string[] InOrder(Question question, string[] words) => question.Arguments.GetValue(_aMinusB) && words is [var a, var b, .. var c] ? [b, a, .. c] : words;

    private AnalogyAnswer AnswerOf(Question question, string[] words, IReadOnlyList<Neighbour> answers) => new(
        words.ElementAtOrDefault(0),
        words.ElementAtOrDefault(1),
        words.ElementAtOrDefault(2),
        SharedOptions.NameOf(MethodOf(question)),
        ComposedWords.Of(question.Vectors, words),
        answers);

    private AnalogyObjective MethodOf(Question question) => question.Arguments.GetValue(_method) ?? AnalogyObjective.Add;
}
