using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;

namespace Talpa.Cli.Parsing;

/// <summary>How a command serves a page: at which port, and whether a browser opens it.</summary>
internal sealed class PageOptions
{
    private readonly Option<int?> _port = OptionOf.Integer("--port", "N", "The port to serve the page at. [a free one]");
    private readonly Option<bool> _noBrowser = OptionOf.Flag("--no-browser", "Only print the address of the page.");

    /// <summary>The options, to be shown in a group.</summary>
    public Option[] All => [_port, _noBrowser];

    /// <summary>The requested port; 0 for a free one.</summary>
    /// <exception cref="UsageException">It is out of its range.</exception>
    public int Port(ParseResult arguments) => arguments.GetValue(_port) is not { } port ? 0
        : port is > 0 and <= 65_535 ? port
        : throw new UsageException($"--port must be from 1 to 65535, not {port}");

    /// <summary>Opens a page, unless --no-browser is given. Where there is no browser, the printed address is enough.</summary>
    public void Open(ParseResult arguments, Uri address)
    {
        if (arguments.GetValue(_noBrowser))
        {
            return;
        }

        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true });
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // A machine without a screen.
        }
    }
}
