using System.Reflection;
using NetArchTest.Rules;

namespace Talpa.Cli.Tests;

/// <summary>The layers of the command: each folder knows only the folders below it. What lies in the project's root is known to all and knows none.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Command = typeof(Terminal).Assembly;

    /// <summary>The folders, from the lowest, each with those that it may know.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Explaining"] = [],
        ["Rendering"] = ["Explaining"],
        ["Parsing"] = ["Rendering"],
        ["Learning"] = ["Parsing", "Rendering"],
        ["Json"] = ["Explaining", "Learning", "Parsing", "Rendering"],
        ["Commands"] = ["Explaining", "Json", "Learning", "Parsing", "Rendering"],
        ["Entry"] = ["Commands", "Parsing", "Rendering"],
    };

    public static readonly TheoryData<string> Folders = [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_depends_only_on_the_folders_below_it(string folder)
    {
        string[] others = [.. Arrows.Keys.Where(other => other != folder && !Arrows[folder].Contains(other)).Select(other => $"Talpa.Cli.{other}.")];
        Check(Types.InAssembly(Command).That().ResideInNamespaceMatching($@"^Talpa\.Cli\.{folder}$").ShouldNot().HaveDependencyOnAny(others));
    }

    [Fact]
    public void Types_in_the_root_depend_on_no_folder() =>
        Check(Types.InAssembly(Command).That().ResideInNamespaceMatching(@"^Talpa\.Cli$").ShouldNot().HaveDependencyOnAny([.. Arrows.Keys.Select(folder => $"Talpa.Cli.{folder}.")]));

    [Fact]
    public void Every_folder_is_in_the_dependency_table() =>
        Assert.Equal(
            Arrows.Keys.Order(StringComparer.Ordinal),
            Command.GetTypes().Select(type => type.Namespace ?? "").Where(name => name.StartsWith("Talpa.Cli.", StringComparison.Ordinal))
                .Select(name => name.Split('.')[2]).Distinct().Order(StringComparer.Ordinal));

    private static void Check(ConditionList rule)
    {
        var result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
    }
}
