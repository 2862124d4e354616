using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <summary>What the positions on the map mean: the plane of principal components, the cosines with axes between words, or neighbourhoods.</summary>
public sealed class LayoutChoice
{
    /// <summary>The name of the plane of principal components.</summary>
    public const string Plane = "plane";

    /// <summary>The name of the axes between words.</summary>
    public const string AxesName = "axes";

    /// <summary>The name of the layout that keeps neighbourhoods.</summary>
    public const string NeighbourhoodsName = "neighbourhoods";

    /// <summary>The number of the last request for a layout.</summary>
    private int _requests;

    /// <summary>The name of the layout that is being computed; <c>null</c> for none.</summary>
    private string? _working;

    /// <summary>Shows the plane on the map.</summary>
    public Func<Task>? ShowPlane { get; set; }

    /// <summary>Shows axes on the map. Returns them without the positions.</summary>
    public Func<string[], Task<Answer<AxesMap>?>>? ShowAxes { get; set; }

    /// <summary>Shows neighbourhoods on the map. Returns them without the positions.</summary>
    public Func<Task<Answer<NeighbourhoodMap>?>>? ShowNeighbourhoods { get; set; }

    /// <summary>Leaves what can't have another layout than the plane: a replay.</summary>
    public Func<Task> Leave { get; init; } = () => Task.CompletedTask;

    /// <summary>Writes the reason of a fault in the language of the page.</summary>
    public Func<string?, FaultReason?, string?> Explain { get; init; } = (fault, _) => fault;

    /// <summary>Called when the state has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>The name of the layout that the map has.</summary>
    public string Shown { get; private set; } = Plane;

    /// <summary>The name of the layout whose panel is open: it is shown when the user has typed what it needs.</summary>
    public string Chosen { get; private set; } = Plane;

    /// <summary>The axes; <c>null</c> for another layout.</summary>
    public AxesMap? Axes { get; private set; }

    /// <summary>The neighbourhoods; <c>null</c> for another layout.</summary>
    public NeighbourhoodMap? Neighbourhoods { get; private set; }

    /// <summary>The tokens that the training had processed when the layout was computed.</summary>
    public long ComputedAt { get; private set; }

    /// <summary>The reason why the last layout could not be computed; <c>null</c> if it could.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether a layout is being computed.</summary>
    public bool IsWorking => _working is not null;

    /// <summary>The part of the page's address that leads back to the layout; empty for the plane.</summary>
    public string Address => Axes is { } axes ? LiveAddress.Part(AxesName, axes.Axes.SelectMany(axis => new[] { axis.From.Word, axis.To.Word }))
        : Neighbourhoods is not null ? LiveAddress.Part("layout", [NeighbourhoodsName])
        : string.Empty;

    /// <summary>Shows the layout that an address leads to.</summary>
    /// <param name="fragment">The fragment of the address.</param>
    /// <param name="tokens">The tokens that the training has processed.</param>
    public async Task OpenAsync(string fragment, long tokens)
    {
        if (LiveAddress.ValuesOf(fragment, AxesName) is { Count: 2 or 4 } words)
        {
            await DrawAxesAsync([.. words], tokens);
        }
        else if (LiveAddress.ValuesOf(fragment, "layout") is [NeighbourhoodsName])
        {
            await DrawNeighbourhoodsAsync(tokens);
        }
        else
        {
            await ChooseAsync(Plane);
        }
    }

    /// <summary>Opens the panel of a layout. The plane needs nothing else and is shown; a layout that is still being computed is then not shown.</summary>
    public async Task ChooseAsync(string name)
    {
        (Chosen, Fault) = (name, null);
        if (name == Plane && (Shown != Plane || IsWorking))
        {
            _requests++;
            (Shown, Axes, Neighbourhoods, _working) = (Plane, null, null, null);
            await (ShowPlane?.Invoke() ?? Task.CompletedTask);
        }

        Changed?.Invoke();
    }

    /// <summary>Returns the words of one axis or two, as the user has typed them into four boxes; <c>null</c> where only one box of an axis is filled, and where the first axis is empty.</summary>
    /// <param name="boxes">The two words of the first axis, and those of the second one, which may both be empty.</param>
    public static string[]? WordsOf(params string[] boxes)
    {
        string[] words = [.. boxes.Select(word => word.Trim())];
        bool isComplete = words[0].Length > 0 && words[1].Length > 0 && words[2].Length > 0 == words[3].Length > 0;
        return isComplete ? [.. words.Where(word => word.Length > 0)] : null;
    }

    /// <summary>Removes the last fault, which is in the language that the page had.</summary>
    public void ClearFault() => Fault = null;

    /// <summary>Shows why a layout can't be drawn.</summary>
    public void Refuse(string fault)
    {
        Fault = fault;
        Changed?.Invoke();
    }

    /// <summary>Shows one axis between two words, or two between four.</summary>
    /// <param name="words">The words.</param>
    /// <param name="tokens">The tokens that the training has processed.</param>
    public Task DrawAxesAsync(string[] words, long tokens) => DrawAsync(AxesName, tokens, () => ShowAxes!(words), axes => (Axes, Neighbourhoods) = (axes, null));

    /// <summary>Shows the layout that keeps neighbourhoods, which takes seconds. While they are being computed, a second request only opens their panel.</summary>
    /// <param name="tokens">The tokens that the training has processed.</param>
    public Task DrawNeighbourhoodsAsync(long tokens) => _working == NeighbourhoodsName ? ChooseAsync(NeighbourhoodsName) : DrawAsync(NeighbourhoodsName, tokens, ShowNeighbourhoods!, map => (Axes, Neighbourhoods) = (null, map));

    /// <summary>Shows a layout. Where there is none, the map keeps the one before. An answer that arrives after a newer choice is ignored.</summary>
    private async Task DrawAsync<T>(string name, long tokens, Func<Task<Answer<T>?>> draw, Action<T> take)
        where T : class
    {
        int request = ++_requests;
        (Chosen, _working) = (name, name);
        Changed?.Invoke();
        try
        {
            await Leave();
            Answer<T>? answer = await draw();
            if (request == _requests)
            {
                Fault = Explain(answer?.Fault, answer?.Reason);
                if (answer?.Value is { } value)
                {
                    take(value);
                    (Shown, ComputedAt) = (name, tokens);
                }
            }
        }
        finally
        {
            if (request == _requests)
            {
                _working = null;
                Changed?.Invoke();
            }
        }
    }
}
