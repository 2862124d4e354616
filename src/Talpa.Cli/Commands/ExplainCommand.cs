using System.CommandLine;
using Talpa.Cli.Explaining;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Text;

namespace Talpa.Cli.Commands;

/// <summary>Works one step of skip-gram out, as a person would on paper.</summary>
internal sealed class ExplainCommand : TalpaCommand
{
    private readonly Argument<string> _sentence = new("SENTENCE");
    private readonly Option<string?> _center = OptionOf.Text("--center", "WORD", "The centre word: the one that predicts its neighbours.", "--centre", "-c");
    private readonly Option<int?> _window = OptionOf.Integer("--window", "N", "How far the window reaches to either side. [2]", "--ws");
    private readonly Option<int?> _dimension = OptionOf.Integer("--dim", "N", "Length of a vector. [3]", "--vector-size", "--size");
    private readonly Option<double?> _learningRate = OptionOf.Number("--learning-rate", "RATE", "How far the vectors move along their gradients. [0.2]", "--lr", "--alpha");
    private readonly Option<int?> _steps = OptionOf.Integer("--steps", "N", "Repeat the step, and show how the probabilities change. [1]");
    private readonly Option<int?> _seed = OptionOf.Integer("--seed", "N", "Seed of the start vectors. [4]");
    private readonly Option<WordRule?> _tokenizer = SharedOptions.WordRule();
    private readonly Option<bool> _json = SharedOptions.Json();

    public ExplainCommand()
        : base("explain", "Computes one training step on a sentence and prints every number.")
    {
        Usage = "\"SENTENCE\" --center WORD";
        Remarks = "The step is that of skip-gram with the full softmax. The start vectors are random, with two decimals.";
        Examples =
        [
            "talpa explain \"I saw a mole at the zoo\" --center mole",
            "talpa explain \"I saw a mole at the zoo\" --center mole --steps 100",
        ];
        Arguments.Add(_sentence);
        AddGroups(new OptionGroup("Options", _center, _window, _dimension, _learningRate, _steps, _seed, _tokenizer, _json));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        var defaults = new ExplainSettings();
        var settings = new ExplainSettings
        {
            Window = arguments.GetValue(_window) ?? defaults.Window,
            Dimension = arguments.GetValue(_dimension) ?? defaults.Dimension,
            LearningRate = arguments.GetValue(_learningRate) ?? defaults.LearningRate,
            Steps = arguments.GetValue(_steps) ?? defaults.Steps,
            Seed = arguments.GetValue(_seed) ?? defaults.Seed,
        };
        settings.Validate();
        string center = arguments.GetValue(_center)
            ?? throw new UsageException("which word is the centre? Name one of the sentence with --center WORD");
        IReadOnlyList<string> sentence = (SharedOptions.TokenizerOf(arguments.GetValue(_tokenizer)) ?? Tokenizer.Unicode).Split(arguments.GetRequiredValue(_sentence));
        Require(sentence, center);

        var explanation = Explanation.Of(sentence, center, settings);
        if (arguments.GetValue(_json))
        {
            Answers.Write(terminal, ExplainAnswer.Of(explanation), Answers.Names.ExplainAnswer);
        }
        else
        {
            new ExplainPage(explanation, new Page(terminal)).Write();
        }

        return ExitCode.Done;
    }

    private static void Require(IReadOnlyList<string> sentence, string center)
    {
        if (sentence.Count < 2)
        {
            throw new UnusableInputException("the sentence needs two words or more: a centre word and a neighbour for it to predict");
        }

        if (!sentence.Contains(center, StringComparer.Ordinal))
        {
            throw new UnusableInputException($"the word '{center}' is not in the sentence; its words are {string.Join(", ", sentence.Distinct(StringComparer.Ordinal))}");
        }
    }
}
