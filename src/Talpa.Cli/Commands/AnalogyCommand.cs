using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>A is to B as C is to what.</summary>
internal sealed class AnalogyCommand : VectorsCommand
{
    private readonly Argument<string> _a = new("A");
    private readonly Argument<string> _b = new("B");
    private readonly Argument<string> _c = new("C");
    private readonly Option<int?> _count = SharedOptions.Count();
    private readonly Option<AnalogyObjective?> _method = SharedOptions.AnalogyMethod();

    public AnalogyCommand()
        : base("analogy", "A is to B as C is to what.")
    {
        Usage = "VECTORS A B C [-n 10]";
        Remarks = "The three words of the question are never among the answers.";
        TakesWords = true;
        Examples = ["talpa analogy vectors.talpa man king woman", "talpa analogy vectors.talpa paris france berlin --method 3cosmul"];
        Arguments.Add(_a);
        Arguments.Add(_b);
        Arguments.Add(_c);
        AddGroups(new OptionGroup("Options", _count, _method, Json));
    }

    protected override void Check(ParseResult arguments) => SharedOptions.CheckCount(arguments, _count);

    protected override void Answer(Question question)
    {
        string a = question.Arguments.GetRequiredValue(_a);
        string b = question.Arguments.GetRequiredValue(_b);
        string c = question.Arguments.GetRequiredValue(_c);
        AnalogyObjective method = question.Arguments.GetValue(_method) ?? AnalogyObjective.Add;
        int count = SharedOptions.CheckCount(question.Arguments, _count);
        IReadOnlyList<Neighbour> answers = question.Vectors.Analogy(a, b, c, count, method);
        if (question.Json)
        {
            Answers.Write(question.Terminal, new AnalogyAnswer(a, b, c, SharedOptions.NameOf(method), answers), Answers.Names.AnalogyAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose($"{a} is to {b} as {c} is to:");
        NeighbourList.Write(page, answers);
    }
}
