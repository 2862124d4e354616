using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Lesson;

public sealed class FormulasTests
{
    private static readonly string[] Kinds = ["id", "hot", "in", "out", "products", "score", "exp", "p", "truth", "error", "after"];

    [Fact]
    public void Every_number_tells_how_it_comes_about_and_lights_itself()
    {
        foreach (Preset preset in Presets.All)
        {
            Moment moment = new LessonRun(preset.Setup).Now;
            foreach (string name in Kinds.SelectMany(kind => moment.Words.Select((_, w) => $"{kind}:{w}"))
                .Concat(Enumerable.Range(0, moment.Dimension).SelectMany(d => new[] { $"pull:{d}", $"push:{d}", $"sum:{d}", $"move:{d}", $"new:{d}", $"gradient:{d}", $"slope:{d}", $"apart:{d}", $"hidden:{d}", $"in:0:{d}", $"out:1:{d}" }))
                .Concat(Arrows.Of(moment).Select(arrow => arrow.Key == "sum" ? "sum:0" : arrow.Key)))
            {
                Formula formula = Formulas.Of(name, moment);
                Assert.NotEqual("loss", formula.Name);
                Assert.True(formula.IsLit(name), name);
            }
        }
    }

    [Fact]
    public void A_score_is_written_with_its_numbers_in_place()
    {
        Moment moment = new LessonRun(new LessonSetup()).Now;
        Assert.Equal("u(sat) · h = 0.45 × 0.90 + 0.75 × 0.35 = 0.668", Formulas.Of("score:1", moment).Text);
    }

    [Fact]
    public void A_cosine_is_written_with_its_numbers_in_place() => Assert.Equal(
        "product ÷ lengths = (0.90 × −0.75 + 0.35 × −0.70) ÷ (0.966 × 1.026) = −0.929",
        LikenessFormulas.Find("cosine:0:2", new StudioState(new View()))!.Text);

    [Fact]
    public void A_loss_whose_probability_is_too_small_to_write_shows_the_difference_it_is()
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == "blow-up").Setup);
        run.GoTo(118);
        Moment moment = run.Now;
        Assert.True(double.IsFinite(moment.Next.LossBefore));
        Assert.Contains("log Σ e^score − score", Formulas.Of("loss", moment).Text);
        Assert.DoesNotContain("log 0.000", Formulas.Of("loss", moment).Text);
    }

    [Fact]
    public void A_step_that_goes_too_far_says_so()
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == "blow-up").Setup);
        string[] said = [.. Enumerable.Range(0, 30).Select(step =>
        {
            run.GoTo(step);
            return StepWords.Of(run.Now);
        })];
        Assert.Contains("Step 1: cat moved", said[0]);
        Assert.Contains(said, words => words.Contains("overshot", StringComparison.Ordinal));
        Assert.Contains(said, words => words.Contains("longest vector", StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_is_said_in_words()
    {
        Moment moment = new LessonRun(new LessonSetup()).Now;
        Assert.Equal("Step 1: cat moved 0.11 towards sat; its probability 0.57 → 0.64.", StepWords.Of(moment));
    }

    [Fact]
    public void A_name_that_is_unknown_or_out_of_range_asks_about_the_loss()
    {
        Moment moment = new LessonRun(new LessonSetup()).Now;
        Assert.All(["", "p:99", "in:-1", "what", "score", ":::", "sum:7"], name => Assert.NotNull(Formulas.Of(name, moment)));
    }
}
