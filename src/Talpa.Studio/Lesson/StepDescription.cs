using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>Describes a step in words, for the live region.</summary>
public static class StepDescription
{
    private const double MinRise = 0.005;
    private const double Long = 10;

    /// <summary>Returns a description such as: Step 12: cat moved 0.03 towards sat; its probability 0.31 → 0.34.</summary>
    public static string Of(LessonSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (!snapshot.IsFinite)
        {
            return $"Step {snapshot.Step + 1}: the numbers have left the range: the vectors are so long that every step overshoots further. The learning rate is too large.";
        }

        int[] context = [.. snapshot.Example.Context.Distinct()];
        double distance = Math.Sqrt(snapshot.Next.InputGradient.Sum(g => g * g)) * snapshot.Next.LearningRate;
        double before = context.Sum(o => snapshot.Next.Probabilities[o]);
        double after = context.Sum(o => snapshot.Next.ProbabilitiesAfter[o]);
        string names = string.Join(", ", context.Take(4).Select(o => snapshot.Words[o])) + (context.Length > 4 ? ", …" : string.Empty);
        string whose = context.Length == 1 ? "its probability" : "their probability";
        if (distance == 0 && snapshot.Input.Concat(snapshot.Output).All(vector => vector.All(x => x == 0)))
        {
            return $"Step {snapshot.Step + 1}: {snapshot.CentreWord} did not move: every vector is zero, so every arrow is a product with zero.";
        }

        if (snapshot.Next.LossAfter > snapshot.Next.LossBefore + MinRise)
        {
            return $"Step {snapshot.Step + 1}: {snapshot.CentreWord} overshot {names}: it moved {Numbers.Write(distance)}, too far, and its loss rose "
                + $"{Numbers.Write(snapshot.Next.LossBefore)} → {Numbers.Write(snapshot.Next.LossAfter)}{Longest(snapshot)}.";
        }

        return $"Step {snapshot.Step + 1}: {snapshot.CentreWord} moved {Numbers.Write(distance)} towards {names}; {whose} {Numbers.Write(before)} → {Numbers.Write(after)}{Longest(snapshot)}.";
    }

    /// <summary>Returns the length of the longest vector if it is large, as with a learning rate that is too large; otherwise an empty string.</summary>
    internal static string Longest(LessonSnapshot snapshot)
    {
        double longest = snapshot.Input.Concat(snapshot.Output).Max(vector => Math.Sqrt(vector.Sum(x => x * x)));
        return longest < Long ? string.Empty : $"; the longest vector has length {Numbers.Write(longest, 0)}";
    }

    /// <summary>Describes the first step before it is executed.</summary>
    public static string First(LessonSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return $"Next: {snapshot.CentreWord} predicts {string.Join(", ", snapshot.Example.Context.Distinct().Take(4).Select(o => snapshot.Words[o]))}.";
    }
}
