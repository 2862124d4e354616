using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>Says in words what a step did, for eyes and for ears.</summary>
public static class StepWords
{
    /// <summary>Such as: Step 12: cat moved 0.03 towards sat; its probability 0.31 → 0.34.</summary>
    public static string Of(Moment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        if (!moment.IsFinite)
        {
            return $"Step {moment.Step + 1}: the numbers have left the range: the learning rate is too large.";
        }

        int[] context = [.. moment.Example.Context.Distinct()];
        double distance = Math.Sqrt(moment.Next.InputGradient.Sum(g => g * g)) * moment.Next.LearningRate;
        double before = context.Sum(o => moment.Next.Probabilities[o]);
        double after = context.Sum(o => moment.Next.ProbabilitiesAfter[o]);
        string names = string.Join(", ", context.Take(4).Select(o => moment.Words[o])) + (context.Length > 4 ? ", …" : string.Empty);
        string whose = context.Length == 1 ? "its probability" : "their probability";
        return $"Step {moment.Step + 1}: {moment.CentreWord} moved {Numbers.Write(distance)} towards {names}; {whose} {Numbers.Write(before)} → {Numbers.Write(after)}.";
    }

    /// <summary>What the page shows before a step has been taken.</summary>
    public static string Opening(Moment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        return $"Next: {moment.CentreWord} predicts {string.Join(", ", moment.Example.Context.Distinct().Take(4).Select(o => moment.Words[o]))}.";
    }
}
