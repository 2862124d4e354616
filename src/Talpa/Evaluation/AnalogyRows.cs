namespace Talpa.Evaluation;

/// <summary>
/// A question's words as numbers (<see cref="AnalogyWords"/>), −1 where one has no vector; its right answers as rows of the table, only the known ones.
/// </summary>
internal readonly record struct AnalogyRows(int A, int B, int C, int[] Answers)
{
    public bool AreKnown => A >= 0 && B >= 0 && C >= 0 && Answers.Length > 0;

    public static AnalogyRows Of(AnalogyQuestion question, AnalogyWords words) => new(
        words.Find(question.A),
        words.Find(question.B),
        words.Find(question.C),
        [.. (question.OtherAnswers ?? []).Prepend(question.Answer).Select(words.FindRow).Where(row => row >= 0)]);
}
