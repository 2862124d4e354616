using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>The words nearest to a word, or to the mean or sum of several.</summary>
internal sealed class NearestCommand : QuestionsCommand
{
    private readonly Option<int?> _count = SharedOptions.Count();

    public NearestCommand()
        : base("nearest", "The words nearest to a word, by the cosine of their vectors.", new WordInputs("talpa nearest VECTORS WORD…; see 'talpa nearest --help'"))
    {
        Usage = "VECTORS WORD… [-n 10]";
        Remarks = "The query of several words is the mean of their vectors, each scaled to length 1; a word after a - with spaces around it is subtracted. "
            + "Words that follow one another are joined where the model has such a phrase (talpa train --phrases); a + between them keeps them apart.\n"
            + "With --words each line is a question, and a line of answer has the question, then word and cosine, and so on, with tabs between.";
        Examples =
        [
            "talpa nearest vectors.talpa mole",
            "talpa nearest vectors.talpa king - man + woman",
            "talpa nearest vectors.talpa --words words.txt -n 3 --json",
        ];
        JoinsWords = true;
        AddOptions(_count);
    }

    protected override void Check(ParseResult arguments)
    {
        base.Check(arguments);
        _ = SharedOptions.CheckCount(arguments, _count);
    }

    protected override void AnswerOnce(Question question, string[] given)
    {
        NearestAnswer answer = Find(question, given, out IReadOnlyList<SignedWord> words);
        WordInputs.WriteUnknown(question.Terminal, answer.Unknown);
        ComposedWords.Write(question.Terminal, answer.Composed);
        if (words.Count == 0)
        {
            throw new UnusableInputException("none of the words has a vector; check their spelling");
        }

        if (question.Json)
        {
            Answers.Write(question.Terminal, answer, Answers.Names.NearestAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose(words.Count == 1
            ? $"Nearest to {SignedWord.Describe(words)}, of {Figures.Count(question.Vectors.Count, "word", "words")}:"
            : $"Nearest to {SignedWord.Describe(words)}:");
        NeighbourList.Write(page, answer.Nearest);
    }

    protected override void AnswerLine(Question question, string line, string[] given)
    {
        NearestAnswer answer = Find(question, given, out _);
        if (question.Json)
        {
            Answers.WriteLine(question.Terminal, answer, Answers.LineNames.NearestAnswer);
            return;
        }

        WordInputs.WriteLine(question.Terminal, line, NeighbourList.Fields(answer.Nearest));
    }

    private NearestAnswer Find(Question question, string[] arguments, out IReadOnlyList<SignedWord> words)
    {
        WordVectors vectors = question.Vectors;
        List<string> unknown = [];
        words = SignedWord.Parse(arguments);
        if (Words.IgnoresUnknown(question.Arguments))
        {
            unknown.AddRange(words.Where(word => !vectors.HasVector(word.Word)).Select(word => word.Word));
            words = [.. words.Where(word => !unknown.Contains(word.Word, StringComparer.Ordinal))];
        }

        int count = SharedOptions.CheckCount(question.Arguments, _count);
        string[] positive = [.. words.Where(word => !word.IsNegative).Select(word => word.Word)];
        string[] negative = [.. words.Where(word => word.IsNegative).Select(word => word.Word)];
        IReadOnlyList<Neighbour> nearest = (positive, negative) switch
        {
            ([], []) => [],
            ([var only], []) => vectors.Nearest(only, count),
            _ => vectors.Nearest(positive, negative, count),
        };
        return new NearestAnswer(positive, negative, unknown, ComposedWords.Of(vectors, [.. positive, .. negative]), nearest);
    }
}
