using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>Which words are most probable around a word.</summary>
internal sealed class PredictCommand : VectorsCommand
{
    private readonly Argument<string> _word = new("WORD");
    private readonly Option<int?> _count = SharedOptions.Count();
    private readonly Option<ContextSide?> _side = OptionOf.OneOf(
        "--side", "On this side only; needs a model trained with --directional on.", [("before", ContextSide.Before), ("after", ContextSide.After)]);

    public PredictCommand()
        : base("predict", "The words most probable around a word, with their probabilities.", needsAll: true)
    {
        Usage = "VECTORS WORD";
        Remarks = "The vectors must be those of a softmax (talpa train --objective exact or softmax) in Talpa's own format: other objectives learn no probabilities.";
        TakesWords = true;
        Examples = ["talpa train --objective exact", "talpa predict zoo.talpa mole", "talpa train --directional on", "talpa predict zoo.talpa mole --side after"];
        Arguments.Add(_word);
        AddGroups(new OptionGroup("Options", _count, _side, Json));
    }

    protected override void Check(ParseResult arguments) => SharedOptions.CheckCount(arguments, _count);

    protected override void Answer(Question question)
    {
        string word = JoinedWords.Within(question.Model, [question.Arguments.GetRequiredValue(_word)])[0];
        int count = SharedOptions.CheckCount(question.Arguments, _count);
        ContextSide? side = question.Arguments.GetValue(_side);
        ContextPrediction contexts = ModelPrediction.Of(question.Path, question.Model).Contexts;
        IReadOnlyList<(string Word, double Probability)> words = (side is null ? contexts : Directional(question.Path, contexts)).Predict(word, count, side);
        if (question.Json)
        {
            Answers.Write(question.Terminal, new PredictAnswer(word, side?.ToString().ToLowerInvariant(), [.. words.Select(w => new PredictAnswer.PredictedWord(w.Word, w.Probability))]), Answers.Names.PredictAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Line($"Most probable {(side is null ? "around" : $"{side}".ToLowerInvariant())} {word}, of {Figures.Count(question.Vectors.Count, "word", "words")}:");
        NeighbourList.Write(page, [.. words.Select(w => new Neighbour(w.Word, (float)w.Probability))], smallValues: true);
    }

    private static ContextPrediction Directional(string path, ContextPrediction contexts) => contexts.IsDirectional
        ? contexts
        : throw new UnusableInputException($"{path}: the model does not distinguish words before a word from words after it; train with --directional on, or leave out --side");
}
