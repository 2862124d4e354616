using System.Net;
using System.Text;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Export;

/// <summary>Exports the run up to the current step as an animated SVG without script.</summary>
public static class AnimationExport
{
    private const int MaxFrames = 80;
    private const double FramesASecond = 3;
    private const double MaxSeconds = 8;

    /// <summary>Draws the movement of all vectors from the first step to the current one, three steps a second where there are few, in eight seconds at most.
    /// Of long runs only some steps are drawn.</summary>
    public static string Of(LessonRun run, Projection projection)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(projection);
        var plane = new Plane(run.Now, projection);
        var text = new StringBuilder();
        text.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Plane.Size} {Plane.Size}\" font-family=\"sans-serif\" font-size=\"15\" text-anchor=\"middle\">\n");
        text.Append($"<rect width=\"{Plane.Size}\" height=\"{Plane.Size}\" fill=\"#fff\"/><path d=\"M280 0V560M0 280H560\" stroke=\"#d7dbe0\"/>\n");
        for (int w = 0; w < run.Words.Count; w++)
        {
            AppendVector(text, plane, run, isOutput: true, w);
            AppendVector(text, plane, run, isOutput: false, w);
        }

        return text.Append("</svg>\n").ToString();
    }

    private static void AppendVector(StringBuilder text, Plane plane, LessonRun run, bool isOutput, int word)
    {
        string[] positions = [.. run.Trail(isOutput, word, MaxFrames).Select(position =>
        {
            (double x, double y) = plane.At(position.Vector);
            return $"{Numbers.Svg(x)} {Numbers.Svg(y)}";
        })];
        double seconds = Math.Clamp((positions.Length - 1) / FramesASecond, 1 / FramesASecond, MaxSeconds);
        string colour = isOutput ? "#b4510a" : "#0b63b0";
        string mark = isOutput ? "<rect x=\"-7\" y=\"-7\" width=\"14\" height=\"14\"/>" : "<circle r=\"8\"/>";
        text.Append($"<path d=\"M{string.Join('L', positions)}\" fill=\"none\" stroke=\"{colour}\" stroke-opacity=\".25\"/>");
        text.Append($"<g fill=\"{colour}\">{mark}<text y=\"{(isOutput ? 25 : -15)}\">{WebUtility.HtmlEncode(run.Words[word])}</text>");
        text.Append($"<animateTransform attributeName=\"transform\" type=\"translate\" dur=\"{Numbers.Svg(seconds)}s\" repeatCount=\"indefinite\" values=\"{string.Join(';', positions)}\"/></g>\n");
    }
}
