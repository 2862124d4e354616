using System.Text.RegularExpressions;

namespace Talpa.Tests;

/// <summary>The repository's Markdown documents and their references.</summary>
public partial class DocumentLinksTests
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", ".git", "TestResults"];

    [Fact]
    public void Every_relative_link_has_a_target_file_and_heading()
    {
        string[] broken =
        [
            .. from document in Documents()
               from Match match in Link().Matches(File.ReadAllText(document))
               let target = match.Groups["name"].Value
               where !target.Contains("://", StringComparison.Ordinal) && !Resolves(document, target)
               select $"{Path.GetRelativePath(Repository.Root, document)}: {target}",
        ];

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_repository_file_mentioned_exists()
    {
        string[] missing =
        [
            .. from document in Documents()
               from Match match in NamedFile().Matches(File.ReadAllText(document))
               let name = match.Groups["name"].Value
               where !name.Split('/').Any(Generated.Contains) && !Path.Exists(Repository.Path(name))
               select $"{Path.GetRelativePath(Repository.Root, document)}: {name}",
        ];

        Assert.Empty(missing);
    }

    private static List<string> Documents()
    {
        List<string> documents = [.. In(new DirectoryInfo(Repository.Root))];
        Assert.True(documents.Count > 10, $"Only {documents.Count} documents were found.");
        return documents;

        static IEnumerable<string> In(DirectoryInfo folder) => folder.EnumerateFiles("*.md").Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(inner => inner.LinkTarget is null && !Generated.Contains(inner.Name)).SelectMany(In));
    }

    private static bool Resolves(string document, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, parts[0]);
        return Path.Exists(path) && (parts.Length == 1 || File.ReadLines(path).Any(line => line.StartsWith('#') && Anchor(line) == parts[1]));
    }

    /// <summary>The anchor that GitHub gives a heading: lower case, punctuation removed, hyphens for spaces.</summary>
    private static string Anchor(string heading) => Punctuation().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<name>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    /// <summary>A path in backquotes, up to a space or a wildcard character.</summary>
    [GeneratedRegex(@"`(?<name>(src|tests|docs|bench|scripts|samples|\.ci|\.github)/[\w./-]*[\w/])(?=[` ])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Punctuation();
}
