using System.Text.Json;
using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Pairs;

/// <summary>The state of the page of two models, without the points, which the script of the maps holds.</summary>
public sealed class PairState
{
    /// <summary>Creates the state before the connection is open.</summary>
    public PairState() => Announcement = Text["status.connecting"];

    /// <summary>The texts of the page, in its language.</summary>
    public PairText Text { get; private set; } = new(null);

    /// <summary>Called when the state has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Finds a word and marks it on both maps. Returns the answer in JSON.</summary>
    public Func<string, Task<string>>? Find { get; set; }

    /// <summary>Returns common words with a prefix, in JSON.</summary>
    public Func<string, Task<string>>? Complete { get; set; }

    /// <summary>The two models; <c>null</c> until the connection is open.</summary>
    public PairInfo? Info { get; private set; }

    /// <summary>The selected word in both models.</summary>
    public PairWord? Word { get; private set; }

    /// <summary>Why the last word was not found; <c>null</c> if it was.</summary>
    public string? Fault { get; private set; }

    /// <summary>The last change in words, for the live region.</summary>
    public string Announcement { get; private set; }

    /// <summary>Whether the connection is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Changes the language. What was announced in the one before is replaced.</summary>
    /// <param name="language">The language; the initial one for an unknown one.</param>
    /// <returns>Whether it is another one.</returns>
    public bool UseLanguage(string? language)
    {
        var text = new PairText(language);
        if (text.Language == Text.Language)
        {
            return false;
        }

        (Text, Fault) = (text, null);
        Announce(IsClosed ? Text["pair.ended"] : Info is null ? Text["status.connecting"] : Text.Opened(Info));
        return true;
    }

    /// <summary>Handles the opened connection.</summary>
    public void Open(Answer<PairInfo> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Info = answer.Value;
        Announce(Info is null ? Text["pair.none"] : Text.Opened(Info));
    }

    /// <summary>Handles the closed connection.</summary>
    public void Close()
    {
        IsClosed = true;
        Announce(Text["pair.ended"]);
    }

    /// <summary>Selects a word in both models.</summary>
    public async Task SearchAsync(string word)
    {
        Answer<PairWord>? answer = IsClosed
            ? new Answer<PairWord>(null, Text[FaultKeys.Ended])
            : JsonSerializer.Deserialize(await Find!(word), StudioMessages.Default.AnswerPairWord);
        (Word, Fault) = (answer?.Value, Text.FaultOf(answer));
        Announce(Word is null ? Text.With("status.fault", ("fault", Fault ?? string.Empty)) : Text.Found(Word));
    }

    /// <summary>Returns common words with a prefix.</summary>
    public async Task<string[]> CompleteAsync(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return prefix.Length == 0 || IsClosed ? [] : JsonSerializer.Deserialize(await Complete!(prefix), StudioMessages.Default.StringArray) ?? [];
    }

    /// <summary>Announces a change in the live region.</summary>
    public void Announce(string text)
    {
        Announcement = text;
        Changed?.Invoke();
    }
}
