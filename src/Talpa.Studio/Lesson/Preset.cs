namespace Talpa.Studio.Lesson;

/// <summary>A lesson ready to open.</summary>
/// <param name="Key">Its short name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Teaches">What it teaches, in one sentence.</param>
/// <param name="Setup">What decides its run.</param>
/// <param name="Alike">Two words to look at together.</param>
public sealed record Preset(string Key, string Title, string Teaches, LessonSetup Setup, string[] Alike);
