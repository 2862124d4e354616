namespace Talpa.Studio.Lesson;

/// <summary>One place of the text as an example to learn from: its word predicts the words around it.</summary>
/// <param name="Sentence">Index of the sentence.</param>
/// <param name="Position">Position of the centre word in it.</param>
/// <param name="Centre">Id of the centre word.</param>
/// <param name="Context">Ids of the words in its window, 1 or more; one that stands twice counts twice.</param>
public sealed record LessonExample(int Sentence, int Position, int Centre, IReadOnlyList<int> Context);
