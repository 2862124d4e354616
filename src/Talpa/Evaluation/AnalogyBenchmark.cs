using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>
/// Questions "a is to b as c is to ?" in sections, as in the file questions-words.txt of Mikolov et al. 2013. Conventions are those of gensim's
/// <c>evaluate_word_analogies</c>: only the first N words are known and can be answers, case does not count, a question with an unknown word
/// is not counted, and the question's own words (variants in case included) are no answers.
/// </summary>
public sealed class AnalogyBenchmark
{
    /// <summary>The words taken as known by default, as in word2vec.c's scripts.</summary>
    public const int DefaultRestriction = 30_000;

    private AnalogyBenchmark(IReadOnlyList<AnalogySection> sections) => Sections = sections;

    /// <summary>Number of questions, those in all sections.</summary>
    public int Count => Sections.Sum(section => section.Questions.Count);

    /// <summary>The sections in the order of the file.</summary>
    internal IReadOnlyList<AnalogySection> Sections { get; }

    /// <summary>
    /// Reads a file with sections that begin with a line ": name" and have a question of four words a line, or a pair of words a line, of which every two make
    /// two questions. A last word may be several with slashes between, each of which is right. So are the files of Mikolov and others, and of BATS: without a section
    /// line the file's name names the section of its pairs. Blank lines and lines that begin with # or // are skipped.
    /// </summary>
    /// <param name="path">The file, or a folder whose files, and those in folders below, that end in .txt are read in ordinal order.</param>
    /// <param name="encoding">The name of the files' encoding, such as windows-1252; <c>null</c> for UTF-8. A byte order mark says more than this.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    /// <exception cref="UnusableInputException">There is no such file, a line has another form (the message has its number), or there are no questions.</exception>
    public static AnalogyBenchmark Read(string path, string? encoding = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        IEnumerable<string> files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [path];
        List<AnalogySection> sections = [.. files.SelectMany(file => new AnalogyFile(file, encoding).Read())];
        return sections.Exists(section => section.Questions.Count > 0)
            ? new AnalogyBenchmark(sections)
            : throw new UnusableInputException($"{path}: there are no questions in the file; begin with a line such as ': capitals', then four words or a pair of words a line");
    }

    /// <summary>Answers all questions.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="restrictVocabulary">How many words from the first are known and can be answers, 1 or more; <c>null</c> for all. Default: 30,000.</param>
    /// <param name="ignoreCase">Whether words are compared upper-cased, the first of several variants standing for all. Default: yes, as in gensim.</param>
    /// <param name="objective">What the answer maximises. Default: 3CosAdd.</param>
    /// <param name="compose">
    /// Whether words of a question that are not in the vocabulary get a vector of their n-grams, lower-cased where case is ignored; answers are always words of the
    /// vocabulary. Default: no, so that the scores of models with and without subwords are of the same questions.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">Vectors are to be composed, but the model has no subwords.</exception>
    public AnalogyResult Evaluate(
        WordVectors vectors,
        int? restrictVocabulary = DefaultRestriction,
        bool ignoreCase = true,
        AnalogyObjective objective = AnalogyObjective.Add,
        bool compose = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var lookup = new WordLookup(vectors.Vocabulary, restrictVocabulary, ignoreCase);
        var words = new AnalogyWords(vectors, lookup, compose ? new UnseenWords(vectors, ignoreCase) : null);
        var known = new List<AnalogyRows>();
        var firstKnown = new List<int> { 0 };
        foreach (AnalogySection section in Sections)
        {
            known.AddRange(section.Questions.Select(question => AnalogyRows.Of(question, words)).Where(rows => rows.AreKnown));
            firstKnown.Add(known.Count);
        }

        int[] answers = new AnalogySearch(words, lookup, objective).Answer(known, cancellationToken);
        var scores = new List<AnalogyScore>();
        for (int i = 0; i < Sections.Count; i++)
        {
            int correct = 0;
            for (int q = firstKnown[i]; q < firstKnown[i + 1]; q++)
            {
                correct += known[q].Answers.Contains(answers[q]) ? 1 : 0;
            }

            scores.Add(new AnalogyScore(Sections[i].Name, correct, firstKnown[i + 1] - firstKnown[i], Sections[i].Questions.Count));
        }

        return new AnalogyResult(
            scores,
            AnalogyScore.Sum("semantic", [.. scores.Where((_, i) => !Sections[i].IsSyntactic)]),
            AnalogyScore.Sum("syntactic", [.. scores.Where((_, i) => Sections[i].IsSyntactic)]),
            AnalogyScore.Sum("total", scores));
    }
}
