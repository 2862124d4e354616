using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Lesson;

public sealed class StudioStateTests
{
    [Fact]
    public async Task A_restored_view_shows_the_same_state()
    {
        var studio = new StudioState(new View());
        await studio.OpenAsync(Presets.All.First(p => p.Key == "capitals").Setup);
        studio.Move(30);
        studio.Project();
        studio.Move(30);
        await studio.SetLearningRateAsync(0.3);
        studio.Choose("in:2");
        studio.Mover.MoveTo("in:2", 0.3, -0.4);
        studio.Move(20);

        var again = new StudioState(new View());
        await again.OpenAsync(Address.Read(Address.Write(studio.View)));
        Assert.Equal(studio.Now.Input, again.Now.Input);
        Assert.Equal(studio.Projection.Apply(studio.Now.Input[0]), again.Projection.Apply(again.Now.Input[0]));
        Assert.Equal((studio.Chosen, studio.Run.LearningRate), (again.Chosen, again.Run.LearningRate));
    }

    [Fact]
    public async Task A_view_that_is_opened_while_a_far_step_is_computed_replaces_it()
    {
        var studio = new StudioState(new View());
        Task<bool> far = studio.OpenAsync(new View { Setup = new LessonSetup { Dimension = 5, Start = LessonStart.Random }, ProjectedAt = 9000, Step = 9500 });
        Assert.False(far.IsCompleted);
        Assert.True(await studio.OpenAsync(new View { Setup = new LessonSetup { Text = "mole at zoo" }, Step = 3 }));
        Assert.False(await far);
        Assert.Equal(("mole at zoo", 3), (studio.Run.Setup.Text, studio.Run.Step));
        Assert.Equal(0, studio.View.ProjectedAt);
    }

    [Fact]
    public async Task Unusable_text_does_not_change_the_lesson()
    {
        var studio = new StudioState(new View());
        studio.Move(5);
        await studio.Draft.TypeAsync("cat");
        Assert.NotNull(studio.Draft.Note);
        Assert.Equal("cat", studio.Draft.Text);
        Assert.Equal(5, studio.Run.Step);
        Assert.Equal(3, studio.Run.Words.Count);
    }

    [Fact]
    public void A_moved_vector_has_the_new_position()
    {
        var studio = new StudioState(new View());
        studio.Mover.MoveTo("out:2", 0.25, -0.5);
        Assert.Equal(0.25, studio.Now.Output[2][0], 12);
        Assert.Equal(-0.5, studio.Now.Output[2][1], 12);
        studio.Mover.MoveBy("out:2", 1, 0);
        Assert.Equal(0.3, studio.Now.Output[2][0], 12);
    }

    [Fact]
    public async Task Zero_vectors_never_move()
    {
        var studio = new StudioState(new View());
        await studio.OpenAsync(Presets.All.First(p => p.Key == "zero").Setup);
        studio.Move(100);
        Assert.All(studio.Now.Input.Concat(studio.Now.Output), vector => Assert.All(vector, x => Assert.Equal(0, x)));
    }

    [Fact]
    public async Task A_far_too_large_learning_rate_increases_the_loss_and_the_vectors()
    {
        var studio = new StudioState(new View());
        await studio.OpenAsync(Presets.All.First(p => p.Key == "blow-up").Setup);
        double first = studio.Now.Input.Max(v => v.Max(Math.Abs));
        studio.Move(40);
        Assert.True(studio.Run.Losses.Skip(4).Max() > 10 * studio.Run.Losses[0]);
        Assert.True(studio.Now.Input.Max(v => v.Max(Math.Abs)) > 10 * first);
    }

    [Fact]
    public void The_two_words_of_the_first_lesson_become_similar()
    {
        var run = new LessonRun(new LessonSetup());
        int cat = 0;
        int dog = 2;
        Assert.True(WordSimilarity.Cosine(run.Now.Input[cat], run.Now.Input[dog]) < 0);
        run.GoTo(400);
        Assert.True(WordSimilarity.Cosine(run.Now.Input[cat], run.Now.Input[dog]) > 0.9);
        Assert.Equal([(1, 1, 1)], WordSimilarity.Contexts(run, cat, dog));
    }
}
