using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Lesson;

/// <summary>A lesson must show what its sentence says.</summary>
public sealed class PresetsTests
{
    [Theory]
    [InlineData("three", 400)]
    [InlineData("zoo", 3000)]
    [InlineData("pets", 3000)]
    [InlineData("colours", 4000)]
    public void The_two_words_a_lesson_shows_become_more_alike_than_five_pairs_in_six(string key, int steps)
    {
        LessonRun run = After(key, steps, out Preset preset);
        double pair = Cosine(run, preset.Alike[0], preset.Alike[1]);
        double[] others = [.. Pairs(run.Words.Count).Select(p => Likeness.Cosine(run.Now.Input[p.A], run.Now.Input[p.B])).Order()];
        TestContext.Current.TestOutputHelper?.WriteLine($"{key}: {pair:F3}, median pair {others[others.Length / 2]:F3}");
        Assert.True(pair > 0.9);
        Assert.True(others.Count(c => c > pair) <= others.Length / 6);
    }

    [Fact]
    public void Among_the_capitals_the_way_from_country_to_capital_is_nearly_one_direction()
    {
        LessonRun run = After("capitals", 3000, out _);
        double[] Way(string country, string capital) => [.. Vector(run, capital).Zip(Vector(run, country), (a, b) => a - b)];
        double[] cosines =
        [
            Likeness.Cosine(Way("france", "paris"), Way("italy", "rome")),
            Likeness.Cosine(Way("france", "paris"), Way("germany", "berlin")),
            Likeness.Cosine(Way("italy", "rome"), Way("germany", "berlin")),
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

    private static double Cosine(LessonRun run, string a, string b) => Likeness.Cosine(Vector(run, a), Vector(run, b));
}
