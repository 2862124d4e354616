namespace Talpa.Studio.Lesson;

/// <summary>Describes a step in words, for the live region.</summary>
public static class StepDescription
{
    private const double MinRise = 0.005;
    private const double Long = 10;
    private const int MaxNames = 4;

    /// <summary>Returns a description such as: Step 1: the score of cat with sat rose 0.67 → 0.85; its probability 0.57 → 0.64.</summary>
    public static string Of(LessonSnapshot snapshot, StudioText text)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(text);
        (string, string) step = ("step", $"{snapshot.Step + 1}");
        (string, string) word = ("word", snapshot.CentreWord);
        if (!snapshot.IsFinite)
        {
            return text.With("step.lost", step);
        }

        int[] context = [.. snapshot.Example.Context.Distinct()];
        double distance = Math.Sqrt(snapshot.Next.InputGradient.Sum(g => g * g)) * snapshot.Next.LearningRate;
        if (distance == 0 && snapshot.Input.Concat(snapshot.Output).All(vector => vector.All(x => x == 0)))
        {
            return text.With("step.zero", step, word);
        }

        (string, string) longest = ("longest", Longest(snapshot, text));
        if (snapshot.Next.LossAfter > snapshot.Next.LossBefore + MinRise)
        {
            return text.With(
                "step.overshot",
                step,
                word,
                ("contexts", Names(context, snapshot)),
                ("distance", text.Number(distance)),
                ("before", text.Number(snapshot.Next.LossBefore)),
                ("after", text.Number(snapshot.Next.LossAfter)),
                longest);
        }

        return text.With(
            context.Length == 1 ? "step.done.one" : "step.done.many",
            step,
            ("scores", Scores(snapshot, context, text)),
            ("before", text.Number(context.Sum(o => snapshot.Next.Probabilities[o]))),
            ("after", text.Number(context.Sum(o => snapshot.Next.ProbabilitiesAfter[o]))),
            longest);
    }

    /// <summary>
    /// Describes how the scores with the context words changed. Not how the words moved: in the picture the centre word often moves away from an output vector with
    /// which its score rises.
    /// </summary>
    private static string Scores(LessonSnapshot snapshot, int[] context, StudioText text)
    {
        (string, string) word = ("word", snapshot.CentreWord);
        string[] changes = [.. context.Take(MaxNames).Select(o => $"{text.Number(snapshot.Next.Scores[o])} → {text.Number(ScoreAfter(snapshot, o))}")];
        if (context.Length == 1)
        {
            bool falls = ScoreAfter(snapshot, context[0]) < snapshot.Next.Scores[context[0]];
            return text.With(falls ? "step.score.fell" : "step.score.rose", word, ("context", snapshot.Words[context[0]]), ("change", changes[0]));
        }

        IEnumerable<string> named = changes.Select((change, i) => $"{snapshot.Words[context[i]]} {change}");
        return text.With("step.scores", word, ("changes", string.Join(text.Separator, named) + (context.Length > MaxNames ? $"{text.Separator}…" : string.Empty)));
    }

    private static double ScoreAfter(LessonSnapshot snapshot, int word) => snapshot.Next.OutputAfter[word].Zip(snapshot.Next.InputAfter, (u, h) => u * h).Sum();

    private static string Names(int[] context, LessonSnapshot snapshot) =>
        string.Join(", ", context.Take(MaxNames).Select(o => snapshot.Words[o])) + (context.Length > MaxNames ? ", …" : string.Empty);

    /// <summary>Returns the length of the longest vector if it is large, as with a learning rate that is too large; otherwise an empty string.</summary>
    private static string Longest(LessonSnapshot snapshot, StudioText text)
    {
        double longest = snapshot.Input.Concat(snapshot.Output).Max(vector => Math.Sqrt(vector.Sum(x => x * x)));
        return longest < Long ? string.Empty : text.With("step.longest", ("length", text.Number(longest, 0)));
    }

    /// <summary>Describes the loss of the next step.</summary>
    public static string Loss(LessonSnapshot snapshot, StudioText text)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(text);
        int contexts = snapshot.Example.Context.Count;
        return snapshot.IsFinite
            ? text.With(contexts > 1 ? "step.loss.many" : "step.loss.one", ("loss", text.Number(snapshot.Next.LossBefore / contexts)), ("longest", Longest(snapshot, text)))
            : text["step.loss.lost"];
    }

    /// <summary>Describes the next step before it is executed.</summary>
    public static string Next(LessonSnapshot snapshot, StudioText text)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(text);
        return text.With("step.next", ("word", snapshot.CentreWord), ("contexts", string.Join(", ", snapshot.Example.Context.Distinct().Take(MaxNames).Select(o => snapshot.Words[o]))));
    }
}
