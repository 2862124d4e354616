using Spectre.Console;
using Talpa.Cli.Rendering;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Cli.Tests.Rendering;

public class ProgressLineTests
{
    private static readonly TrainingOptions Five = new() { Objective = new NegativeSampling(), Epochs = 5 };

    private static readonly TrainingProgress Middle = new()
    {
        Tokens = 37_000_000,
        TotalTokens = 100_000_000,
        Elapsed = TimeSpan.FromSeconds(90),
        Epoch = 2,
        LearningRate = 0.01575,
        Loss = 2.3456,
        Predictions = 150_000_000,
        MeanLoss = 2.5,
    };

    [Fact]
    public void On_a_screen_the_line_is_redrawn_in_place_and_cleared_at_the_end()
    {
        using var error = new StringWriter();
        var line = new ProgressLine(Screen(error, 80), TimeProvider.System);

        line.Show(() => "one");
        line.Show(() => "two");
        line.Clear();
        line.Clear();

        Assert.Equal("\rone\u001b[K\rtwo\u001b[K\r\u001b[K", error.ToString());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(300)]
    public void On_a_screen_the_line_never_wraps(int width)
    {
        using var error = new StringWriter();
        var line = new ProgressLine(Screen(error, width), TimeProvider.System);

        line.Show(() => TrainingLines.Describe(Middle, Five, line, unicode: true));

        Assert.InRange(error.ToString().Trim('\r').Replace("\u001b[K", "", StringComparison.Ordinal).GetCellWidth(), 1, width - 1);
    }

    [Fact]
    public void To_a_pipe_a_line_is_written_after_two_seconds_and_then_every_five()
    {
        using var error = new StringWriter();
        var clock = new Clock();
        var line = new ProgressLine(new Terminal { Out = TextWriter.Null, Error = error }, clock);

        for (int second = 0; second <= 13; second++)
        {
            clock.Second = second;
            line.Show(() => $"at {clock.Second}");
        }

        line.Clear();

        Assert.Equal("at 2\nat 7\nat 12\n", error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_line_has_percent_epoch_speed_loss_rate_and_time_left()
    {
        using var error = new StringWriter();
        var pipe = new ProgressLine(new Terminal { Out = TextWriter.Null, Error = error }, TimeProvider.System);
        var screen = new ProgressLine(Screen(error, 120), TimeProvider.System);

        Assert.Equal(" 37 %  epoch 2/5  411,111 tokens/s  loss 2.346  rate 0.0158  2:33 left", TrainingLines.Describe(Middle, Five, pipe, unicode: true));
        TrainingOptions exact = new() { Objective = new ExactSoftmax() };
        Assert.Equal(" 37 %  sweep 2  411,111 tokens/s  loss 2.346  rate 0.0158  2:33 left", TrainingLines.Describe(Middle, exact, pipe, unicode: true));
        Assert.Contains("  loss 2.346  held out 3.500  2:33 left", TrainingLines.Describe(Middle with { HeldOutLoss = 3.5 }, exact, pipe, unicode: true), StringComparison.Ordinal);
        Assert.Contains("████████▉░░░░░░░░░░░░░░░  epoch 2/5", TrainingLines.Describe(Middle, Five, screen, unicode: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_prediction_loss_and_time_left_are_absent()
    {
        var line = new ProgressLine(new Terminal { Out = TextWriter.Null, Error = TextWriter.Null }, TimeProvider.System);
        TrainingProgress start = Middle with { Tokens = 0, Elapsed = TimeSpan.Zero, Loss = double.NaN };

        Assert.Equal("  0 %  epoch 2/5  0 tokens/s  loss -  rate 0.0158", TrainingLines.Describe(start, Five, line, unicode: true));
    }

    [Fact]
    public void Reading_reports_percent_when_the_size_is_known()
    {
        Assert.Equal(" 35 %  reading  12 MB of 34 MB  1,234,567 tokens  45,678 words", TrainingLines.Describe(new EncodingProgress(12_000_000, 34_000_000, 1_234_567, 45_678)));
        Assert.Equal("reading  12 MB  1,234,567 tokens  45,678 words", TrainingLines.Describe(new EncodingProgress(12_000_000, null, 1_234_567, 45_678)));
    }

    private static Terminal Screen(TextWriter error, int width) =>
        new() { Out = TextWriter.Null, Error = error, ErrorIsScreen = true, ScreenWidth = () => width };

    private sealed class Clock : TimeProvider
    {
        public int Second { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Second * 1000L;
    }
}
