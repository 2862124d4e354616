using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <content>The queries, which the server answers.</content>
public sealed partial class LiveState
{
    private const int Neighbours = 10;
    private const int Mapped = 16;

    /// <summary>Returns words with a prefix.</summary>
    public async Task<string[]> CompleteAsync(string prefix) =>
        prefix.Length == 0 || IsClosed ? [] : await ReadAsync("Complete", StudioMessages.Default.StringArray, prefix) ?? [];

    /// <summary>Searches the nearest words of a word, and moves the map to it.</summary>
    public async Task SearchAsync(string word)
    {
        await ShowNearestAsync(word);
        if (Word is { Index: >= 0 } found && FlyTo is not null && !await FlyTo(found.Index, [.. found.Neighbours.Select(each => each.Index)]))
        {
            Announce($"{Announcement} {Text.With("status.unplaced", ("word", found.Word))}");
        }
    }

    /// <summary>Shows the nearest words of a word, such as one selected on the map.</summary>
    public async Task ShowNearestAsync(string word)
    {
        Panel = "word";
        WordAnswer? answer = await AnswerAsync("Nearest", StudioMessages.Default.AnswerWordAnswer, word, Neighbours);
        if (answer is not null)
        {
            (Word, Analogy, AnsweredAt) = (answer, null, Status?.Tokens ?? 0);
            MarkAnswer?.Invoke(answer.Index, [.. answer.Neighbours.Select(each => each.Index)], []);
            Map = await AnswerAsync("Map", StudioMessages.Default.AnswerRadialMap, word, Mapped);
            Announce(Text.Nearest(answer, Text.Share(AnsweredAt, Status)));
        }

        Changed?.Invoke();
    }

    /// <summary>Solves the analogy a : b = c : ?.</summary>
    public async Task SolveAnalogyAsync(string a, string b, string c)
    {
        AnalogyAnswer? answer = await AnswerAsync("Analogy", StudioMessages.Default.AnswerAnalogyAnswer, a, b, c);
        if (answer is not null)
        {
            (Word, Analogy, AnsweredAt) = (null, answer, Status?.Tokens ?? 0);
            int[] corners = [.. answer.Question.Concat(answer.Answers.Take(1)).Select(word => word.Index)];
            MarkAnswer?.Invoke(-1, [], corners);
            Announce(Text.Analogy(answer));
        }

        Changed?.Invoke();
    }

    /// <summary>Handles a selection on the map.</summary>
    public async Task SelectAsync(IReadOnlyList<string> words, int count)
    {
        (Selected, SelectedCount, ComparedAt, Panel) = (words, count, Status?.Tokens ?? 0, "selection");
        Comparison = count is >= 2 and <= 12 ? await AnswerAsync("Compare", StudioMessages.Default.AnswerComparison, (object)words.ToArray()) : null;
        Announce(Text.Selected(count, words.Count > 0 ? words[0] : null));
    }

    private async Task<T?> AnswerAsync<T>(string method, JsonTypeInfo<Answer<T>> type, params object[] parameters)
        where T : class
    {
        Answer<T>? answer = IsClosed ? new Answer<T>(null, Text[FaultKeys.Ended]) : await ReadAsync(method, type, parameters);
        Fault = Text.FaultOf(answer);
        if (Fault is not null)
        {
            // An earlier answer is none to this question.
            (Word, Map, Analogy) = (null, null, null);
            MarkAnswer?.Invoke(-1, [], []);
            Announce(Text.With("status.fault", ("fault", Fault)));
        }

        return answer?.Value;
    }

    private async Task<T?> ReadAsync<T>(string method, JsonTypeInfo<T> type, params object[] parameters) =>
        JsonSerializer.Deserialize(await Server!(method, parameters), type);
}
