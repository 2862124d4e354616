using Talpa.Studio.Lesson;
using Talpa.Textbook;

namespace Talpa.Studio.Tests.Lesson;

public sealed class PredictionsTests
{
    [Fact]
    public void The_angle_between_prediction_and_move_is_that_of_the_textbook()
    {
        var studio = new StudioState(new View());
        var setup = new LessonSetup();
        SkipGramStep step = LessonRun.NewModel(LessonText.Parse(setup.Text), setup).Step(0, [1], setup.LearningRate);
        double move = Math.Atan2(-step.InputGradient[1], -step.InputGradient[0]) * 180 / Math.PI;
        studio.Predictions.Toggle();
        foreach (double turn in new double[] { 0, 10, -100, 179 })
        {
            studio.Predictions.TurnTo(move + turn);
            studio.Move(1);
            Assert.Equal(Math.Abs(turn), studio.Predictions.Last!.Angle!.Value, 9);
            studio.Move(-1);
        }

        Assert.Equal([0, 10, 100, 179], studio.Predictions.Angles.Select(angle => Math.Round(angle)));
    }

    [Fact]
    public void A_point_of_the_plane_predicts_the_direction_towards_it()
    {
        var studio = new StudioState(new View());
        studio.Predictions.Toggle();
        (double x, double y) = (studio.Now.Input[0][0], studio.Now.Input[0][1]);
        studio.Predictions.PointAt(x, y + 3);
        Assert.Equal(90, studio.Predictions.Direction!.Value, 9);
        studio.Predictions.PointAt(x - 1, y - 1);
        Assert.Equal(225, studio.Predictions.Direction!.Value, 9);
    }

    [Fact]
    public void A_word_is_right_if_its_probability_rises()
    {
        var studio = new StudioState(new View());
        studio.Predictions.Toggle();
        studio.Predictions.Choose(1);
        studio.Move(1);
        Assert.Contains("The probability of sat rose: 0.571 → 0.639.", studio.Announcement);
        studio.Move(-1);
        studio.Predictions.Choose(0);
        studio.Move(1);
        Assert.Contains("The probability of cat did not rise: 0.290 → 0.237.", studio.Announcement);
        Assert.Equal([true, false], studio.Predictions.Rises);
    }

    [Fact]
    public async Task Only_single_steps_with_a_prediction_count_and_other_steps_clear_it()
    {
        var studio = new StudioState(new View());
        studio.Predictions.TurnTo(90);
        studio.Move(1);
        Assert.Empty(studio.Predictions.Angles);
        studio.Predictions.Toggle();
        studio.Move(1);
        Assert.Empty(studio.Predictions.Angles);
        studio.Predictions.TurnTo(90);
        await studio.GoToAsync(7);
        studio.Move(1);
        Assert.Empty(studio.Predictions.Angles);
        studio.Predictions.TurnTo(90);
        studio.Move(10);
        studio.Move(1);
        Assert.Empty(studio.Predictions.Angles);
        studio.Predictions.TurnTo(90);
        await studio.OpenAsync(Presets.All.First(preset => preset.Key == "pets").Setup);
        Assert.Null(studio.Predictions.Direction);
        await studio.OpenAsync(Presets.All.First(preset => preset.Key == "zero").Setup);
        studio.Predictions.TurnTo(90);
        studio.Move(1);
        Assert.Empty(studio.Predictions.Angles);
        Assert.Contains("cat did not move.", studio.Announcement);
    }
}
