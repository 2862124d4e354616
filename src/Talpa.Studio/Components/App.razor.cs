using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Talpa.Studio.Drawing;
using Talpa.Studio.Languages;
using Talpa.Studio.Lesson;
using Talpa.Studio.Story;

namespace Talpa.Studio.Components;

/// <summary>The lesson page: connects its state, its parts, the keys and the pointer, and the address.</summary>
public sealed partial class App : IAsyncDisposable
{
    private readonly StudioState _studio = new(new View());
    private IJSObjectReference? _module;
    private DotNetObjectReference<App>? _self;
    private string? _sheet;

    // The id of the control that gets the focus after the next rendering, because the one that had it is gone.
    private string? _focus;
    private (int Step, string Panel) _scrolledFor;
    private string _written = string.Empty;
    private string _language = string.Empty;

    /// <summary>The sheet that the scene of the story is about; <c>null</c> for none.</summary>
    private string? SheetOfScene => _studio.Story.Scene?.Action == SceneAction.Write ? "text" : null;

    /// <summary>The address.</summary>
    [Inject]
    public required NavigationManager Navigation { get; set; }

    /// <summary>The scripts of the page.</summary>
    [Inject]
    public required IJSRuntime Browser { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _studio.Changed = Show;
        var browser = Browser as IJSInProcessRuntime;
        _studio.IsNarrow = browser?.Invoke<bool>("early.isNarrow") ?? false;
        string fragment = new Uri(Navigation.Uri).Fragment;
        if (fragment.Length > 1)
        {
            await OpenAsync(fragment);
        }

        // Clicks on Step before the runtime was loaded are executed before the first rendering.
        if (browser?.Invoke<int>("early.take") is > 0 and var steps)
        {
            _studio.Move(steps);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./studio.js");
            if (await _module.InvokeAsync<bool>("start", _self))
            {
                _studio.CanOpen = true;
                Show();
            }

            if (await _module.InvokeAsync<bool>("isFirstVisit"))
            {
                await _studio.Story.TurnAsync(1);
            }
        }

        if (_module is not null && _focus is { } focus)
        {
            _focus = null;
            await _module.InvokeVoidAsync("focus", focus);
        }

        if (_module is not null && _scrolledFor != (_studio.Now.Step, _studio.Panel))
        {
            _scrolledFor = (_studio.Now.Step, _studio.Panel);
            await _module.InvokeVoidAsync("scrollToCentreWord");
        }

        await ShowLanguageAsync();
        await WriteAddressAsync();
    }

    /// <summary>Handles a key that no control handles.</summary>
    [JSInvokable]
    public async Task PressedAsync(string key, bool shift, string? vector)
    {
        if (vector is not null && key.StartsWith("Arrow", StringComparison.Ordinal))
        {
            double steps = shift ? 5 : 1;
            _studio.Mover.MoveBy(vector, key == "ArrowLeft" ? -steps : key == "ArrowRight" ? steps : 0, key == "ArrowDown" ? -steps : key == "ArrowUp" ? steps : 0);
            return;
        }

        if (_studio.Story.Scene is not null && Storyteller.TurnOf(key) is { } scenes)
        {
            await TurnAsync(scenes);
            return;
        }

        switch (key)
        {
            case "Enter" when vector is not null:
                _studio.Choose(vector);
                break;
            case " " or "ArrowRight" or "PageDown":
                _studio.Move(shift ? 10 : 1);
                break;
            case "ArrowLeft" or "PageUp":
                _studio.Move(shift ? -10 : -1);
                break;
            case "Home":
                await _studio.GoToAsync(0);
                break;
            case "p" when _studio.Story.Scene is null or { Action: SceneAction.Play }:
                await _studio.Player.ToggleAsync();
                break;
            case "Escape":
                await CloseSheet();
                _studio.Highlight(null);
                Show();
                break;
        }
    }

    /// <summary>Handles the dragging of a vector to a position in the picture.</summary>
    [JSInvokable]
    public void Dragged(string vector, double x, double y)
    {
        if (_studio.Chosen != vector)
        {
            _studio.Choose(vector);
        }

        (double across, double up) = new Plane(_studio.Now, _studio.Projection).ToNumbers(x, y);
        _studio.Mover.MoveTo(vector, across, up);
    }

    /// <summary>Handles a rotation of the picture, in degrees, see <see cref="StudioState.Rotate"/>.</summary>
    [JSInvokable]
    public void Rotated(int yaw, int pitch, bool announces) => _studio.Rotate(yaw, pitch, announces);

    /// <summary>Handles a click in the picture: on a vector, or anywhere as a prediction.</summary>
    [JSInvokable]
    public void Clicked(string? vector, double x, double y)
    {
        if (_studio.Predictions.IsOn)
        {
            (double across, double up) = new Plane(_studio.Now, _studio.Projection).ToNumbers(x, y);
            _studio.Predictions.PointAt(across, up);
        }
        else if (vector is not null)
        {
            _studio.Choose(vector);
        }
    }

    /// <summary>Handles a change between narrow and wide layout.</summary>
    [JSInvokable]
    public void Narrowed(bool isNarrow)
    {
        _studio.IsNarrow = isNarrow;
        Show();
    }

    /// <summary>Handles a change of the address by the user.</summary>
    [JSInvokable]
    public async Task AddressChangedAsync(string fragment)
    {
        if (fragment.TrimStart('#') != _written)
        {
            await OpenAsync(fragment);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _studio.Changed = null;
        _self?.Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    private async Task OpenAsync(string fragment)
    {
        if (!await _studio.OpenAsync(Address.Read(fragment)))
        {
            // Another address was opened, or the user went to another step, while the step of this one was computed.
            return;
        }

        _sheet = SheetOfScene ?? _sheet;
        Show();
        if (Address.Ignored(fragment, _studio.View) is { Count: > 0 } ignored)
        {
            _studio.Announce(text => text.With("link.ignored", ("parts", string.Join(", ", ignored))));
        }
    }

    /// <summary>Turns a number of scenes of the story. Once closed, it no longer opens by itself.</summary>
    private async Task TurnAsync(int scenes)
    {
        bool wasOpen = _studio.Story.Scene is not null;
        bool isOpen = await _studio.Story.TurnAsync(scenes);
        _sheet = SheetOfScene;
        _focus = !isOpen ? "step" : wasOpen ? _focus : "story-next";
        if (!isOpen && _module is not null)
        {
            await _module.InvokeVoidAsync("rememberStory");
        }

        Show();
    }

    private void Show() => _ = InvokeAsync(StateHasChanged);

    private Task CloseSheet()
    {
        if (SheetOfScene is not null)
        {
            return TurnAsync(1);
        }

        // Back to the button that has opened it.
        _focus = _sheet is null ? _focus : $"{_sheet}-button";
        _sheet = null;
        return Task.CompletedTask;
    }

    private async Task Theme()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("switchTheme");
        }
    }

    private async Task ShowLanguageAsync()
    {
        if (_module is not null && _language != _studio.Text.Language)
        {
            _language = _studio.Text.Language;
            await PageLanguage.ShowAsync(Browser, _studio.Text, "page.title");
        }
    }

    private async Task WriteAddressAsync()
    {
        string address = Address.Write(_studio.View);
        if (_module is not null && address != _written && !_studio.Player.IsPlaying)
        {
            _written = address;
            await _module.InvokeVoidAsync("writeAddress", address, _studio.Layout.ToString().ToLowerInvariant());
        }
    }
}
