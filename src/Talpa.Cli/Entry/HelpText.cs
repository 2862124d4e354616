using System.CommandLine;
using Spectre.Console;
using Talpa.Cli.Commands;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Entry;

/// <summary>The help of a command, laid out for the screen: what it is for, how it is called, its options in groups, examples.</summary>
internal static class HelpText
{
    private const int Indent = 2;
    private const int WidestName = 23;

    /// <summary>Writes the help of a command.</summary>
    public static void Write(Command command, TalpaRoot root, Terminal terminal)
    {
        var page = new Page(terminal);
        switch (command)
        {
            case ICommandFamily family:
                WriteFamily(command, family, root, page);
                break;
            case TalpaCommand one:
                WriteCommand(one, page);
                break;
            default:
                throw new InvalidOperationException($"The command {command.Name} has no help.");
        }
    }

    private static void WriteFamily(Command command, ICommandFamily family, TalpaRoot root, Page page)
    {
        string name = CallName(command);
        page.Strong($"{name}  ", command.Description ?? "");
        page.Blank();
        page.Line($"  {name} COMMAND …");
        foreach (CommandGroup group in family.Groups)
        {
            Rows(page, group.Title, group.Commands.Select(one => (one.Name, one.Description ?? "")), family.Groups.SelectMany(g => g.Commands).Max(one => one.Name.Length));
        }

        WriteExamples(page, family.Examples);
        page.Blank();
        page.Prose(command == root
            ? "'talpa COMMAND --help' prints the help of a command, 'talpa --version' the version. NO_COLOR=1 switches colours off, TALPA_DEBUG=1 prints the stack trace of an internal error."
            : $"'{name} COMMAND --help' prints the help of a command.");
    }

    private static void WriteCommand(TalpaCommand command, Page page)
    {
        string name = CallName(command);
        page.Strong($"{name}  ", command.Description ?? "");
        page.Blank();
        page.Prose($"{name} {command.Usage}", indent: Indent);
        if (command.Remarks.Length > 0)
        {
            page.Blank();
            foreach (string paragraph in command.Remarks.Split('\n'))
            {
                page.Prose(paragraph);
            }
        }

        int widest = command.Groups.SelectMany(group => group.Options).Select(option => Label(option).GetCellWidth()).Where(width => width <= WidestName).Max();
        foreach (OptionGroup group in command.Groups)
        {
            Rows(page, group.Title, group.Options.Select(option => (Label(option), option.Description ?? "")), widest);
        }

        WriteExamples(page, command.Examples);
    }

    private static void WriteExamples(Page page, IReadOnlyList<string> examples)
    {
        page.Blank();
        page.Heading("Examples");
        foreach (string example in examples)
        {
            page.Line($"  {example}");
        }
    }

    private static void Rows(Page page, string title, IEnumerable<(string Name, string Description)> rows, int widest)
    {
        int column = widest + 2;
        page.Blank();
        page.Heading(title);
        foreach ((string name, string description) in rows)
        {
            IReadOnlyList<string> lines = TextWrap.Lines(description, Math.Max(20, page.Width - Indent - column));
            bool ownLine = name.GetCellWidth() > column - 2;
            if (ownLine)
            {
                page.Line($"  {name}");
            }

            for (int i = 0; i < lines.Count; i++)
            {
                page.Line($"  {(i == 0 && !ownLine ? name : "").PadRight(column)}{lines[i]}");
            }
        }
    }

    /// <summary>The name as the design has it, its one-letter form, and what its value is called; other names work but aren't shown.</summary>
    private static string Label(Option option)
    {
        IEnumerable<string> names = option.Aliases.Where(alias => alias.Length == 2).Append(option.Name);
        string value = option.HelpName is null ? "" : $" {option.HelpName}";
        return string.Join(", ", names) + value;
    }

    private static string CallName(Command command) =>
        command is RootCommand ? "talpa" : $"{CallName((Command)command.Parents.First())} {command.Name}";
}
