using System.Reflection;
using NetArchTest.Rules;

namespace Talpa.Tests;

/// <summary>The folders of the library and their dependencies.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Library = typeof(Word2Vec).Assembly;

    /// <summary>Each folder with the folders it may depend on.</summary>
    private static readonly Dictionary<string, string[]> Dependencies = new(StringComparer.Ordinal)
    {
        ["Threading"] = [],
        ["Ranks"] = [],
        ["Memory"] = [],
        ["Kernels"] = ["Memory"],
        ["Storage"] = [],
        ["Text"] = ["Kernels", "Storage", "Threading"],
        ["Textbook"] = [],
        ["Samples"] = ["Text"],
        ["Inputs"] = ["Text", "Memory"],
        ["CoOccurrence"] = ["Text", "Kernels", "Memory", "Storage", "Threading", "Ranks"],
        ["Objectives"] = ["Text", "Kernels", "Memory", "CoOccurrence"],
        ["Vectors"] = ["Text", "Kernels", "Memory", "Inputs"],
        ["Training"] = ["Text", "Kernels", "Memory", "Inputs", "Objectives", "CoOccurrence", "Vectors", "Evaluation", "Storage", "Threading", "Ranks"],
        ["Formats"] = ["Text", "Kernels", "Memory", "Inputs", "CoOccurrence", "Vectors", "Storage"],
        ["Evaluation"] = ["Text", "Kernels", "Memory", "Storage", "CoOccurrence", "Vectors", "Threading"],
        ["Comparisons"] = ["Text", "Kernels", "Memory", "Vectors", "Evaluation"],
        ["Tuning"] = ["Training", "Objectives", "Text", "Kernels", "Vectors", "CoOccurrence"],
    };

    /// <summary>
    /// The folders inside Training, each with those it may depend on. The types in Training itself combine them; the folders may use its model,
    /// learning rate and similar types, except those that create and run trainings.
    /// </summary>
    private static readonly Dictionary<string, string[]> DependenciesInTraining = new(StringComparer.Ordinal)
    {
        ["Checkpoints"] = [],
        ["Architectures"] = [],
        ["Batches"] = ["Architectures"],
        ["Schedules"] = ["Batches", "Checkpoints"],
        ["Exact"] = ["Checkpoints"],
    };

    /// <summary>The types that create and run trainings.</summary>
    private static readonly string[] RunsTrainings = ["Trainer", "TrainingFactory", "WindowTraining"];

    /// <summary>The main public types, in the namespace Talpa, each with the folder of its step.</summary>
    private static readonly Dictionary<string, string[]> RootTypes = new(StringComparer.Ordinal)
    {
        ["Text"] = ["TextSource", "CorpusOptions", "CorpusReport", "EncodingProgress", "Tokenizer", "Vocabulary", "Phrase", "PhraseOptions", "Phrases", "PhraseScoring"],
        ["Inputs"] = ["SubwordOptions"],
        ["Objectives"] = ["Objective", "NegativeSampling", "HierarchicalSoftmax", "FullSoftmax", "ExactSoftmax"],
        ["Vectors"] = ["WordVectors", "Subwords", "Neighbour", "AnalogyObjective", "UnknownWordException", "SentenceOptions", "SentenceWords", "SentenceVectors", "SentenceNeighbour"],
        ["Training"] = ["TrainingOptions", "StartOptions", "TrainingProgress", "TrainingDivergedException"],
        ["Formats"] = ["VectorFileFormat", "VectorFiles", "VectorReadOptions", "VectorWriteOptions"],
    };

    /// <summary>Root types that every folder may use, and that depend on no folder except Storage.</summary>
    private static readonly string[] UsableByAll =
    [
        "TalpaException", "UnusableInputException", "UnwritableFileException", "Quoted", "OptionRange", "Architecture", "VectorSide", "WindowWeighting", "NumberStorage",
    ];

    /// <summary>Root types that combine all steps; no folder may use them.</summary>
    private static readonly string[] Facade = ["Word2Vec", "TrainedModel", "TrainingReport", "ModelFile", "SentenceEncoder", "OtherTraining", "StartReport"];

    public static readonly TheoryData<string> FoldersInTraining = [.. DependenciesInTraining.Keys];

    public static readonly TheoryData<string> Folders = [.. Dependencies.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_depends_only_on_the_folders_before_it(string folder)
    {
        string[] forbidden =
        [
            .. Dependencies.Keys.Where(other => other != folder && !Dependencies[folder].Contains(other)).SelectMany(NamesOf),
            .. Facade.Select(type => $"Talpa.{type}"),
            "System.Console",
        ];
        var result = Types.InAssembly(Library)
            .That().ResideInNamespaceMatching($@"^Talpa\.{folder}(\.|$)")
            .Or().HaveNameMatching($"^({string.Join('|', RootTypes.GetValueOrDefault(folder, ["-"]))})$")
            .ShouldNot().HaveDependencyOnAny(forbidden)
            .GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
    }

    [Theory]
    [MemberData(nameof(FoldersInTraining))]
    public void A_folder_inside_Training_depends_only_on_the_folders_before_it(string folder)
    {
        string[] forbidden =
        [
            .. DependenciesInTraining.Keys.Where(other => other != folder && !DependenciesInTraining[folder].Contains(other)).Select(other => $"Talpa.Training.{other}"),
            .. RunsTrainings.Select(type => $"Talpa.Training.{type}"),
        ];
        var result = Types.InAssembly(Library)
            .That().ResideInNamespaceMatching($@"^Talpa\.Training\.{folder}(\.|$)")
            .ShouldNot().HaveDependencyOnAny(forbidden)
            .GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
    }

    [Fact]
    public void Every_type_is_in_a_folder()
    {
        string[] assignedRootTypes = [.. RootTypes.Values.SelectMany(types => types), .. UsableByAll, .. Facade];
        string[] unassigned =
        [
            .. Library.GetTypes()
                .Where(type => type is { IsNested: false, Namespace: not null } && type.Namespace.StartsWith("Talpa", StringComparison.Ordinal))
                .Where(type => type.Namespace == "Talpa" ? !assignedRootTypes.Contains(type.Name) : !Dependencies.ContainsKey(type.Namespace!.Split('.')[1]))
                .Select(type => type.FullName!),
        ];
        Assert.Empty(unassigned);
        Assert.DoesNotContain(
            Library.GetTypes().Select(type => type.Namespace ?? ""),
            space => space.StartsWith("Talpa.Training.", StringComparison.Ordinal) && !DependenciesInTraining.ContainsKey(space.Split('.')[2]));
        Assert.All(assignedRootTypes, name => Assert.NotNull(Library.GetType($"Talpa.{name}")));
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
