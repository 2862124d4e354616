namespace Talpa.Studio.Live;

/// <content>The language of the page.</content>
public sealed partial class LiveState
{
    /// <summary>The texts of the page, in its language.</summary>
    public LiveText Text { get; private set; } = new(null);

    /// <summary>Changes the language. What was announced in the one before is replaced.</summary>
    /// <param name="language">The language; the initial one for an unknown one.</param>
    /// <returns>Whether it is another one.</returns>
    public bool UseLanguage(string? language)
    {
        var text = new LiveText(language);
        if (text.Language == Text.Language)
        {
            return false;
        }

        Text = text;
        Fault = null;
        Layout.ClearFault();
        Announce(IsClosed ? Text["status.ended"] : IsEmpty ? Text["status.empty"] : Info is null ? Text["status.connecting"] : Text.Opened(Info));
        return true;
    }
}
