using Talpa.Text;
using Talpa.Training;

namespace Talpa.Cli.Rendering;

/// <summary>The text of a progress line.</summary>
internal static class TrainingLines
{
    private const int WidestBar = 24;
    private const int NarrowestBar = 6;

    /// <summary>How far the reading has come.</summary>
    public static string Describe(EncodingProgress progress)
    {
        string size = progress.TotalBytes is { } total
            ? $"{Figures.Bytes(progress.BytesRead)} of {Figures.Bytes(total)}"
            : Figures.Bytes(progress.BytesRead);
        string percent = progress.Fraction is { } fraction ? $"{Math.Floor(100 * fraction),3:0} %  " : "";
        return $"{percent}reading  {size}  {Figures.Count(progress.TokensRead)} tokens  {Figures.Count(progress.DistinctWords)} words";
    }

    /// <summary>How far a training with all its options chosen has come: percent, bar, epoch, speed, loss, learning rate or the loss of the text held out, time left.</summary>
    public static string Describe(TrainingProgress progress, TrainingOptions options, ProgressLine line, bool unicode)
    {
        string percent = $"{Math.Floor(100 * progress.Fraction),3:0} %  ";
        string epoch = options.Objective!.TrainsFromCounts ? $"sweep {progress.Epoch}" : $"epoch {progress.Epoch}/{options.Epochs}";
        string left = progress.Tokens > 0 ? $"{Figures.Clock(progress.Remaining)} left" : "";
        string rest = string.Join(
            "  ",
            epoch,
            $"{Figures.Count((long)progress.TokensPerSecond)} tokens/s",
            $"loss {Loss(progress.Loss)}",
            double.IsNaN(progress.HeldOutLoss) ? $"rate {Figures.Fixed(progress.LearningRate, 4)}" : $"held out {Loss(progress.HeldOutLoss)}",
            left).TrimEnd();
        int room = line.Width - percent.Length - rest.Length - 2;
        return line.Redraws && room >= NarrowestBar
            ? $"{percent}{Track(progress.Fraction, Math.Min(room, WidestBar), unicode)}  {rest}"
            : percent + rest;
    }

    /// <summary>A mean loss; a stroke as long as no prediction was made.</summary>
    public static string Loss(double loss) => double.IsNaN(loss) ? "-" : Figures.Fixed(loss, 3);

    private static string Track(double fraction, int width, bool unicode) =>
        Bar.Draw(fraction, width, unicode).PadRight(width, unicode ? '░' : '.');
}
