using System.Text.Json;
using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Pairs;

/// <summary>The state of the page of two models, without the points, which the script of the maps holds.</summary>
public sealed class PairState
{
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
    public string Announcement { get; private set; } = "Connecting …";

    /// <summary>Whether the connection is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Handles the opened connection.</summary>
    public void Open(Answer<PairInfo> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Info = answer.Value;
        Announce(Info is null ? "No models are open." : PairText.Opened(Info));
    }

    /// <summary>Handles the closed connection.</summary>
    public void Close()
    {
        IsClosed = true;
        Announce("The talpa command has ended. The maps remain, but queries can't be answered any more.");
    }

    /// <summary>Selects a word in both models.</summary>
    public async Task SearchAsync(string word)
    {
        Answer<PairWord>? answer = IsClosed
            ? new Answer<PairWord>(null, "the talpa command has ended")
            : JsonSerializer.Deserialize(await Find!(word), StudioMessages.Default.AnswerPairWord);
        (Word, Fault) = (answer?.Value, answer?.Fault);
        Announce(Word is null ? $"No answer: {Fault}." : PairText.Found(Word));
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
