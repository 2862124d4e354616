using System.Reflection;
using NetArchTest.Rules;

namespace Talpa.Cli.Tests;

/// <summary>The layers of the command: each folder depends only on the folders below it. Every folder may use the types in the project's root, which depend on no folder.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Command = typeof(Terminal).Assembly;

    /// <summary>The folders, from the lowest, each with the folders that it may depend on.</summary>
    private static readonly Dictionary<string, string[]> Dependencies = new(StringComparer.Ordinal)
    {
        ["Explaining"] = [],
        ["Rendering"] = ["Explaining"],
        ["Parsing"] = ["Rendering"],
        ["Learning"] = ["Parsing", "Rendering"],
        ["Json"] = ["Explaining", "Learning", "Parsing", "Rendering"],
        ["Commands"] = ["Explaining", "Json", "Learning", "Parsing", "Rendering"],
        ["Entry"] = ["Commands", "Parsing", "Rendering"],
    };

    public static readonly TheoryData<string> Folders = [.. Dependencies.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_depends_only_on_the_folders_below_it(string folder)
    {
        string[] others = [.. Dependencies.Keys.Where(other => other != folder && !Dependencies[folder].Contains(other)).Select(other => $"Talpa.Cli.{other}.")];
        Check(Types.InAssembly(Command).That().ResideInNamespaceMatching($@"^Talpa\.Cli\.{folder}$").ShouldNot().HaveDependencyOnAny(others));
    }

    [Fact]
    public void Types_in_the_root_depend_on_no_folder() =>
        Check(Types.InAssembly(Command).That().ResideInNamespaceMatching(@"^Talpa\.Cli$").ShouldNot().HaveDependencyOnAny([.. Dependencies.Keys.Select(folder => $"Talpa.Cli.{folder}.")]));

    [Fact]
    public void Every_folder_is_in_the_dependency_table() =>
        Assert.Equal(
            Dependencies.Keys.Order(StringComparer.Ordinal),
            Command.GetTypes().Select(type => type.Namespace ?? "").Where(name => name.StartsWith("Talpa.Cli.", StringComparison.Ordinal))
                .Select(name => name.Split('.')[2]).Distinct().Order(StringComparer.Ordinal));

    private static void Check(ConditionList rule)
    {
        var result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
    }
}
