namespace Talpa.Evaluation;

/// <summary>How many questions were answered and how many of the answers are right.</summary>
/// <param name="Name">The section, or "semantic", "syntactic" or "total".</param>
/// <param name="Correct">The questions with the right answer.</param>
/// <param name="Answered">The questions of which all four words are known; the others are not counted as wrong.</param>
/// <param name="Questions">All questions.</param>
public sealed record AnalogyScore(string Name, int Correct, int Answered, int Questions)
{
    /// <summary>The share of the answered questions whose answer is right, 0 to 1; 0 when none was answered.</summary>
    public double Accuracy => Answered == 0 ? 0 : (double)Correct / Answered;

    /// <summary>The share of all questions that were answered, 0 to 1.</summary>
    public double Share => Questions == 0 ? 0 : (double)Answered / Questions;

    /// <summary>The sum of several scores.</summary>
    internal static AnalogyScore Sum(string name, IReadOnlyCollection<AnalogyScore> parts) =>
        new(name, parts.Sum(part => part.Correct), parts.Sum(part => part.Answered), parts.Sum(part => part.Questions));
}
