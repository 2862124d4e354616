using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Talpa.Studio.Live;

/// <summary>What the live page and the page of two models have in common: a script with maps, an address, and the colour scheme.</summary>
public abstract class MapPage : ComponentBase, IAsyncDisposable
{
    private string _written = string.Empty;
    private bool _hasAddress;
    private int _reading;

    /// <summary>The scripts of the page.</summary>
    [Inject]
    public required IJSRuntime Browser { get; set; }

    /// <summary>The address.</summary>
    [Inject]
    public required NavigationManager Navigation { get; set; }

    /// <summary>The script of the maps; <c>null</c> until it is loaded.</summary>
    protected IJSObjectReference? Module { get; private set; }

    /// <summary>The page for its script, which is disposed with the page.</summary>
    protected IDisposable? Self { get; set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Self?.Dispose();
        if (Module is not null)
        {
            await Module.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Loads the script of the maps.</summary>
    protected async Task<IJSObjectReference> LoadAsync(string script) => Module = await Browser.InvokeAsync<IJSObjectReference>("import", script);

    /// <summary>Calls a function of the script, if it is loaded.</summary>
    protected async Task CallAsync(string name, params object[] parameters)
    {
        if (Module is not null)
        {
            await Module.InvokeVoidAsync(name, parameters);
        }
    }

    /// <summary>Switches between light and dark colours.</summary>
    protected async Task SwitchThemeAsync()
    {
        await using IJSObjectReference studio = await Browser.InvokeAsync<IJSObjectReference>("import", "./studio.js");
        await studio.InvokeVoidAsync("switchTheme");
    }

    /// <summary>Writes the address of what is shown, if it has changed. Nothing is written before there is something to write, nor while an address is read.</summary>
    protected async Task WriteAddressAsync(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (_reading > 0 || (address.Length == 0 && !_hasAddress))
        {
            return;
        }

        _hasAddress = address.Length > 0;
        if (address != _written)
        {
            _written = address;
            await CallAsync("writeAddress", address);
        }
    }

    /// <summary>Reads an address that the page has not written. A render meanwhile does not write what was shown before over it.</summary>
    /// <param name="address">The fragment of the address.</param>
    /// <param name="read">Shows what the address leads to.</param>
    protected async Task ReadAddressAsync(string address, Func<Task> read)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(read);
        string fragment = address.TrimStart('#');
        if (fragment == _written)
        {
            return;
        }

        _written = fragment;
        _reading++;
        try
        {
            await read();
        }
        finally
        {
            _reading--;
        }

        StateHasChanged();
    }
}
