using System.CommandLine;
using System.CommandLine.Parsing;
using Talpa.Cli.Commands;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Mpi.Binding;

namespace Talpa.Cli.Entry;

/// <summary>The command from its arguments to its exit code.</summary>
internal static class CommandLine
{
    // A word may begin with '@', and bundled letters would make '-size' look like five options.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs one command. Whatever happens, a person reads one clear line and the caller gets an exit code.</summary>
    public static ExitCode Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        try
        {
            return FastTextCommands.Translate([.. arguments]) is { } commands ? DispatchAll(commands, terminal) : Dispatch(arguments, terminal);
        }
        catch (UsageException e) when (Launcher.Find() is { Rank: > 0 })
        {
            // All ranks have the same arguments: rank 0 reports.
            return Faults.Describe(e).Code;
        }
        catch (Exception e)
        {
            return Faults.Report(e, terminal);
        }
    }

    /// <summary>Runs commands one after another, up to the first that fails.</summary>
    private static ExitCode DispatchAll(IReadOnlyList<string[]> commands, Terminal terminal)
    {
        FastTextCommands.Note(terminal, commands);
        ExitCode code = ExitCode.Done;
        for (int i = 0; i < commands.Count && code == ExitCode.Done; i++)
        {
            code = Dispatch(commands[i], terminal);
        }

        return code;
    }

    private static ExitCode Dispatch(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var root = new TalpaRoot();
        if (arguments is ["help", ..])
        {
            arguments = [.. arguments.Skip(1), root.Help.Name];
        }

        ParseResult parsed = root.Parse(arguments, Configuration);
        if (parsed.GetValue(root.Version))
        {
            terminal.Out.WriteLine($"talpa {TalpaVersion.Text}");
            return ExitCode.Done;
        }

        Command command = parsed.CommandResult.Command;
        if (arguments.Count == 0 || parsed.GetValue(root.Help))
        {
            HelpText.Write(command, root, terminal);
            return ExitCode.Done;
        }

        if (UsageErrors.Find(parsed, arguments) is { } error)
        {
            throw new UsageException(error);
        }

        return ((TalpaCommand)command).Execute(parsed, terminal);
    }
}
