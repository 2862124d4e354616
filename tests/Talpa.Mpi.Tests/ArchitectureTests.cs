using Talpa.Tests;

namespace Talpa.Mpi.Tests;

/// <summary>The folders of the project and their dependencies.</summary>
public class ArchitectureTests
{
    private const string Using = "using Talpa.Mpi.";

    /// <summary>Each folder with the folders it may depend on. The types of the project's root combine the first four.</summary>
    private static readonly Dictionary<string, string[]> Dependencies = new(StringComparer.Ordinal)
    {
        ["Binding"] = [],
        ["Groups"] = ["Binding"],
        ["Checks"] = ["Binding"],
        ["Watching"] = ["Checks", "Groups"],
        ["Exchanges"] = [],
        ["Text"] = ["Exchanges"],
        ["CoOccurrence"] = ["Exchanges"],
        ["Training"] = ["Exchanges", "Text", "CoOccurrence"],
        ["Planning"] = ["Checks", "Exchanges"],
    };

    public static readonly TheoryData<string> Folders = [.. Dependencies.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_depends_only_on_the_folders_before_it(string folder)
    {
        string[] used =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Path("src/Talpa.Mpi"), folder), "*.cs", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines)
                .Where(line => line.StartsWith(Using, StringComparison.Ordinal))
                .Select(line => line[Using.Length..].TrimEnd(';').Split('.')[0])
                .Distinct(StringComparer.Ordinal),
        ];

        Assert.Empty(used.Except(Dependencies[folder], StringComparer.Ordinal));
    }

    [Fact]
    public void Every_folder_is_listed() => Assert.Equal(
        Dependencies.Keys.Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(Repository.Path("src/Talpa.Mpi")).Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal));
}
