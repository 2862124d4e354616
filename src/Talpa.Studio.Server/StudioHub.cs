using Microsoft.AspNetCore.SignalR;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Exploring;
using Talpa.Studio.Server.OpenFiles;
using Talpa.Vectors;

namespace Talpa.Studio.Server;

/// <summary>What a page can ask over its line. Every argument is what a stranger may have sent, and is limited.</summary>
internal sealed class StudioHub(Desk desk) : Hub
{
    /// <summary>The hub's address under the page's.</summary>
    public const string Path = "/hub";

    private const int LongestWord = 200;
    private const int MaxWords = 64;

    private StudioRoom Room => desk.Room ?? throw new HubException("Nothing is open.");

    /// <summary>What there is to see. Nothing where no file has been opened yet; then perhaps why one that was opened is gone.</summary>
    public Answer<Opening> Open() => new(desk.Room?.Open() is { } opening ? opening with { CanStop = desk.CanStop } : null, desk.Fault);

    /// <summary>Ends the training that was begun from the page.</summary>
    public void Stop() => desk.Stop();

    /// <summary>All changes, the whole state first. Once for each line.</summary>
    public IAsyncEnumerable<Update> Watch(CancellationToken cancellationToken) => Context.Items.TryAdd(nameof(Watch), true)
        ? Room.ChangesAsync(cancellationToken)
        : throw new HubException("This line has a watch already.");

    /// <summary>Words that begin so.</summary>
    public string[] Complete(string beginning) => Room.Explorer.Complete(Limited(beginning));

    /// <summary>The words nearest to a word.</summary>
    public Answer<WordAnswer> Nearest(string word, int count) => Asked(explorer => explorer.Nearest(Limited(word), count));

    /// <summary>What is to c as b is to a.</summary>
    public Answer<AnalogyAnswer> Analogy(string a, string b, string c) => Asked(explorer => explorer.Analogy(Limited(a), Limited(b), Limited(c)));

    /// <summary>The cosines between words.</summary>
    public Answer<Comparison> Compare(string[] words) => Asked(explorer => explorer.Compare((words ?? []).Take(MaxWords).Select(Limited)));

    /// <summary>The drawn words in groups.</summary>
    public Answer<Clusters> Group(int groups) => Asked(explorer => explorer.Group(groups));

    /// <summary>A word in the middle of its neighbours.</summary>
    public Answer<NeighbourMap> Map(string word, int count) => Asked(explorer => explorer.Map(Limited(word), count));

    /// <summary>Watches a word from now on.</summary>
    public Answer<string> Follow(string word) => Asked(_ =>
    {
        Room.Follow(Limited(word));
        return word;
    });

    /// <summary>Watches a word no longer.</summary>
    public void Unfollow(string word) => Room.Unfollow(Limited(word));

    private static string Limited(string? word) => word is { Length: <= LongestWord } ? word : throw new HubException($"A word has at most {LongestWord} characters here.");

    private Answer<T> Asked<T>(Func<Explorer, T> ask)
        where T : class
    {
        try
        {
            T answer = ask(Room.Explorer);
            Room.Asked();
            return new Answer<T>(answer, null);
        }
        catch (UnknownWordException e)
        {
            return new Answer<T>(null, e.Message);
        }
    }
}
