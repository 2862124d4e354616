using System.CommandLine;
using System.CommandLine.Parsing;
using Talpa.Cli.Commands;

namespace Talpa.Cli.Entry;

/// <summary>Finds what is wrong with a command line, and describes it in one line with the remedy.</summary>
internal static class UsageErrors
{
    /// <summary>Up to this length a name is compared with one mistake allowed, a longer one with two. With more, guesses are worse than none.</summary>
    private const int LongestWithOneMistake = 6;

    /// <summary>The first thing wrong; <c>null</c> when nothing is.</summary>
    public static string? Find(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        Command command = parsed.CommandResult.Command;
        string help = $"; see '{FullName(parsed.CommandResult)} --help'";
        if (command is ICommandFamily)
        {
            return DescribeMissingCommand(parsed, help);
        }

        if (UnknownOption(parsed, arguments) is { } unknown)
        {
            return $"there is no option {unknown}{Nearest(unknown, OptionNames(command))}{Marker(parsed, command, unknown)}{help}";
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            return $"'{parsed.UnmatchedTokens[0]}' is one argument too many{help}";
        }

        if (Operands(parsed).FirstOrDefault(argument => argument.Tokens.Any(token => token.Value.Length == 0)) is { } empty)
        {
            return $"{empty.Argument.Name} is empty{help}";
        }

        return parsed.Errors.Count == 0 ? null : Describe(parsed, command, help);
    }

    /// <summary>The command as it is called: talpa eval analogies.</summary>
    public static string FullName(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{FullName(parent)} {command.Command.Name}" : "talpa";

    private static string DescribeMissingCommand(ParseResult parsed, string help)
    {
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return "a command is missing" + help;
        }

        string token = parsed.UnmatchedTokens[0];
        return token.StartsWith('-')
            ? $"there is no option {token} here{help}"
            : $"there is no command '{token}'{Nearest(token, parsed.CommandResult.Command.Subcommands.Select(command => command.Name))}{help}";
    }

    private static string Describe(ParseResult parsed, Command command, string help) => parsed.Errors[0].SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value{help}",
        OptionResult { IdentifierTokenCount: > 1 } option => $"{option.Option.Name} is given more than once{help}",
        ArgumentResult { Tokens.Count: 0 } or CommandResult => $"an argument is missing: {FullName(parsed.CommandResult)} {((TalpaCommand)command).Usage}{help}",
        _ => parsed.Errors[0].Message + help,
    };

    /// <summary>
    /// The parser takes an option it doesn't know for an argument. One may begin with '-' only behind '--', and '-' alone is the standard input.
    /// </summary>
    private static string? UnknownOption(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        List<string> operands =
        [
            .. Operands(parsed).SelectMany(argument => argument.Tokens).Select(token => token.Value),
            .. parsed.UnmatchedTokens,
        ];
        int marker = arguments.ToList().IndexOf("--");
        int behindMarker = marker < 0 ? 0 : arguments.Count - marker - 1;
        return operands.Take(operands.Count - behindMarker).FirstOrDefault(operand => operand.Length > 1 && operand[0] == '-');
    }

    /// <summary>What to do where a word was meant, for commands that take words.</summary>
    private static string Marker(ParseResult parsed, Command command, string word) =>
        command is VectorsCommand { TakesWords: true } ? $"; a word that begins with - must follow --: {FullName(parsed.CommandResult)} VECTORS -- {word}" : "";

    private static IEnumerable<ArgumentResult> Operands(ParseResult parsed) =>
        parsed.CommandResult.Command.Arguments.Select(parsed.GetResult).OfType<ArgumentResult>();

    private static IEnumerable<string> OptionNames(Command command) =>
        command.Options.SelectMany(option => option.Aliases.Append(option.Name));

    private static string Nearest(string wrong, IEnumerable<string> names)
    {
        string? best = names.Where(name => name.Length > 2).OrderBy(name => Edits(wrong, name)).FirstOrDefault();
        return best is not null && Edits(wrong, best) <= (wrong.Length <= LongestWithOneMistake ? 1 : 2) ? $"; did you mean {best}" : "";
    }

    /// <summary>Letters to insert, leave out or change.</summary>
    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        foreach (char letter in a)
        {
            int diagonal = row[0]++;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (letter == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
