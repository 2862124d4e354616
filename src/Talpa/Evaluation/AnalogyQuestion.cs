namespace Talpa.Evaluation;

/// <summary>A question "a is to b as c is to ?" with its answer.</summary>
internal readonly record struct AnalogyQuestion(string A, string B, string C, string Answer);
