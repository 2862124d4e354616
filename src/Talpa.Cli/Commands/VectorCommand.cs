using System.CommandLine;
using System.Globalization;
using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>The numbers of words' vectors, or of their mean.</summary>
internal sealed class VectorCommand : VectorsCommand
{
    private readonly WordInputs _words = new("talpa vector VECTORS WORD…; see 'talpa vector --help'");
    private readonly Option<bool> _mean = OptionOf.Flag("--mean", "Of all the words, or of each line, the mean.");

    public VectorCommand()
        : base("vector", "The numbers of words' vectors, or of the mean of a sentence.")
    {
        Usage = "VECTORS WORD… [--mean]";
        Remarks = "A line of answer has the word and its numbers, with spaces between; with --mean only the numbers. The mean is that of the vectors, each scaled to "
            + "length 1. With --mean an argument or line that is no word of the vocabulary is split as the text of the training was.";
        TakesWords = true;
        Examples =
        [
            "talpa vector vectors.talpa mole",
            "talpa vector vectors.talpa \"the mole digs\" --mean --ignore-unknown",
            "talpa vector vectors.talpa --words sentences.txt --mean --ignore-unknown --json",
        ];
        Arguments.Add(_words.Argument);
        AddGroups(new OptionGroup("Options", [_mean, .. _words.Options, Json]));
    }

    protected override void Check(ParseResult arguments) => _words.Check(arguments);

    protected override void Answer(Question question)
    {
        if (_words.Given(question.Arguments) is { } given)
        {
            VectorAnswer answer = Find(question, given);
            WordInputs.WriteUnknown(question.Terminal, answer.Unknown);
            ComposedWords.Write(question.Terminal, answer.Composed);
            if (answer.Vectors.Count == 0)
            {
                throw new UnusableInputException("none of the words has a vector; check their spelling");
            }

            if (question.Json)
            {
                Answers.Write(question.Terminal, answer, Answers.Names.VectorAnswer);
            }
            else
            {
                WriteText(question, answer);
            }

            return;
        }

        ComposedWords.WriteForLines(question.Terminal, question.Vectors);
        _words.ForEachLine(question.Arguments, question.Terminal, line => AnswerLine(question, line));
    }

    private void AnswerLine(Question question, string line)
    {
        bool isWord = question.Vectors.Contains(line);
        VectorAnswer answer = Find(question, isWord ? [line] : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (question.Json)
        {
            Answers.WriteLine(question.Terminal, answer, Answers.LineNames.VectorAnswer);
        }
        else
        {
            WriteText(question, answer);
        }
    }

    private VectorAnswer Find(Question question, string[] arguments)
    {
        bool isMean = question.Arguments.GetValue(_mean);
        bool ignoresUnknown = _words.IgnoresUnknown(question.Arguments);
        IEnumerable<string> words = isMean
            ? question.Model.Join([.. arguments.SelectMany(argument => Split(question, argument))])
            : JoinedWords.Within(question.Model, arguments);
        List<string> known = [];
        List<string> unknown = [];
        foreach (string word in words)
        {
            (ignoresUnknown && !question.Vectors.HasVector(word) ? unknown : known).Add(word);
        }

        IReadOnlyList<ComposedWord> composed = ComposedWords.Of(question.Vectors, known);
        if (isMean)
        {
            return new VectorAnswer(known.Count == 0 ? [] : [new VectorAnswer.Entry(known, question.Vectors.Mean(known, unitLength: true))], unknown, composed);
        }

        return new VectorAnswer([.. known.Select(word => new VectorAnswer.Entry([word], NumbersOf(word, question.Vectors)))], unknown, composed);
    }

    private static float[] NumbersOf(string word, WordVectors vectors)
    {
        float[] numbers = new float[vectors.Dimension];
        return vectors.TryGetVector(word, numbers, out _) ? numbers : vectors[word].ToArray();
    }

    /// <summary>The words of a text: those of the vocabulary as they are between spaces, and what the training's tokenizer makes of the others.</summary>
    private static IEnumerable<string> Split(Question question, string text)
    {
        if (question.Vectors.Contains(text))
        {
            return [text];
        }

        var reading = new TrainedReading(question.Model.Options ?? new TrainingOptions());
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(part =>
            question.Vectors.Contains(part) ? [part] : reading.Corpus.Tokenizer.Split(part, reading.Corpus.Lowercase));
    }

    private void WriteText(Question question, VectorAnswer answer)
    {
        bool isMean = question.Arguments.GetValue(_mean);
        if (isMean && answer.Vectors.Count == 0)
        {
            // An answer line for each question line.
            question.Terminal.Out.WriteLine();
        }

        foreach (VectorAnswer.Entry entry in answer.Vectors)
        {
            IEnumerable<string> numbers = entry.Vector.Select(number => number.ToString(CultureInfo.InvariantCulture));
            question.Terminal.Out.WriteLine(string.Join(' ', isMean ? numbers : numbers.Prepend(SafeText.Escape(entry.Words[0]))));
        }
    }
}
