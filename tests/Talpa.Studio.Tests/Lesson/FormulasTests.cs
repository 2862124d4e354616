using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;
using Talpa.Studio.Tests.Browser;

namespace Talpa.Studio.Tests.Lesson;

public sealed class FormulasTests
{
    private static readonly StudioText English = new("en");
    private static readonly StudioText German = new("de");
    private static readonly string[] Kinds = ["id", "hot", "in", "out", "products", "score", "exp", "p", "truth", "error", "after"];

    [Fact]
    public void Every_number_has_a_formula_and_is_highlighted()
    {
        foreach (Preset preset in Presets.All)
        {
            LessonSnapshot snapshot = new LessonRun(preset.Setup).Now;
            foreach (string name in Kinds.SelectMany(kind => snapshot.Words.Select((_, w) => $"{kind}:{w}"))
                .Concat(Enumerable.Range(0, snapshot.Dimension).SelectMany(d => new[] { $"pull:{d}", $"push:{d}", $"sum:{d}", $"move:{d}", $"new:{d}", $"gradient:{d}", $"slope:{d}", $"apart:{d}", $"hidden:{d}", $"in:0:{d}", $"out:1:{d}" }))
                .Concat(Arrows.Of(snapshot).Select(arrow => arrow.Key == "sum" ? "sum:0" : arrow.Key)))
            {
                Formula formula = Formulas.Of(name, snapshot, English);
                Assert.NotEqual("loss", formula.Name);
                Assert.True(formula.IsHighlighted(name), name);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task German_formulas_and_announcements_contain_no_english(int dimension)
    {
        var setup = new LessonSetup { Text = "katze schläft\nhund schläft\nkatze mag hund", Window = 2, Dimension = dimension, Start = LessonStart.Random };
        var studio = new StudioState(new View { Language = "de", Setup = setup });
        LessonSnapshot now = studio.Now;
        string[] names =
        [
            .. Kinds.SelectMany(kind => now.Words.Select((_, w) => $"{kind}:{w}")), .. Arrows.Of(now).Select(arrow => arrow.Key), "rate", "proof", "loss", "lossafter", "cosine:0:2", "near:0:1", "near:1:1", "kept",
            .. Enumerable.Range(0, dimension).SelectMany(d => new[] { "pull", "push", "sum", "move", "new", "gradient", "apart", "hidden", "in:0", "out:1" }.Select(kind => $"{kind}:{d}")),
            .. studio.Objectives.SelectMany(each => new[] { "loss", "apart", "rows" }.Select(kind => ObjectiveFormulas.Name(each.Objective, kind))
                .Concat(each.Touched.SelectMany(row => new[] { "score", "p", "truth", "error" }.Select(kind => ObjectiveFormulas.Name(each.Objective, kind, row.Row))))),
        ];
        foreach (string name in names)
        {
            studio.Highlight(name);
            Assert.True(studio.Formula.IsHighlighted(name), name);
            ExpectGerman($"{studio.Formula.Name}: {studio.Formula.Text}");
        }

        Action[] actions = [() => studio.Move(1), () => studio.Move(1), () => studio.Move(10), () => studio.Move(-1), studio.Project, () => studio.Mover.MoveTo("out:1", 0.5, 0.5), () => studio.Rotate(10, 10)];
        Assert.All(actions, action =>
        {
            action();
            ExpectGerman(studio.Announcement);
        });
        await studio.SetLearningRateAsync(50);
        ExpectGerman(studio.Announcement);
        for (int step = 0; step < 60; step++)
        {
            studio.Move(1);
            ExpectGerman(studio.Announcement);
        }

        await studio.Draft.TypeAsync("katze 🐀");
        ExpectGerman(studio.Draft.Note!);
    }

    [Fact]
    public void The_formula_of_a_score_contains_its_values()
    {
        LessonSnapshot snapshot = new LessonRun(new LessonSetup()).Now;
        Assert.Equal("u(sat) · h = 0.45 × 0.90 + 0.75 × 0.35 = 0.668", Formulas.Of("score:1", snapshot, English).Text);
    }

    [Fact]
    public void The_formula_of_a_cosine_contains_its_values() => Assert.Equal(
        "dot product ÷ lengths = (0.90 × −0.75 + 0.35 × −0.70) ÷ (0.966 × 1.026) = −0.929",
        SimilarityFormulas.Find("cosine:0:2", new StudioState(new View()))!.Text);

    [Fact]
    public void The_loss_of_a_very_small_probability_is_a_difference_of_logarithms()
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == "blow-up").Setup);
        run.GoTo(118);
        LessonSnapshot snapshot = run.Now;
        Assert.True(double.IsFinite(snapshot.Next.LossBefore));
        Assert.Contains("log Σ e^score − score", Formulas.Of("loss", snapshot, English).Text);
        Assert.DoesNotContain("log 0.000", Formulas.Of("loss", snapshot, English).Text);
    }

