using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Exploring;
using Talpa.Studio.Server.Observing;
using Talpa.Studio.Server.OpenFiles;
using Talpa.Studio.Server.Pairs;
using Talpa.Vectors;

namespace Talpa.Studio.Server;

/// <summary>The methods that a page can call over its connection. Arguments come from an untrusted client and are limited.</summary>
internal sealed class StudioHub(OpenFilesService files, StudioServerOptions options) : Hub
{
    /// <summary>The path of the hub.</summary>
    public const string Path = "/hub";

    private const int MaxWordLength = 200;
    private const int MaxWords = 64;

    private LiveView View => files.View ?? throw new HubException("No file is open.");

    private PairView Pair => options.Pair ?? throw new HubException("No two models are open.");

    /// <summary>Returns the description of the vectors; none if no file is open. The fault is that of a training that failed.</summary>
    public Answer<VectorsInfo> Open() => new(files.View?.Open() is { } info ? info with { CanStop = files.CanStop } : null, files.Fault);

    /// <summary>Stops the training that was started from the page.</summary>
    public void Stop() => files.Stop();

    /// <summary>Streams all changes, beginning with the whole state. One stream for each connection.</summary>
    public IAsyncEnumerable<Update> Watch(CancellationToken cancellationToken) => Context.Items.TryAdd(nameof(Watch), true)
        ? View.ChangesAsync(cancellationToken)
        : throw new HubException("This connection has a stream already.");

    /// <summary>Sets how often the training is observed, for all pages. An unknown name changes nothing.</summary>
    public void SetPace(string name)
    {
        if (Pace.All.FirstOrDefault(pace => pace.Name == name) is { } pace)
        {
            View.SetPace(pace);
        }
    }

    /// <summary>Returns a frame of the replay of an ended training.</summary>
    public Answer<Frame> ReplayFrame(int index) => View.ReplayFrame(index) is { } frame ? new Answer<Frame>(frame, null) : Faults.Of<Frame>("there is no such frame", new FaultReason(FaultKeys.NoFrame));

    /// <summary>Returns words with a prefix.</summary>
    public string[] Complete(string prefix) => IsLimited(prefix) ? View.Explorer.Complete(prefix) : [];

    /// <summary>Returns the words nearest to a word.</summary>
    public Answer<WordAnswer> Nearest(string word, int count) => Query(explorer => explorer.Nearest(Limited(word), count));

    /// <summary>Solves the analogy a : b = c : ?.</summary>
    public Answer<AnalogyAnswer> Analogy(string a, string b, string c) => Query(explorer => explorer.Analogy(Limited(a), Limited(b), Limited(c)));

    /// <summary>Returns the cosines of all pairs of words.</summary>
    public Answer<Comparison> Compare(string[] words) => Query(explorer => explorer.Compare((words ?? []).Take(MaxWords).Select(Limited)));

    /// <summary>Groups the drawn words.</summary>
    public Answer<Clusters> Group(int groups) => Query(explorer => explorer.Group(groups));

    /// <summary>Returns the neighbour map of a word.</summary>
    public Answer<RadialMap> Map(string word, int count) => Query(explorer => explorer.Map(Limited(word), count));

    /// <summary>Places the drawn words on axes between words.</summary>
    public Answer<AxesMap> Axes(string[] words) => Query(explorer => explorer.Axes([.. (words ?? []).Take(MaxWords).Select(Limited)]));

    /// <summary>Returns the map that keeps neighbourhoods. It takes seconds.</summary>
    public Answer<NeighbourhoodMap> Neighbourhoods()
    {
        // Before the vectors are read: a map of vectors that still change is not kept as that of the final ones.
        bool isFinal = View.IsFinal;
        return View.LatestFrame is { } frame
            ? Query(explorer => explorer.Neighbourhoods(frame, isFinal))
            : Faults.Of<NeighbourhoodMap>("the map has no points yet; try again", new FaultReason(FaultKeys.NoPoints));
    }

    /// <summary>Records the neighbours of a word from now on.</summary>
    public Answer<string> Follow(string word) => Query(_ =>
    {
        View.Follow(Limited(word));
        return word;
    });

    /// <summary>Stops recording the neighbours of a word.</summary>
    public void Unfollow(string word)
    {
        if (IsLimited(word))
        {
            View.Unfollow(word);
        }
    }

    /// <summary>Returns the description of two models, with their maps.</summary>
    public Answer<PairInfo> OpenPair() => new(Pair.Info, null);

    /// <summary>Returns common words of two models with a prefix.</summary>
    public string[] CompletePair(string prefix) => IsLimited(prefix) ? Pair.Complete(prefix) : [];

    /// <summary>Returns a word in both models.</summary>
    public Answer<PairWord> NearestInPair(string word)
    {
        PairView pair = Pair;
        return Try(() => pair.Find(Limited(word)));
    }

    private static bool IsLimited([NotNullWhen(true)] string? word) => word is { Length: <= MaxWordLength };

    private static string Limited(string? word) => IsLimited(word)
        ? word
        : throw new ExplainedException(new FaultReason(FaultKeys.LongWord) { Numbers = { ["max"] = MaxWordLength } }, $"a word has at most {MaxWordLength} characters");

    private static Answer<T> Try<T>(Func<Answer<T>> query)
        where T : class
    {
        try
        {
            return query();
        }
        catch (UnusableInputException fault)
        {
            return Faults.Of<T>(fault);
        }
    }

    private Answer<T> Query<T>(Func<Explorer, T> query)
        where T : class
    {
        LiveView view = View;
        return Try(() =>
        {
            T answer = query(view.Explorer);
            view.RequestFrame();
            return new Answer<T>(answer, null);
        });
    }
}
