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
