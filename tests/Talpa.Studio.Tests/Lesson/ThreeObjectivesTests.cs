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
            IReadOnlyList<ObjectiveMoment> start = objectives.Now();
            Assert.All(start, moment => Assert.Equal(start[0].Input, moment.Input));
            foreach (int step in new[] { 0, 1, 40, 7 })
            {
                run.GoTo(step);
                Assert.All(objectives.Now(), moment => Assert.InRange(moment.LargestDifference, 0, 1e-8));
            }
        }
    }

    [Fact]
    public void Only_the_full_softmax_touches_every_row()
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == "zoo").Setup);
        IReadOnlyList<ObjectiveMoment> now = new ThreeObjectives(run).Now();
        Assert.Equal(now[0].Output.Count, now[0].Touched.Count);
        Assert.All(now.Skip(1), moment => Assert.True(moment.Touched.Count < moment.Output.Count));
    }

    [Fact]
    public void Inner_nodes_are_called_by_the_words_below_them()
    {
        ObjectiveMoment tree = new ThreeObjectives(new LessonRun(new LessonSetup())).Now()[2];
        Assert.Equal(["{cat, dog}", "root"], tree.RowNames);
    }

    [Fact]
    public void Every_row_touched_tells_its_score_prediction_truth_and_error_and_they_agree()
    {
        foreach (Preset preset in Presets.All.Where(p => p.Key != "blow-up"))
        {
            var studio = new StudioState(new View { Setup = preset.Setup });
            studio.Move(17);
            foreach (ObjectiveMoment each in studio.Objectives)
            {
                Assert.All(each.Touched, t => Assert.Equal(t.Error, (t.Times * t.Probability) - t.Truth, 12));
                foreach (string name in each.Touched.SelectMany(t => new[] { "score", "p", "truth", "error" }.Select(kind => ObjectiveFormulas.Name(each.Objective, kind, t.Row)))
                    .Concat(new[] { "loss", "apart", "rows" }.Select(kind => ObjectiveFormulas.Name(each.Objective, kind))))
                {
                    Formula? formula = ObjectiveFormulas.Find(name, studio.Objectives, studio.Now);
                    Assert.NotNull(formula);
                    Assert.True(formula.IsLit(name), name);
                }
            }
        }
    }

    [Fact]
    public void They_can_be_gone_through_both_ways()
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == "pets").Setup);
        var objectives = new ThreeObjectives(run);
        run.GoTo(30);
        ObjectiveMoment[] before = [.. objectives.Now()];
        run.GoTo(90);
        objectives.Now();
        run.GoTo(30);
        foreach ((ObjectiveMoment a, ObjectiveMoment b) in before.Zip(objectives.Now()))
        {
            Assert.Equal(a.Input, b.Input);
            Assert.Equal(a.Touched, b.Touched);
        }
    }
}
