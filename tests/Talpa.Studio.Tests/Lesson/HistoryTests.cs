using CsCheck;
using Talpa.Studio.Lesson;
using Talpa.Textbook;

namespace Talpa.Studio.Tests.Lesson;

public sealed class HistoryTests
{
    private static readonly LessonSetup Zoo = Presets.All.First(preset => preset.Key == "zoo").Setup;

    [Fact]
    public void The_state_after_n_steps_equals_the_textbooks_to_the_last_bit()
    {
        var run = new LessonRun(Zoo);
        var model = new SkipGram(run.Text.Words, Zoo.Dimension, Zoo.Seed);
        for (int step = 0; step < 500; step++)
        {
            LessonExample example = run.Examples[step % run.Examples.Count];
            model.Step(example.Centre, example.Context, Zoo.LearningRate);
        }

        run.GoTo(500);
        Assert.Equal(model.Input, run.Now.Input);
        Assert.Equal(model.Output, run.Now.Output);
    }

    [Fact]
    public void The_state_at_a_step_does_not_depend_on_the_steps_visited_before() =>
        Gen.Int[0, 700].Array[1, 12].Sample(
            steps =>
            {
                var visited = new LessonRun(Zoo);
                foreach (int step in steps)
                {
                    visited.GoTo(step);
                }

                var fresh = new LessonRun(Zoo);
                fresh.GoTo(steps[^1]);
                return Same(visited.Now, fresh.Now);
            },
            iter: 15);

    [Fact]
    public void A_step_forward_and_back_restores_every_number()
    {
        var run = new LessonRun(new LessonSetup());
        run.GoTo(77);
        LessonSnapshot before = run.Now;
        run.GoTo(78);
        run.GoTo(77);
        Assert.True(Same(before, run.Now));
    }

    [Fact]
    public void A_trail_ends_with_the_current_vector_and_has_it_once()
    {
        var run = new LessonRun(Zoo);
        run.GoTo(6);
        IReadOnlyList<(int Step, double[] Vector)> trail = run.Trail(false, 1, 80);
        Assert.Equal(Enumerable.Range(0, 7), trail.Select(position => position.Step));
        Assert.Equal(run.Now.Input[1], trail[^1].Vector);
    }

    [Fact]
    public void The_trail_of_a_dragged_vector_has_its_positions_before_and_after()
    {
        var run = new LessonRun(Zoo);
        run.GoTo(2);
        double[] before = [.. run.Now.Input[1]];
        run.SetVector(false, 1, [0.5, -0.25]);
        Assert.Equal([before, [0.5, -0.25]], run.Trail(false, 1, 80).TakeLast(2).Select(position => position.Vector));
    }

    [Fact]
    public void A_change_by_the_user_belongs_to_the_run_and_discards_later_steps()
    {
        var run = new LessonRun(new LessonSetup());
        run.GoTo(200);
        run.GoTo(50);
        run.SetLearningRate(0.7);
        run.SetVector(isOutput: true, 1, [0.1, -0.2]);
        Assert.Equal(50, run.ComputedSteps);
        run.GoTo(300);

        var again = new LessonRun(new LessonSetup(), run.Edits);
        again.GoTo(300);
        Assert.True(Same(run.Now, again.Now));

        var unchanged = new LessonRun(new LessonSetup());
        unchanged.GoTo(300);
        Assert.False(Same(run.Now, unchanged.Now));
        run.GoTo(10);
        unchanged.GoTo(10);
        Assert.True(Same(run.Now, unchanged.Now));
    }

    [Fact]
    public void Dragging_a_vector_leaves_one_change()
    {
        var run = new LessonRun(new LessonSetup());
        for (int i = 0; i < 30; i++)
        {
            run.SetVector(isOutput: false, 0, [i * 0.01, 0]);
        }

        VectorEdit edit = Assert.IsType<VectorEdit>(Assert.Single(run.Edits));
        Assert.Equal([0.29, 0], edit.Vector);
    }

    [Fact]
    public void Taking_a_snapshot_and_computing_contours_change_nothing()
    {
        var run = new LessonRun(new LessonSetup());
        run.GoTo(20);
        LessonSnapshot before = run.Now;
        double elsewhere = run.LossWith(false, before.Example.Centre, [3.0, 3.0]);
        Assert.NotEqual(before.Next.LossBefore, elsewhere);
        run.GoTo(21);
        run.GoTo(20);
        Assert.True(Same(before, run.Now));
    }

    [Fact]
    public void A_run_ends_at_its_last_step()
    {
        var run = new LessonRun(new LessonSetup());
        run.GoTo(int.MaxValue);
        Assert.Equal(History.MaxSteps, run.Step);
    }

    private static bool Same(LessonSnapshot a, LessonSnapshot b) =>
        a.Step == b.Step
        && a.Input.SelectMany(x => x).SequenceEqual(b.Input.SelectMany(x => x))
        && a.Output.SelectMany(x => x).SequenceEqual(b.Output.SelectMany(x => x))
        && a.Next.ProbabilitiesAfter.SequenceEqual(b.Next.ProbabilitiesAfter);
}
