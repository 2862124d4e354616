using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Drawing;

public sealed class ArrowsTests
{
    public static TheoryData<string> Keys => [.. Presets.All.Select(preset => preset.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_pulls_and_pushes_add_up_to_minus_the_gradient_and_to_the_move_divided_by_the_learning_rate(string key)
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == key).Setup);
        for (int step = 0; step < 20; step++)
        {
            run.GoTo(step);
            Moment moment = run.Now;
            IReadOnlyList<Arrow> arrows = Arrows.Of(moment);
            for (int d = 0; d < moment.Dimension; d++)
            {
                double parts = arrows.Where(a => a.Kind is ArrowKind.Pull or ArrowKind.Push).Sum(a => a.Delta[d]);
                double sum = arrows.Single(a => a.Kind == ArrowKind.Sum).Delta[d];
                double tolerance = 1e-9 * Math.Max(1, Math.Abs(sum));
                Assert.Equal(parts, sum, tolerance);
                Assert.Equal(-moment.Next.InputGradient[d], sum, tolerance);
                Assert.Equal(moment.Next.InputAfter[d] - moment.Next.Hidden[d], sum * moment.Next.LearningRate, tolerance);
            }
        }
    }

    [Fact]
    public void A_context_word_that_stands_twice_pulls_twice_and_the_softmax_pushes_once_for_each_context_word()
    {
        var run = new LessonRun(new LessonSetup { Text = "sat cat sat", Window = 1 });
        run.GoTo(1);
        Moment moment = run.Now;
        Assert.Equal("cat", moment.CentreWord);
        Arrow pull = Arrows.Of(moment).Single(a => a.Kind == ArrowKind.Pull);
        Assert.Equal(moment.Output[0].Select(u => 2 * u), pull.Delta);
        Arrow push = Arrows.Of(moment).First(a => a.Kind == ArrowKind.Push);
        Assert.Equal(moment.Output[0][0] * -2 * moment.Next.Probabilities[0], push.Delta[0], 1e-12);
    }

    [Fact]
    public void Every_output_vector_slides_along_the_centres_vector_by_its_error()
    {
        Moment moment = new LessonRun(new LessonSetup()).Now;
        foreach (Arrow slide in Arrows.Of(moment).Where(a => a.Kind == ArrowKind.Slide))
        {
            Assert.Equal(moment.Next.Hidden.Select(h => -moment.Next.Errors[slide.Word] * h), slide.Delta);
        }
    }
}
