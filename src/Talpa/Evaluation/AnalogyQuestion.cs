namespace Talpa.Evaluation;

/// <summary>A question "a is to b as c is to ?" with its answer.</summary>
internal readonly record struct AnalogyQuestion(string A, string B, string C, string Answer)
{
    /// <summary>Other answers that are right as well; <c>null</c> where there are none.</summary>
    public IReadOnlyList<string>? OtherAnswers { get; init; }
}
