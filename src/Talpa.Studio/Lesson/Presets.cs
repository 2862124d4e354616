namespace Talpa.Studio.Lesson;

/// <summary>The built-in lessons. The first one is the initial one.</summary>
public static class Presets
{
    /// <summary>All lessons, in the recommended order.</summary>
    public static readonly IReadOnlyList<Preset> All =
    [
        new("three", new LessonSetup(), ["cat", "dog"]),
        new("zoo", new LessonSetup
        {
            Text = "the mole digs a tunnel\nthe badger digs a tunnel\nthe zebra eats green grass\nthe horse eats green grass\nthe mole sees the zebra\nthe badger sees the horse",
            Window = 2,
            LearningRate = 0.1,
            Start = LessonStart.Random,
        }, ["mole", "badger"]),
        new("pets", new LessonSetup
        {
            Text = "the cat drinks milk\nthe dog drinks water\na cat sleeps\na dog sleeps\nthe cat purrs\nthe dog barks",
            Window = 2,
            LearningRate = 0.1,
            Start = LessonStart.Random,
        }, ["cat", "dog"]),
        new("capitals", new LessonSetup
        {
            Text = "paris is the capital of france\nrome is the capital of italy\nberlin is the capital of germany\n"
                + "france speaks french\nitaly speaks italian\ngermany speaks german\nparis is a city\nrome is a city\nberlin is a city",
            Window = 2,
            Dimension = 3,
            LearningRate = 0.1,
            Start = LessonStart.Random,
        }, ["paris", "rome"]),
        new("colours", new LessonSetup
        {
            Text = "the red apple\nthe green apple\nthe red car\nthe blue car\nthe green leaf\nthe blue sea\nthe apple is red\nthe sea is blue\nthe leaf is green",
            Window = 2,
            LearningRate = 0.1,
            Start = LessonStart.Random,
        }, ["red", "green"]),
        new("zero", new LessonSetup { Start = LessonStart.Zero }, ["cat", "dog"]),
        new("blow-up", new LessonSetup { LearningRate = 1.5 }, ["cat", "dog"]),
    ];

    /// <summary>Returns the lesson with a setup; <c>null</c> if there is none.</summary>
    public static Preset? Find(LessonSetup setup) => All.FirstOrDefault(preset => preset.Setup == setup);
}

/// <summary>A built-in lesson.</summary>
/// <param name="Key">The key of the lesson, which its texts have too.</param>
/// <param name="Setup">The text and the settings.</param>
/// <param name="Pair">Two words to compare.</param>
public sealed record Preset(string Key, LessonSetup Setup, string[] Pair);
