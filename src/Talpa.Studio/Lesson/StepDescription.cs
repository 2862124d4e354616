using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>Says in words what a step did, for eyes and for ears.</summary>
public static class StepWords
{
    private const double MinRise = 0.005;
    private const double Long = 10;

    /// <summary>Such as: Step 12: cat moved 0.03 towards sat; its probability 0.31 → 0.34.</summary>
    public static string Of(Moment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        if (!moment.IsFinite)
        {
            return $"Step {moment.Step + 1}: the numbers have left the range: vectors so long make scores that overshoot ever further. The learning rate is too large.";
        }

        int[] context = [.. moment.Example.Context.Distinct()];
        double distance = Math.Sqrt(moment.Next.InputGradient.Sum(g => g * g)) * moment.Next.LearningRate;
        double before = context.Sum(o => moment.Next.Probabilities[o]);
        double after = context.Sum(o => moment.Next.ProbabilitiesAfter[o]);
        string names = string.Join(", ", context.Take(4).Select(o => moment.Words[o])) + (context.Length > 4 ? ", …" : string.Empty);
        string whose = context.Length == 1 ? "its probability" : "their probability";
        if (distance == 0 && moment.Input.Concat(moment.Output).All(vector => vector.All(x => x == 0)))
        {
            return $"Step {moment.Step + 1}: {moment.CentreWord} did not move: every vector is zero, so every arrow is a product with zero.";
        }

        if (moment.Next.LossAfter > moment.Next.LossBefore + MinRise)
        {
            return $"Step {moment.Step + 1}: {moment.CentreWord} overshot {names}: it moved {Numbers.Write(distance)}, too far, and its loss rose "
                + $"{Numbers.Write(moment.Next.LossBefore)} → {Numbers.Write(moment.Next.LossAfter)}{Longest(moment)}.";
        }

        return $"Step {moment.Step + 1}: {moment.CentreWord} moved {Numbers.Write(distance)} towards {names}; {whose} {Numbers.Write(before)} → {Numbers.Write(after)}{Longest(moment)}.";
    }

    /// <summary>What the numbers are on their way to when the learning rate is too large; nothing in a run that goes well.</summary>
    internal static string Longest(Moment moment)
    {
        double longest = moment.Input.Concat(moment.Output).Max(vector => Math.Sqrt(vector.Sum(x => x * x)));
        return longest < Long ? string.Empty : $"; the longest vector is {Numbers.Write(longest, 0)} by now";
    }

    /// <summary>What the page shows before a step has been taken.</summary>
    public static string Opening(Moment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        return $"Next: {moment.CentreWord} predicts {string.Join(", ", moment.Example.Context.Distinct().Take(4).Select(o => moment.Words[o]))}.";
    }
}
