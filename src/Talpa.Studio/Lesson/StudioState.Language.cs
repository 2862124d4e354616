using System.Diagnostics.CodeAnalysis;

namespace Talpa.Studio.Lesson;

/// <content>The language of the page.</content>
public sealed partial class StudioState
{
    /// <summary>The texts of the page, in its language.</summary>
    public StudioText Text { get; private set; }

    /// <summary>Changes the language, also of what was announced.</summary>
    /// <param name="language">The language; the initial one for an unknown one.</param>
    public void UseLanguage(string? language)
    {
        Text = new StudioText(language);
        _view = _view with { Language = Text.Language };
        Announce(_announcement);
    }

    /// <summary>Announces something in the page's language, and keeps it for other languages.</summary>
    [MemberNotNull(nameof(_announcement), nameof(Announcement))]
    private void Say(Func<StudioText, string> announcement)
    {
        _announcement = announcement;
        Announcement = announcement(Text);
    }

    /// <summary>Announces the next step.</summary>
    [MemberNotNull(nameof(_announcement), nameof(Announcement))]
    private void SayNext()
    {
        LessonSnapshot now = Now;
        Say(text => StepDescription.Next(now, text));
    }

    /// <summary>Describes the current step.</summary>
    private Func<StudioText, string> AtStep()
    {
        LessonSnapshot now = Now;
        return text => text.With("step.at", ("step", $"{now.Step}"), ("loss", StepDescription.Loss(now, text)));
    }
}
