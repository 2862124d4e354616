using Talpa.Studio.Lesson;

namespace Talpa.Studio.Story;

/// <summary>The scenes of the story, in the order in which the idea is explained.</summary>
public static class Scenes
{
    /// <summary>The two words that become similar in the scene of the whole training.</summary>
    public static readonly (string A, string B) Alike = ("cat", "dog");

    private const string Sentence = "I saw a mole at the zoo";
    private const string Contexts = Sentence + "\na cute cat\na cute dog\nmy pet cat\nmy pet dog\na cat, an animal\na dog, an animal";

    /// <summary>The step whose centre word is the mole.</summary>
    private const int Mole = 3;
    private const int LongTraining = 500;

    // With these seeds the points of the picture are apart from each other, and the rounded numbers of the captions add up.
    private static readonly LessonSetup OneSentence = new() { Text = Sentence, LearningRate = 0.3, Seed = 20, Start = LessonStart.Random };
    private static readonly LessonSetup SomeSentences = new() { Text = Contexts, Window = 2, LearningRate = 0.1, Seed = 8, Start = LessonStart.Random };

    /// <summary>All scenes.</summary>
    public static readonly IReadOnlyList<Scene> All =
    [
        new(1, Of(1, OneSentence, 0), _ => $"{Words}, .sentence, .tables thead th:nth-child(2), {Cells("tables", "id")}"),
        new(2, Of(2, OneSentence, 0), _ => $"{Words}, .tables h2, .tables thead th:nth-child(2), .tables thead th.in, {Cells("tables", "id", "in")}, #plane .point.in"),
        new(3, Of(3, OneSentence, Mole), _ => $".sentence, {Rows}, .softmax thead th:nth-last-child(3), {Cells("softmax", "truth")}"),
        new(4, Of(4, OneSentence, Mole), _ => $".softmax h2, {Rows}, .softmax thead th:nth-last-child(n + 4), {Cells("softmax", "products", "score", "exp", "p")}, {Words}, "
            + $".tables thead th.in, .tables thead th.out, .tables tr.centre td:has([data-name^='in:']), {Cells("tables", "out")}"),
        new(5, Of(5, OneSentence, Mole), _ => $".softmax h2, {Rows}, .softmax thead th:nth-last-child(n + 2):nth-last-child(-n + 4), {Cells("softmax", "p", "truth", "error")}"),
        new(6, Of(6, OneSentence, Mole), _ => ".move, .legend, #plane .arrow:not(.slide), #plane .landing.in, #plane .point.in.involved, #plane .point.out", SceneAction.Step),
        new(7, Of(7, SomeSentences, LongTraining) with { Panel = "likeness", Pair = PairIn(SomeSentences), Speed = 100 }, LitPair, SceneAction.Play),
        new(8, Of(8, OneSentence, 0), _ => ".sheet, .picture, .sentence", SceneAction.Write),
    ];

    private static string Words => ".tables thead th:first-child, .tables tbody th";

    private static string Rows => ".softmax thead th:first-child, .softmax tbody th";

    private static View Of(int number, LessonSetup setup, int step) => new() { Scene = number, Setup = setup, Step = step };

    /// <summary>The cells of a table whose numbers have one of some names.</summary>
    private static string Cells(string table, params string[] names) => string.Join(", ", names.Select(name => $".{table} td:has([data-name^='{name}:'])"));

    private static (int A, int B) PairIn(LessonSetup setup)
    {
        List<string> words = [.. LessonText.Parse(setup.Text).Words];
        return (words.IndexOf(Alike.A), words.IndexOf(Alike.B));
    }

    private static string LitPair(LessonRun run)
    {
        (int a, int b) = PairIn(run.Setup);
        return string.Join(", ", new[] { a, b }.Select(word => $"#plane [data-vector='in:{word}'], #plane [data-trail='in:{word}']"))
            + ", .likeness .stage:nth-of-type(n + 2)";
    }
}
