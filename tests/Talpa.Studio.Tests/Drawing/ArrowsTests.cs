using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Drawing;

public sealed class ArrowsTests
{
    public static TheoryData<string> Keys => [.. Presets.All.Select(preset => preset.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Pulls_and_pushes_add_up_to_minus_the_gradient_and_to_the_change_divided_by_the_learning_rate(string key)
    {
        var run = new LessonRun(Presets.All.First(p => p.Key == key).Setup);
        for (int step = 0; step < 20; step++)
        {
            run.GoTo(step);
            LessonSnapshot snapshot = run.Now;
            IReadOnlyList<Arrow> arrows = Arrows.Of(snapshot);
            for (int d = 0; d < snapshot.Dimension; d++)
            {
                double parts = arrows.Where(a => a.Kind is ArrowKind.Pull or ArrowKind.Push).Sum(a => a.Delta[d]);
                double sum = arrows.Single(a => a.Kind == ArrowKind.Sum).Delta[d];
                double tolerance = 1e-9 * Math.Max(1, Math.Abs(sum));
                Assert.Equal(parts, sum, tolerance);
                Assert.Equal(-snapshot.Next.InputGradient[d], sum, tolerance);
                Assert.Equal(snapshot.Next.InputAfter[d] - snapshot.Next.Hidden[d], sum * snapshot.Next.LearningRate, tolerance);
            }
        }
    }

    [Fact]
    public void A_repeated_context_word_pulls_twice_and_the_softmax_pushes_once_for_each_context_word()
    {
        var run = new LessonRun(new LessonSetup { Text = "sat cat sat", Window = 1 });
        run.GoTo(1);
        LessonSnapshot snapshot = run.Now;
        Assert.Equal("cat", snapshot.CentreWord);
        Arrow pull = Arrows.Of(snapshot).Single(a => a.Kind == ArrowKind.Pull);
        Assert.Equal(snapshot.Output[0].Select(u => 2 * u), pull.Delta);
        Arrow push = Arrows.Of(snapshot).First(a => a.Kind == ArrowKind.Push);
        Assert.Equal(snapshot.Output[0][0] * -2 * snapshot.Next.Probabilities[0], push.Delta[0], 1e-12);
    }

    [Fact]
    public void Every_output_vector_moves_parallel_to_the_centre_words_vector_by_minus_its_error()
    {
        LessonSnapshot snapshot = new LessonRun(new LessonSetup()).Now;
        foreach (Arrow slide in Arrows.Of(snapshot).Where(a => a.Kind == ArrowKind.Slide))
        {
            Assert.Equal(snapshot.Next.Hidden.Select(h => -snapshot.Next.Errors[slide.Word] * h), slide.Delta);
        }
    }
}
