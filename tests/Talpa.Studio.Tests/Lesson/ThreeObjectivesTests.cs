using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Lesson;

public sealed class ThreeObjectivesTests
{
    [Fact]
    public void All_three_start_from_the_same_input_vectors_and_agree_with_finite_differences()
    {
        foreach (Preset preset in Presets.All.Where(p => p.Key != "blow-up"))
        {
            var run = new LessonRun(preset.Setup);
            var objectives = new ThreeObjectives(run);
            IReadOnlyList<ObjectiveSnapshot> start = objectives.Now();
            Assert.All(start, snapshot => Assert.Equal(start[0].Input, snapshot.Input));
            foreach (int step in new[] { 0, 1, 40, 7 })
            {
                run.GoTo(step);
                Assert.All(objectives.Now(), snapshot => Assert.InRange(snapshot.LargestDifference, 0, 1e-8));
            }
        }
    }

    [Fact]
    public void Only_the_full_softmax_updates_every_row()
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == "zoo").Setup);
        IReadOnlyList<ObjectiveSnapshot> now = new ThreeObjectives(run).Now();
        Assert.Equal(now[0].Output.Count, now[0].Touched.Count);
        Assert.All(now.Skip(1), snapshot => Assert.True(snapshot.Touched.Count < snapshot.Output.Count));
    }

    [Fact]
    public void Inner_nodes_are_named_by_the_words_below_them()
    {
        ObjectiveSnapshot tree = new ThreeObjectives(new LessonRun(new LessonSetup())).Now()[2];
        Assert.Equal(["{cat, dog}", "root"], tree.RowWords.Select((_, row) => new StudioText("en").RowName(tree, row)));
    }

    [Fact]
    public void Every_updated_row_has_consistent_formulas()
    {
        foreach (Preset preset in Presets.All.Where(p => p.Key != "blow-up"))
        {
            var studio = new StudioState(new View { Setup = preset.Setup });
            studio.Move(17);
            foreach (ObjectiveSnapshot each in studio.Objectives)
            {
                Assert.All(each.Touched, t => Assert.Equal(t.Error, (t.Times * t.Probability) - t.Truth, 12));
                foreach (string name in each.Touched.SelectMany(t => new[] { "score", "p", "truth", "error" }.Select(kind => ObjectiveFormulas.Name(each.Objective, kind, t.Row)))
                    .Concat(new[] { "loss", "apart", "rows" }.Select(kind => ObjectiveFormulas.Name(each.Objective, kind))))
                {
                    Formula? formula = ObjectiveFormulas.Find(name, studio.Objectives, studio.Now, studio.Text);
                    Assert.NotNull(formula);
                    Assert.True(formula.IsHighlighted(name), name);
                }
            }
        }
    }

    [Fact]
    public void Steps_back_restore_all_objectives()
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == "pets").Setup);
        var objectives = new ThreeObjectives(run);
        run.GoTo(30);
        ObjectiveSnapshot[] before = [.. objectives.Now()];
        run.GoTo(90);
        objectives.Now();
        run.GoTo(30);
        foreach ((ObjectiveSnapshot a, ObjectiveSnapshot b) in before.Zip(objectives.Now()))
        {
            Assert.Equal(a.Input, b.Input);
            Assert.Equal(a.Touched, b.Touched);
        }
    }
}
