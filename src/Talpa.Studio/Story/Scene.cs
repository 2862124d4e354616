using Talpa.Studio.Lesson;

namespace Talpa.Studio.Story;

/// <summary>A scene of the story: a view of the page, of which only some parts are lit.</summary>
/// <param name="Number">The number of the scene, from 1.</param>
/// <param name="View">What the page shows.</param>
/// <param name="Lit">The lit parts of the page, as a CSS selector for the words of a run.</param>
/// <param name="Action">What can be done in the scene besides turning to another one.</param>
public sealed record Scene(int Number, View View, Func<LessonRun, string> Lit, SceneAction Action = SceneAction.None);

/// <summary>What can be done in a scene besides turning to another one.</summary>
public enum SceneAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A step of the training.</summary>
    Step,

    /// <summary>Playing the training from its first step.</summary>
    Play,

    /// <summary>Writing a text.</summary>
    Write,
}
