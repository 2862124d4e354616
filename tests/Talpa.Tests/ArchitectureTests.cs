using System.Reflection;
using NetArchTest.Rules;

namespace Talpa.Tests;

/// <summary>The folders of the library and the way their arrows point.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Library = typeof(Word2Vec).Assembly;

    /// <summary>Each folder with the folders it may know.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Threading"] = [],
        ["Memory"] = [],
        ["Kernels"] = ["Memory"],
        ["Storage"] = [],
        ["Text"] = ["Kernels", "Storage", "Threading"],
        ["Textbook"] = [],
        ["Samples"] = ["Text"],
        ["Inputs"] = ["Text", "Memory"],
        ["CoOccurrence"] = ["Text", "Kernels", "Memory", "Storage", "Threading"],
        ["Objectives"] = ["Text", "Kernels", "Memory", "CoOccurrence"],
        ["Vectors"] = ["Text", "Kernels", "Memory"],
        ["Training"] = ["Text", "Kernels", "Memory", "Inputs", "Objectives", "CoOccurrence", "Vectors", "Storage", "Threading"],
        ["Formats"] = ["Text", "Kernels", "Memory", "Vectors", "Storage"],
        ["Evaluation"] = ["Text", "Kernels", "Memory", "Storage", "CoOccurrence", "Vectors"],
    };

    /// <summary>
    /// The folders inside Training with those of them that they may know. What lies in Training itself puts them together; they may know it for the model,
    /// the learning rate and the like, but for what makes and runs trainings.
    /// </summary>
    private static readonly Dictionary<string, string[]> ArrowsInTraining = new(StringComparer.Ordinal)
    {
        ["Checkpoints"] = [],
        ["Architectures"] = [],
        ["Batches"] = ["Architectures"],
        ["Schedules"] = ["Batches", "Checkpoints"],
        ["Exact"] = ["Checkpoints"],
    };

    /// <summary>What makes and runs trainings.</summary>
    private static readonly string[] RunsTrainings = ["Trainer", "TrainingFactory", "WindowTraining"];

    /// <summary>The everyday types, which have the namespace Talpa, each with the folder whose step it belongs to.</summary>
    private static readonly Dictionary<string, string[]> RootTypes = new(StringComparer.Ordinal)
    {
        ["Text"] = ["TextSource", "CorpusOptions", "CorpusReport", "EncodingProgress", "Tokenizer", "Vocabulary"],
        ["Objectives"] = ["Objective", "NegativeSampling", "HierarchicalSoftmax", "FullSoftmax", "ExactSoftmax"],
        ["Vectors"] = ["WordVectors", "Neighbour", "AnalogyObjective", "UnknownWordException"],
        ["Training"] = ["TrainingOptions", "TrainingProgress", "TrainingDivergedException"],
        ["Formats"] = ["VectorFileFormat", "VectorFiles", "VectorReadOptions", "VectorWriteOptions"],
    };

    /// <summary>Root types that every folder may know, and that know none but Storage.</summary>
    private static readonly string[] KnownToAll =
    [
        "TalpaException", "UnusableInputException", "UnwritableFileException", "Quoted", "OptionRange", "Architecture", "VectorSide", "WindowWeighting",
    ];

    /// <summary>Root types that put all steps together: no folder may know them.</summary>
    private static readonly string[] Facade = ["Word2Vec", "TrainedModel", "TrainingReport", "ModelFile"];

    public static readonly TheoryData<string> FoldersInTraining = [.. ArrowsInTraining.Keys];

    public static readonly TheoryData<string> Folders = [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_depends_only_on_the_folders_before_it(string folder)
    {
        string[] strangers =
        [
            .. Arrows.Keys.Where(other => other != folder && !Arrows[folder].Contains(other)).SelectMany(NamesOf),
            .. Facade.Select(type => $"Talpa.{type}"),
            "System.Console",
        ];
        var result = Types.InAssembly(Library)
            .That().ResideInNamespaceMatching($@"^Talpa\.{folder}(\.|$)")
            .Or().HaveNameMatching($"^({string.Join('|', RootTypes.GetValueOrDefault(folder, ["-"]))})$")
            .ShouldNot().HaveDependencyOnAny(strangers)
            .GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
    }

    [Theory]
    [MemberData(nameof(FoldersInTraining))]
    public void A_folder_inside_Training_depends_only_on_the_folders_before_it(string folder)
    {
        string[] strangers =
        [
            .. ArrowsInTraining.Keys.Where(other => other != folder && !ArrowsInTraining[folder].Contains(other)).Select(other => $"Talpa.Training.{other}"),
            .. RunsTrainings.Select(type => $"Talpa.Training.{type}"),
        ];
        var result = Types.InAssembly(Library)
            .That().ResideInNamespaceMatching($@"^Talpa\.Training\.{folder}(\.|$)")
            .ShouldNot().HaveDependencyOnAny(strangers)
            .GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
    }

    [Fact]
    public void Every_type_is_in_a_folder()
    {
        string[] rooted = [.. RootTypes.Values.SelectMany(types => types), .. KnownToAll, .. Facade];
        string[] homeless =
        [
            .. Library.GetTypes()
                .Where(type => type is { IsNested: false, Namespace: not null } && type.Namespace.StartsWith("Talpa", StringComparison.Ordinal))
                .Where(type => type.Namespace == "Talpa" ? !rooted.Contains(type.Name) : !Arrows.ContainsKey(type.Namespace!.Split('.')[1]))
                .Select(type => type.FullName!),
        ];
        Assert.Empty(homeless);
        Assert.DoesNotContain(
            Library.GetTypes().Select(type => type.Namespace ?? ""),
            space => space.StartsWith("Talpa.Training.", StringComparison.Ordinal) && !ArrowsInTraining.ContainsKey(space.Split('.')[2]));
        Assert.All(rooted, name => Assert.NotNull(Library.GetType($"Talpa.{name}")));
    }

    [Fact]
    public void Unsafe_code_stays_in_the_kernels_and_in_memory()
    {
        string[] elsewhere =
        [
            .. Directory.EnumerateFiles(Repository.Path("src/Talpa"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/Kernels/", StringComparison.Ordinal) && !file.Contains("/Memory/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
                .Where(file => File.ReadLines(file).Any(line =>
                    line.Contains(" unsafe ", StringComparison.Ordinal) || line.Contains("System.Runtime.Intrinsics", StringComparison.Ordinal))),
        ];
        Assert.Empty(elsewhere);
    }

    private static IEnumerable<string> NamesOf(string folder) =>
        [$"Talpa.{folder}", .. RootTypes.GetValueOrDefault(folder, []).Select(type => $"Talpa.{type}")];
}
