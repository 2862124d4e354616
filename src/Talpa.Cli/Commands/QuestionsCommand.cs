using System.CommandLine;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Commands;

/// <summary>A command that answers a question of words: the one in its arguments, or each line of a file.</summary>
internal abstract class QuestionsCommand : VectorsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in a line.</param>
    /// <param name="words">Where the words come from, and how many make a question.</param>
    protected QuestionsCommand(string name, string description, WordInputs words)
        : base(name, description)
    {
        Words = words;
        TakesWords = true;
        Arguments.Add(words.Argument);
    }

    /// <summary>The words of the questions.</summary>
    protected WordInputs Words { get; }

    /// <inheritdoc/>
    protected override void Check(ParseResult arguments) => Words.Check(arguments);

    /// <inheritdoc/>
    protected override void Answer(Question question)
    {
        if (Words.Given(question.Arguments) is { } given)
        {
            AnswerOnce(question, given);
        }
        else
        {
            ComposedWords.WriteForLines(question.Terminal, question.Vectors);
            Words.ForEachQuestion(question.Arguments, question.Terminal, (line, words) => AnswerLine(question, line, words));
        }
    }

    /// <summary>Adds the command's own options, and after them those that all such commands have.</summary>
    protected void AddOptions(params Option[] options) => AddGroups(new OptionGroup("Options", [.. options, .. Words.Options, Json]));

    /// <summary>Answers the question in the arguments.</summary>
    protected abstract void AnswerOnce(Question question, string[] given);

    /// <summary>Answers a line of the file with a line.</summary>
    protected abstract void AnswerLine(Question question, string line, string[] words);
}
