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

    /// <summary>Whether words that follow one another may be a phrase; else only those of one argument.</summary>
    protected bool JoinsWords { get; init; }

    /// <inheritdoc/>
    protected override void Check(ParseResult arguments) => Words.Check(arguments);

    /// <inheritdoc/>
    protected override void Answer(Question question)
    {
        if (Words.Given(question.Arguments) is { } given)
        {
            string[] words = Join(question, given);
            JoinedWords.Write(question.Terminal, given, words);
            AnswerOnce(question, words);
        }
        else
        {
            ComposedWords.WriteForLines(question.Terminal, question.Vectors);
            Words.ForEachQuestion(question.Arguments, question.Terminal, (line, words) => AnswerLine(question, line, Join(question, words)));
        }
    }

    /// <summary>Adds the command's own options, and after them those that all such commands have.</summary>
    protected void AddOptions(params Option[] options) => AddGroups(new OptionGroup("Options", [.. options, .. Words.Options, Json]));

    private string[] Join(Question question, string[] words) => JoinsWords ? JoinedWords.Across(question.Model, words) : JoinedWords.Within(question.Model, words);

    /// <summary>Answers the question in the arguments.</summary>
    protected abstract void AnswerOnce(Question question, string[] given);

    /// <summary>Answers a line of the file with a line.</summary>
    protected abstract void AnswerLine(Question question, string line, string[] words);
}
