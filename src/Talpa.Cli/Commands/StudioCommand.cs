using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Studio.Server;

namespace Talpa.Cli.Commands;

/// <summary>Opens the page on which one sees the gradient move the vectors.</summary>
internal sealed class StudioCommand : TalpaCommand
{
    private readonly Option<int?> _port = OptionOf.Integer("--port", "N", "The port to serve the page at. [a free one]");
    private readonly Option<bool> _noBrowser = OptionOf.Flag("--no-browser", "Only say where the page is.");

    public StudioCommand()
        : base("studio", "Opens a page that shows the gradient move the vectors.")
    {
        Remarks = "The page is served to this computer alone, until Ctrl-C.";
        Examples = ["talpa studio", "talpa studio --port 5005 --no-browser"];
        AddGroups(new OptionGroup("Options", _port, _noBrowser));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        bool open = !arguments.GetValue(_noBrowser);
        var options = new StudioServerOptions
        {
            Port = Port(arguments.GetValue(_port)),
            Started = address =>
            {
                var page = new Page(terminal);
                page.Field("studio", address.ToString());
                page.Note("Ctrl-C ends it.");
                terminal.Out.Flush();
                if (open)
                {
                    Open(address);
                }
            },
        };

        // Ctrl-C is how one leaves: nothing is lost and nothing failed.
        StudioServer.RunAsync(options, terminal.Interrupt.Await()).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    private static int Port(int? given) => given is null or (> 0 and <= 65_535)
        ? given ?? 0
        : throw new UsageException($"--port must be from 1 to 65535, not {given}");

    /// <summary>Where there is no browser to open, the address has been said.</summary>
    private static void Open(Uri address)
    {
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
