namespace Talpa.Evaluation;

/// <summary>Reads the sections of one file of analogies.</summary>
/// <param name="path">The file.</param>
/// <param name="encoding">The name of its encoding; <c>null</c> for UTF-8.</param>
internal sealed class AnalogyFile(string path, string? encoding)
{
    /// <summary>The most pairs in a section: every two make two questions.</summary>
    private const int MaxPairs = 2_000;

    private readonly List<AnalogySection> _sections = [];
    private readonly List<(string Word, string[] Answers)> _pairs = [];
    private List<AnalogyQuestion> _questions = [];

    /// <summary>Reads the file.</summary>
    /// <exception cref="UnusableInputException">There is no such file, or a line has another form; the message has its number.</exception>
    public IReadOnlyList<AnalogySection> Read()
    {
        foreach ((int number, string line) in EvaluationFile.Lines(path, encoding))
        {
            if (line.StartsWith('#') || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            if (line.StartsWith(':'))
            {
                EndPairs();
                Begin(line[1..].Trim());
            }
            else
            {
                Add(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), number);
            }
        }

        EndPairs();
        return _sections;
    }

    private void Add(string[] words, int number)
    {
        if (words.Length == 2 && _questions.Count == 0)
        {
            AddPair(words, number);
            return;
        }

        if (words.Length != 4 || _pairs.Count > 0)
        {
            throw EvaluationFile.Fault(
                path,
                number,
                _pairs.Count > 0
                    ? $"{words.Length} words instead of 2, as in the pairs before"
                    : $"{words.Length} words instead of 4; a question is a, b, c and the answer with spaces between");
        }

        if (_sections.Count == 0)
        {
            throw EvaluationFile.Fault(path, number, "a question before the first section; begin with a line such as ': capitals'");
        }

        string[] answers = AnswersOf(words[3]);
        _questions.Add(new AnalogyQuestion(words[0], words[1], words[2], answers[0]) { OtherAnswers = answers.Length > 1 ? answers[1..] : null });
    }

    private void AddPair(string[] words, int number)
    {
        if (_sections.Count == 0)
        {
            Begin(Path.GetFileNameWithoutExtension(path));
        }

        if (_pairs.Count == MaxPairs)
        {
            throw EvaluationFile.Fault(path, number, $"the section has more than {MaxPairs:N0} pairs; split it by lines such as ': capitals'");
        }

        _pairs.Add((words[0], AnswersOf(words[1])));
    }

    private void Begin(string name)
    {
        _questions = [];
        _sections.Add(new AnalogySection(name, _questions));
    }

    /// <summary>Makes a question for each pair's second word with each other pair as the example. Of an example's answers the first one counts.</summary>
    private void EndPairs()
    {
        for (int example = 0; example < _pairs.Count; example++)
        {
            for (int question = 0; question < _pairs.Count; question++)
            {
                if (question != example)
                {
                    string[] answers = _pairs[question].Answers;
                    _questions.Add(new AnalogyQuestion(_pairs[example].Word, _pairs[example].Answers[0], _pairs[question].Word, answers[0])
                    {
                        OtherAnswers = answers.Length > 1 ? answers[1..] : null,
                    });
                }
            }
        }

        _pairs.Clear();
    }

    /// <summary>The answers between slashes, and, last, the whole: a slash may belong to a word.</summary>
    private static string[] AnswersOf(string field)
    {
        string[] answers = field.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return answers.Length > 1 ? [.. answers, field] : [field];
    }
}
