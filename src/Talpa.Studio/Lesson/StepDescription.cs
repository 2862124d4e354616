using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>Describes a step in words, for the live region.</summary>
public static class StepDescription
{
    private const double MinRise = 0.005;
    private const double Long = 10;
    private const int MaxNames = 4;

    /// <summary>Returns a description such as: Step 1: the score of cat with sat rose 0.67 → 0.85; its probability 0.57 → 0.64.</summary>
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
        string names = string.Join(", ", context.Take(MaxNames).Select(o => snapshot.Words[o])) + (context.Length > MaxNames ? ", …" : string.Empty);
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

        return $"Step {snapshot.Step + 1}: {Scores(snapshot, context)}; {whose} {Numbers.Write(before)} → {Numbers.Write(after)}{Longest(snapshot)}.";
    }

    /// <summary>
    /// Describes how the scores with the context words changed. Not how the words moved: in the picture the centre word often moves away from an output vector with
    /// which its score rises.
    /// </summary>
    private static string Scores(LessonSnapshot snapshot, int[] context)
    {
        string[] changes = [.. context.Take(MaxNames).Select(o => $"{Numbers.Write(snapshot.Next.Scores[o])} → {Numbers.Write(ScoreAfter(snapshot, o))}")];
        if (context.Length == 1)
        {
            string verb = ScoreAfter(snapshot, context[0]) < snapshot.Next.Scores[context[0]] ? "fell" : "rose";
            return $"the score of {snapshot.CentreWord} with {snapshot.Words[context[0]]} {verb} {changes[0]}";
        }

        IEnumerable<string> named = changes.Select((change, i) => $"{snapshot.Words[context[i]]} {change}");
        return $"the scores of {snapshot.CentreWord} with {string.Join(", ", named)}{(context.Length > MaxNames ? ", …" : string.Empty)}";
    }

    private static double ScoreAfter(LessonSnapshot snapshot, int word) => snapshot.Next.OutputAfter[word].Zip(snapshot.Next.InputAfter, (u, h) => u * h).Sum();

    /// <summary>Returns the length of the longest vector if it is large, as with a learning rate that is too large; otherwise an empty string.</summary>
    internal static string Longest(LessonSnapshot snapshot)
    {
        double longest = snapshot.Input.Concat(snapshot.Output).Max(vector => Math.Sqrt(vector.Sum(x => x * x)));
        return longest < Long ? string.Empty : $"; the longest vector has length {Numbers.Write(longest, 0)}";
    }

    /// <summary>Describes the loss of the next step.</summary>
    public static string Loss(LessonSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        int contexts = snapshot.Example.Context.Count;
        return snapshot.IsFinite
            ? $"loss {Numbers.Write(snapshot.Next.LossBefore / contexts)}{(contexts > 1 ? " a context word" : string.Empty)}{Longest(snapshot)}"
            : "the numbers have left the range, the learning rate is too large";
    }

    /// <summary>Describes the next step before it is executed.</summary>
    public static string Next(LessonSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return $"Next: {snapshot.CentreWord} predicts {string.Join(", ", snapshot.Example.Context.Distinct().Take(MaxNames).Select(o => snapshot.Words[o]))}.";
    }
}
