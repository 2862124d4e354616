namespace Talpa.Studio.Lesson;

/// <content>The language of the page.</content>
public sealed partial class StudioState
{
    /// <summary>The texts of the page, in its language.</summary>
    public StudioText Text { get; private set; }

    /// <summary>Changes the language. What was announced in the one before is replaced.</summary>
    /// <param name="language">The language; the initial one for an unknown one.</param>
    public void UseLanguage(string? language)
    {
        Text = new StudioText(language);
        _view = _view with { Language = Text.Language };
        Announce(Run.Step == 0 ? StepDescription.Next(Now, Text) : AtStep());
    }

    /// <summary>Describes the current step.</summary>
    private string AtStep() => Text.With("step.at", ("step", $"{Run.Step}"), ("loss", StepDescription.Loss(Now, Text)));
}
