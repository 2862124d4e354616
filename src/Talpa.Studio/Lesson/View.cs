using Talpa.Studio.Languages;

namespace Talpa.Studio.Lesson;

/// <summary>Everything that a link restores.</summary>
public sealed record View
{
    /// <summary>The number of the story's scene; 0 while the story is closed.</summary>
    public int Scene { get; init; }

    /// <summary>The language of the page, one of <see cref="TextFile.Languages"/>.</summary>
    public string Language { get; init; } = TextFile.Initial;

    /// <summary>What the page is made for.</summary>
    public PageLayout Layout { get; init; }

    /// <summary>The text and the settings.</summary>
    public LessonSetup Setup { get; init; } = new();

    /// <summary>The changes by the user.</summary>
    public IReadOnlyList<RunEdit> Edits { get; init; } = [];

    /// <summary>The current step.</summary>
    public int Step { get; init; }

    /// <summary>The step at which the projection was computed, for more than three dimensions.</summary>
    public int ProjectedAt { get; init; }

    /// <summary>From where three dimensions are seen.</summary>
    public Rotation Rotation { get; init; } = Rotation.Initial;

    /// <summary>The open panel: <c>steps</c>, <c>network</c>, <c>objectives</c> or <c>likeness</c>.</summary>
    public string Panel { get; init; } = "steps";

    /// <summary>The vector whose loss contours are drawn, such as <c>in:0</c>; <c>null</c> for none.</summary>
    public string? Chosen { get; init; }

    /// <summary>Steps a second while playing, one of <see cref="Player.Speeds"/>.</summary>
    public int Speed { get; init; } = 3;

    /// <summary>The two compared words, by id.</summary>
    public (int A, int B) Pair { get; init; } = (0, 2);

    /// <summary>The hidden controls, by name.</summary>
    public IReadOnlySet<string> Hidden { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}

/// <summary>What the page is made for.</summary>
public enum PageLayout
{
    /// <summary>A learner: everything is shown.</summary>
    Whole,

    /// <summary>An audience: few parts, in large type.</summary>
    Present,

    /// <summary>A frame in another page: the picture and the button Step.</summary>
    Embed,
}
