namespace Talpa.Evaluation;

/// <summary>A question's words as rows of the table, each the row of the word; −1 where it is not known. Only the known ones of the right answers.</summary>
internal readonly record struct AnalogyRows(int A, int B, int C, int[] Answers)
{
    public bool AreKnown => A >= 0 && B >= 0 && C >= 0 && Answers.Length > 0;

    public static AnalogyRows Of(AnalogyQuestion question, WordLookup lookup) => new(
        lookup.Find(question.A),
        lookup.Find(question.B),
        lookup.Find(question.C),
        [.. (question.OtherAnswers ?? []).Prepend(question.Answer).Select(lookup.Find).Where(row => row >= 0)]);
}