    [Fact]
    public void The_description_of_a_step_reports_overshooting()
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == "blow-up").Setup);
        string[] descriptions = [.. Enumerable.Range(0, 30).Select(step =>
        {
            run.GoTo(step);
            return StepDescription.Of(run.Now, English);
        })];
        Assert.Contains("Step 1: the score of cat", descriptions[0]);
        Assert.Contains(descriptions, text => text.Contains("overshot", StringComparison.Ordinal));
        Assert.Contains(descriptions, text => text.Contains("longest vector", StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_has_a_description()
    {
        LessonSnapshot snapshot = new LessonRun(new LessonSetup()).Now;
        Assert.Equal("Step 1: the score of cat with sat rose 0.67 → 0.85; its probability 0.57 → 0.64.", StepDescription.Of(snapshot, English));
        Assert.Equal("Next: cat predicts sat.", StepDescription.Next(snapshot, English));
    }

    [Fact]
    public void A_description_states_the_scores_before_and_after_the_step()
    {
        var run = new LessonRun(Presets.All.Single(preset => preset.Key == "zoo").Setup);
        for (int step = 0; step < 300; step += 7)
        {
            run.GoTo(step);
            LessonSnapshot before = run.Now;
            string description = StepDescription.Of(before, English);
            run.GoTo(step + 1);
            Assert.All(before.Example.Context.Distinct().Take(4), o =>
            {
                double after = run.Now.Output[o].Zip(run.Now.Input[before.Example.Centre], (u, h) => u * h).Sum();
                Assert.Contains($"{Numbers.Write(before.Next.Scores[o])} → {Numbers.Write(after)}", description);
            });
            Assert.DoesNotContain("towards", description);
        }
    }

    [Theory]
    [InlineData(2, "sum of the arrows, horizontal", "sum of the arrows, vertical")]
    [InlineData(3, "sum of the arrows, number 1", "sum of the arrows, number 2")]
    public void Numbers_are_named_by_their_place_where_the_picture_is_a_projection(int dimension, string first, string second)
    {
        LessonSnapshot snapshot = new LessonRun(new LessonSetup { Dimension = dimension, Start = LessonStart.Random }).Now;
        Assert.Equal(first, Formulas.Of("sum:0", snapshot, English).Name);
        Assert.Equal(second, Formulas.Of("sum:1", snapshot, English).Name);
    }

    [Fact]
    public void German_numbers_have_a_comma_and_are_separated_by_semicolons()
    {
        LessonSnapshot snapshot = new LessonRun(new LessonSetup()).Now;
        Assert.Equal("u(sat) · h = 0,45 × 0,90 + 0,75 × 0,35 = 0,668", Formulas.Of("score:1", snapshot, German).Text);
        Assert.Equal("(0,45; 0,75): Zeile 2 der Ausgabevektoren", Formulas.Of("out:1", snapshot, German).Text);
        Assert.Equal("Schritt 1: Der Score von cat mit sat ist gestiegen: 0,67 → 0,85; Wahrscheinlichkeit 0,57 → 0,64.", StepDescription.Of(snapshot, German));
    }

    private static void ExpectGerman(string text)
    {
        Assert.DoesNotMatch($"(?i){LanguageTests.EnglishWords}", text);
        Assert.DoesNotContain("score", text, StringComparison.Ordinal);
        Assert.DoesNotContain('{', text.Replace("{katze, hund}", string.Empty, StringComparison.Ordinal).Replace("{schläft, hund}", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_name_has_the_formula_of_the_loss()
    {
        LessonSnapshot snapshot = new LessonRun(new LessonSetup()).Now;
        Assert.All(["", "p:99", "in:-1", "what", "score", ":::", "sum:7"], name => Assert.NotNull(Formulas.Of(name, snapshot, English)));
    }
}
