namespace Talpa.Studio.Lesson;

/// <summary>The lessons that come with the page. The first one is what it opens with.</summary>
public static class Presets
{
    /// <summary>All of them, in the order to go through them.</summary>
    public static readonly IReadOnlyList<Preset> All =
    [
        new("three", "Three words in a plane", "Words with the same neighbours end up in the same place: cat and dog both sat.", new LessonSetup()),
        new("zoo", "The mole at the zoo", "A window takes in several context words at once, and each one pulls.", new LessonSetup
        {
            Text = "the mole sees the zebra\nthe mole sees the lion\nthe mole digs a tunnel\nthe badger digs a tunnel\nthe zebra eats grass\nthe horse eats grass",
            Window = 2,
            LearningRate = 0.1,
            Start = LessonStart.Random,
        }),
        new("pets", "Cats and dogs", "Two words never seen together become alike, because their contexts are.", new LessonSetup
        {
            Text = "the cat drinks milk\nthe dog drinks water\na cat sleeps\na dog sleeps\nthe cat purrs\nthe dog barks",
            Window = 2,
            LearningRate = 0.1,
            Start = LessonStart.Random,
        }),
        new("capitals", "Capitals", "A relation becomes a direction: from each country to its capital.", new LessonSetup
        {
            Text = "paris is the capital of france\nrome is the capital of italy\nberlin is the capital of germany\n"
                + "france speaks french\nitaly speaks italian\ngermany speaks german\nparis is a city\nrome is a city\nberlin is a city",
            Window = 3,
            Dimension = 5,
            LearningRate = 0.1,
            Start = LessonStart.Random,
        }),
        new("colours", "Colours", "Words of one kind gather: colours here, things there.", new LessonSetup
        {
            Text = "the red apple\nthe green apple\nthe red car\nthe blue car\nthe green leaf\nthe blue sea\nthe apple is red\nthe sea is blue\nthe leaf is green",
            Window = 2,
            LearningRate = 0.1,
            Start = LessonStart.Random,
        }),
        new("zero", "Trap: all vectors zero", "With both tables at zero every arrow has length zero: nothing will ever move.", new LessonSetup { Start = LessonStart.Zero }),
        new("blow-up", "Trap: the learning rate blows up", "Each step overshoots the valley by more than it came down: the vectors fly apart.", new LessonSetup { LearningRate = 12 }),
    ];

    /// <summary>The lesson with this setup, if it is one of them.</summary>
    public static Preset? Find(LessonSetup setup) => All.FirstOrDefault(preset => preset.Setup == setup);
}
