namespace Talpa.Studio.Lesson;

/// <summary>The text as it is being typed, and what becomes of it. Text that has nothing to learn stays a draft while the lesson goes on as it was.</summary>
public sealed class TextDraft
{
    private readonly StudioState _studio;

    internal TextDraft(StudioState studio)
    {
        _studio = studio;
        Text = studio.Run.Setup.Text;
        Note = studio.Run.Text.Limit;
    }

    /// <summary>The text as typed.</summary>
    public string Text { get; private set; }

    /// <summary>What is wrong with the text, or what of it was left out; <c>null</c> when it is used as it is.</summary>
    public string? Note { get; private set; }

    /// <summary>Takes the text as typed so far.</summary>
    public async Task TypeAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        var parsed = LessonText.Parse(text);
        if (!parsed.IsUsable)
        {
            Note = "Write a sentence of two different words or more." + (parsed.Limit is { } limit ? $" {limit}" : string.Empty);
            _studio.Changed?.Invoke();
            return;
        }

        LessonSetup setup = _studio.Run.Setup;
        LessonStart start = setup.Start == LessonStart.Placed && parsed.Words.Count > 3 ? LessonStart.Random : setup.Start;
        await _studio.OpenAsync(setup with { Text = text.Length <= LessonText.MaxCharacters ? text : text[..LessonText.MaxCharacters], Start = start });

        // Of a text that is cut, the run knows only what was kept, and nothing of the cut.
        Note = parsed.Limit;
        _studio.Changed?.Invoke();
    }

    /// <summary>Takes the text of a run that has been opened.</summary>
    internal void Reset(string text)
    {
        Text = text;
        Note = LessonText.Parse(text).Limit;
    }
}
