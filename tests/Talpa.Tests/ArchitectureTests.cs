using System.Reflection;
using NetArchTest.Rules;

namespace Talpa.Tests;

/// <summary>The rooms of the library and the way their arrows point.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Library = typeof(Word2Vec).Assembly;

    /// <summary>Each room with the rooms it may know.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Kernels"] = [],
        ["Storage"] = [],
        ["Text"] = ["Kernels", "Storage"],
        ["Textbook"] = [],
        ["Samples"] = ["Text"],
        ["Objectives"] = ["Text", "Kernels"],
        ["CoOccurrence"] = ["Text", "Kernels", "Storage"],
        ["Vectors"] = ["Text", "Kernels"],
        ["Training"] = ["Text", "Kernels", "Objectives", "CoOccurrence", "Vectors", "Storage"],
        ["Formats"] = ["Text", "Kernels", "Vectors", "Storage"],
        ["Evaluation"] = ["Text", "Kernels", "CoOccurrence", "Vectors"],
    };

    public static readonly TheoryData<string> Rooms = [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_before_it(string room)
    {
        string[] strangers = [.. Arrows.Keys.Where(other => other != room && !Arrows[room].Contains(other)).Select(other => $"Talpa.{other}")];
        var result = Types.InAssembly(Library)
            .That().ResideInNamespaceMatching($@"^Talpa\.{room}(\.|$)")
            .ShouldNot().HaveDependencyOnAny([.. strangers, "Talpa.Word2Vec", "System.Console"])
            .GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
    }

    [Fact]
    public void Every_type_lives_in_a_room()
    {
        string[] homeless =
        [
            .. Library.GetTypes()
                .Where(type => type.Namespace?.StartsWith("Talpa", StringComparison.Ordinal) == true && type.Namespace != "Talpa")
                .Where(type => !Arrows.ContainsKey(type.Namespace!.Split('.')[1]))
                .Select(type => type.FullName!),
        ];
        Assert.Empty(homeless);
    }

    [Fact]
    public void Unsafe_code_stays_in_the_kernels()
    {
        string[] elsewhere =
        [
            .. Directory.EnumerateFiles(Repository.Path("src/Talpa"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/Kernels/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
                .Where(file => File.ReadLines(file).Any(line =>
                    line.Contains(" unsafe ", StringComparison.Ordinal) || line.Contains("System.Runtime.Intrinsics", StringComparison.Ordinal))),
        ];
        Assert.Empty(elsewhere);
    }
}
