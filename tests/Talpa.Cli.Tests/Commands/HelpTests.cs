using System.CommandLine;
using Talpa.Cli.Commands;

namespace Talpa.Cli.Tests.Commands;

public class HelpTests
{
    public static TheoryData<string> CommandLines()
    {
        var lines = new TheoryData<string>();
        Collect(new TalpaRoot(), "", lines);
        return lines;
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Every_commands_help_fits_eighty_columns_and_its_examples_parse(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var session = Session.RunOnScreen(80, [.. words, "--help"]);

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.All(session.Out.Split('\n'), text => Assert.True(text.Length <= 80, text));
        IEnumerable<string> examples = session.Out.Split('\n').SkipWhile(text => text != "Examples").Skip(1).TakeWhile(text => text.StartsWith("  ", StringComparison.Ordinal));
        Assert.NotEmpty(examples);
        foreach (string example in examples)
        {
            string command = example[(example.LastIndexOf("talpa ", StringComparison.Ordinal) >= 0 ? example.IndexOf("talpa ", StringComparison.Ordinal) + 6 : 0)..];
            Assert.Empty(new TalpaRoot().Parse(command).Errors);
        }
    }

    [Fact]
    public void Every_visible_option_has_a_description_and_one_long_name()
    {
        foreach (TalpaCommand command in All(new TalpaRoot()).OfType<TalpaCommand>())
        {
            Assert.All(command.Groups.SelectMany(group => group.Options), option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
            List<string> names = [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name))];
            Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        }
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Append(command);

    private static void Collect(Command command, string path, TheoryData<string> lines)
    {
        lines.Add(path);
        foreach (Command below in command.Subcommands)
        {
            Collect(below, $"{path} {below.Name}".Trim(), lines);
        }
    }
}
