using System.Text.RegularExpressions;
using Talpa.Cli.Commands;

namespace Talpa.Cli.Tests;

/// <summary>The commands of docs/from-gensim.md.</summary>
public partial class GensimGuideTests
{
    [Fact]
    public void Every_command_in_the_guide_parses()
    {
        string[] commands = [.. Command().Matches(File.ReadAllText(Path.Combine(Root(), "docs/from-gensim.md"))).Select(match => match.Groups["command"].Value)];

        Assert.True(commands.Length > 30, $"{commands.Length} commands");
        Assert.All(commands, command => Assert.Empty(new TalpaRoot().Parse(command).Errors));
    }

    [GeneratedRegex("`talpa (?<command>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Talpa.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run from within the project's folder.");
        }

        return folder;
    }
}
