using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Lesson;

/// <summary>Each lesson shows what its sentence says.</summary>
public sealed class PresetsTests
{
    [Theory]
    [InlineData("three", 400)]
    [InlineData("zoo", 3000)]
    [InlineData("pets", 3000)]
    [InlineData("colours", 4000)]
    public void The_two_words_of_a_lesson_become_more_similar_than_five_pairs_in_six(string key, int steps)
    {
        LessonRun run = After(key, steps, out Preset preset);
        double pair = Cosine(run, preset.Pair[0], preset.Pair[1]);
        double[] others = [.. Pairs(run.Words.Count).Select(p => WordSimilarity.Cosine(run.Now.Input[p.A], run.Now.Input[p.B])).Order()];
        TestContext.Current.TestOutputHelper?.WriteLine($"{key}: {pair:F3}, median pair {others[others.Length / 2]:F3}");
        Assert.True(pair > 0.9);
        Assert.True(others.Count(c => c > pair) <= others.Length / 6);
    }

    [Fact]
    public void The_differences_of_capital_and_country_have_nearly_the_same_direction()
    {
        LessonRun run = After("capitals", 3000, out _);
        double[] Difference(string country, string capital) => [.. Vector(run, capital).Zip(Vector(run, country), (a, b) => a - b)];
        double[] cosines =
        [
            WordSimilarity.Cosine(Difference("france", "paris"), Difference("italy", "rome")),
            WordSimilarity.Cosine(Difference("france", "paris"), Difference("germany", "berlin")),
            WordSimilarity.Cosine(Difference("italy", "rome"), Difference("germany", "berlin")),
        ];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", cosines.Select(c => c.ToString("F3"))));
        Assert.All(cosines, c => Assert.True(c > 0.95));
    }

    private static IEnumerable<(int A, int B)> Pairs(int words) =>
        Enumerable.Range(0, words).SelectMany(a => Enumerable.Range(a + 1, words - a - 1).Select(b => (a, b)));

    private static LessonRun After(string key, int steps, out Preset preset)
    {
        preset = Presets.All.First(p => p.Key == key);
        var run = new LessonRun(preset.Setup);
        run.GoTo(steps);
        return run;
    }

    private static IReadOnlyList<double> Vector(LessonRun run, string word) => run.Now.Input[run.Words.ToList().IndexOf(word)];

    private static double Cosine(LessonRun run, string a, string b) => WordSimilarity.Cosine(Vector(run, a), Vector(run, b));
}
