using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Languages;

namespace Talpa.Studio.Live;

/// <summary>The live page: connects its state, the script of the map, and the address.</summary>
public sealed partial class LivePage
{
    private const string Zoom = "zoom";
    private const int Groups = 10;
    private static readonly string[] Panels = ["training", "word", "analogy", "selection", "map"];

    private readonly LiveState _live = new();
    private ElementReference _canvas;
    private bool _selecting;
    private bool _canOpen;
    private bool _isOpening;
    private Clusters? _clusters;
    private long _clusteredAt;
    private FrameTimes? _times;

    /// <summary>The address with which the page was opened, until it has been shown; then <c>null</c>.</summary>
    private string? _given;

    /// <summary>The address of what is shown; empty without an answer on the plane in the initial language.</summary>
    private string Address => LiveAddress.Join(LiveAddress.Of(_live.Word, _live.Analogy), _live.Layout.Address) is { Length: > 0 } shown ? LiveAddress.Join(shown, Text.Address) : Text.Address;

    private LiveText Text => _live.Text;

    private double Done => _live.Status is { TotalTokens: > 0 } status ? Math.Round((double)status.Tokens / status.TotalTokens, 4) : 0;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _given = new Uri(Navigation.Uri).Fragment;
        _ = _live.UseLanguage(LiveAddress.LanguageOf(_given));
        _live.Changed = () => _ = InvokeAsync(StateHasChanged);
        _live.Server = async (method, parameters) => await Module!.InvokeAsync<string>("invoke", method, parameters);
        _live.MarkAnswer = (chosen, neighbours, figure) => _ = CallAsync("markAnswer", chosen, neighbours, figure);
        _live.FlyTo = async (chosen, neighbours) => await Module!.InvokeAsync<bool>("flyTo", chosen, neighbours);
        _live.ShowReplay = async (index, isLast) => JsonSerializer.Deserialize(await Module!.InvokeAsync<string>("showReplay", index, isLast), StudioMessages.Default.Frame);
        _live.Layout.Changed = _live.Changed;
        _live.Layout.ShowPlane = () => ShowWithoutGroupsAsync("showPlane");
        _live.Layout.ShowNeighbourhoods = ShowNeighbourhoodsAsync;
        _live.Layout.ShowAxes = async words =>
        {
            Answer<AxesMap>? answer = JsonSerializer.Deserialize(await Module!.InvokeAsync<string>("showAxes", (object)words), StudioMessages.Default.AnswerAxesMap);
            _clusters = answer?.Value is null || _live.Layout.Neighbourhoods is null ? _clusters : null;
            return answer;
        };
        _live.MarkFollowed = followed => _ = CallAsync("markFollowed", followed);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var self = DotNetObjectReference.Create(this);
            Self = self;
            IJSObjectReference module = await LoadAsync("./live.js");
            await ShowLanguageAsync();
            _canOpen = await module.InvokeAsync<bool>("start", self, _canvas);
            _live.Film = await module.InvokeAsync<bool>("filmIsSupported") ? FilmAsync : null;
            StateHasChanged();
        }
        else if (Module is not null && (_given is null || _live.IsEmpty))
        {
            await WriteAddressAsync(Address);
        }
    }

    /// <summary>The connection is open.</summary>
    [JSInvokable]
    public void Opened(string json) => _live.Open(JsonSerializer.Deserialize(json, StudioMessages.Default.AnswerVectorsInfo)!);

    /// <summary>The user has changed the address.</summary>
    [JSInvokable]
    public async Task AddressChanged(string address)
    {
        if (_given is not null && !_live.IsEmpty)
        {
            _given = address;
            return;
        }

        await ReadAddressAsync(address, async () =>
        {
            await UseLanguageAsync(LiveAddress.LanguageOf(address));
            await _live.OpenAddressAsync(address);
        });
    }

    /// <summary>The server has sent an update.</summary>
    [JSInvokable]
    public async Task Updated(string json)
    {
        _live.Apply(JsonSerializer.Deserialize(json, StudioMessages.Default.Update)!);
        if (_times is not null)
        {
            _times = await TimesAsync();
        }

        // After the first update, so that the time of the answer is known.
        if (_given is { } given)
        {
            _given = null;
            await AddressChanged(given);
        }
    }

    /// <summary>The connection is closed.</summary>
    [JSInvokable]
    public void Closed() => _live.Close();

    /// <summary>A point was clicked.</summary>
    [JSInvokable]
    public Task Chosen(string word) => _live.ShowNearestAsync(word);

    /// <summary>The keyboard has moved to a point.</summary>
    [JSInvokable]
    public void Reached(string word, int rank) => _live.Announce(Text.With("status.reached", ("word", word), ("rank", Text.Write(rank))));

    /// <summary>Points were selected.</summary>
    [JSInvokable]
    public Task Selected(string[] words, int count) => _live.SelectAsync(words, count);

    /// <summary>Plays the replay. Returns when it is at the end, or was stopped.</summary>
    [JSInvokable]
    public Task PlayReplay() => _live.Replay!.PlayAllAsync();

    private async Task<string> SendAsync(string input, string kind, int dimension, int? epochs, int minCount) =>
        await Module!.InvokeAsync<string>("openFile", input, kind, dimension, epochs, minCount);

    private async Task UseLanguageAsync(string? language)
    {
        if (_live.UseLanguage(language))
        {
            await ShowLanguageAsync();
        }
    }

    private Task ShowLanguageAsync() => PageLanguage.ShowAsync(Browser, Text, "live.title");

    private Task ToggleSelecting()
    {
        _selecting = !_selecting;
        _live.Announce(Text[_selecting ? "status.selects" : "status.moves"]);
        return CallAsync("selectByDragging", _selecting);
    }

    private async Task ToggleColours()
    {
        if (_clusters is not null)
        {
            _clusters = null;
            await CallAsync("colourByFrequency");
            _live.Announce(Text["status.frequency"]);
            return;
        }

        _clusteredAt = _live.Status?.Tokens ?? 0;
        string json = await Module!.InvokeAsync<string>("colourByGroups", Groups);
        _clusters = JsonSerializer.Deserialize(json, StudioMessages.Default.AnswerClusters)?.Value;
        _live.Announce(Text["status.clusters"]);
    }

    /// <summary>The map shows the clusters of its words.</summary>
    private async Task<Answer<NeighbourhoodMap>?> ShowNeighbourhoodsAsync()
    {
        Answer<NeighbourhoodMap>? answer = JsonSerializer.Deserialize(await Module!.InvokeAsync<string>("showNeighbourhoods"), StudioMessages.Default.AnswerNeighbourhoodMap);
        (_clusters, _clusteredAt) = answer?.Value is { } map ? (map.Clusters, _live.Status?.Tokens ?? 0) : (_clusters, _clusteredAt);
        return answer;
    }

    private Task ShowWithoutGroupsAsync(string layout)
    {
        _clusters = null;
        return CallAsync(layout);
    }

    /// <summary>Plays the replay and records the map. Stopping it ends the film too.</summary>
    private async Task FilmAsync()
    {
        string file = $"{_live.Info!.Name}.webm";
        _live.IsFilming = true;
        try
        {
            await _live.Replay!.GoToAsync(0);
            await CallAsync("saveFilm", file);
            _live.Announce(Text.With("film.saved", ("file", file)));
        }
        catch (JSException)
        {
            // The browser may have no encoder for a canvas of this size, or the encoder may fail while the replay is played.
            await _live.Replay!.GoToAsync(_live.Replay.Index);
            _live.Announce(Text["film.failed"]);
        }
        finally
        {
            _live.IsFilming = false;
            StateHasChanged();
        }
    }

    private async Task ToggleTimes()
    {
        _times = _times is null ? await TimesAsync() : null;
    }

    private async Task<FrameTimes?> TimesAsync() => JsonSerializer.Deserialize(await Module!.InvokeAsync<string>("measuredTimes"), LiveJson.Default.FrameTimes);

    private async Task UnselectAsync()
    {
        await CallAsync("unselect");
        _live.Clear();
    }
}
