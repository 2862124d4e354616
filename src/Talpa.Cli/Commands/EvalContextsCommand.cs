using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Evaluation;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>Predicts the contexts in a text with a softmax model: perplexity and calibration.</summary>
internal sealed class EvalContextsCommand : VectorsCommand
{
    private readonly Argument<string[]> _inputs = new("FILE|FOLDER|GLOB|-") { Arity = ArgumentArity.OneOrMore };

    private readonly Option<string?> _encoding = SharedOptions.TextEncoding();

    public EvalContextsCommand()
        : base("contexts", "Predicts the contexts in a text: perplexity, calibration.", needsAll: true)
    {
        Usage = "VECTORS FILE|FOLDER|GLOB|-…";
        Remarks = "Take a text that was not trained on. It is read as the training's was: words, window and subsampling are those kept in VECTORS. "
            + "The vectors must be those of a softmax (talpa train --objective exact or softmax) in Talpa's own format.";
        Examples = ["talpa eval contexts exact.talpa held-out.txt"];
        Arguments.Add(_inputs);
        AddGroups(new OptionGroup("Options", _encoding, Json));
    }

    protected override void Check(ParseResult arguments) => SharedOptions.CheckEncoding(arguments, _encoding);

    protected override void Answer(Question question)
    {
        ModelPrediction model = ModelPrediction.Of(question.Path, question.Model);
        string[] inputs = question.Arguments.GetRequiredValue(_inputs);
        var reading = new TrainedReading(model.Training);
        CorpusOptions options = reading.Corpus with { Encoding = question.Arguments.GetValue(_encoding), KnownPhrases = question.Model.Phrases };
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextInputs.Open(inputs, question.Terminal), options);
        ContextScore score = Measure(model, corpus, inputs);
        if (question.Json)
        {
            Answers.Write(question.Terminal, EvalContextsAnswer.Of(score), Answers.Names.EvalContextsAnswer);
            return;
        }

        ContextScorePage.Write(new Page(question.Terminal), score);
    }

    private static ContextScore Measure(ModelPrediction model, EncodedCorpus corpus, string[] inputs)
    {
        try
        {
            return ContextScore.Measure(
                model.Contexts, corpus, model.Training.Window, model.Training.WindowWeighting ?? WindowWeighting.Linear, model.Training.SubsamplingThreshold);
        }
        catch (UnusableInputException fault)
        {
            throw new UnusableInputException($"{TextInputs.Describe(inputs)}: {fault.Message}", fault);
        }
    }
}
