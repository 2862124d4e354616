namespace Talpa.Studio.Lesson;

/// <summary>The text that the user types. A text without a training example stays a draft, and the lesson does not change.</summary>
public sealed class TextDraft
{
    private readonly StudioState _studio;
    private LessonText _parsed;

    internal TextDraft(StudioState studio)
    {
        _studio = studio;
        Text = studio.Run.Setup.Text;
        _parsed = studio.Run.Text;
    }

    /// <summary>The text as typed.</summary>
    public string Text { get; private set; }

    /// <summary>The error in the text, or what was omitted; <c>null</c> if all of it is used.</summary>
    public string? Note => _parsed.IsUsable ? _studio.Text.Limits(_parsed) : string.Join(' ', new[] { _studio.Text["text.unusable"], _studio.Text.Limits(_parsed) }.OfType<string>());

    /// <summary>Handles a change of the text.</summary>
    public async Task TypeAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        var parsed = LessonText.Parse(text);
        if (!parsed.IsUsable)
        {
            _parsed = parsed;
            _studio.Changed?.Invoke();
            return;
        }

        LessonSetup setup = _studio.Run.Setup;
        LessonStart start = setup.Start == LessonStart.Placed && parsed.Words.Count > 3 ? LessonStart.Random : setup.Start;
        await _studio.OpenAsync(setup with { Text = text.Length <= LessonText.MaxCharacters ? text : text[..LessonText.MaxCharacters], Start = start });

        // The run has only the kept part of a text that was cut, so its own limits lack the cut.
        _parsed = parsed;
        _studio.Changed?.Invoke();
    }

    /// <summary>Sets the text of an opened run.</summary>
    internal void Reset(string text)
    {
        Text = text;
        _parsed = LessonText.Parse(text);
    }
}
