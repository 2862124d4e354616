using System.IO.Enumeration;

namespace Talpa.Text;

/// <summary>Finds files of text: one by one, all in a folder, or those that a pattern matches.</summary>
internal static class TextFiles
{
    private const string AnyFolders = "**";

    /// <summary>More links behind one another than Linux follows lead round in a circle.</summary>
    private const int MaxLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    public static TextPart Part(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new UnusableInputException($"{path} is a folder, not a file.");
        }

        FileInfo? content = ContentOf(path);
        return new TextPart(path, _ => Open(path), content?.Length, IsStored: true, content is null ? null : () => File.GetLastWriteTimeUtc(content.FullName));
    }

    public static IReadOnlyList<TextPart> InFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            throw new UnusableInputException(File.Exists(path) ? $"{path} is a file, not a folder." : $"There is no folder {path}.");
        }

        var found = new List<string>();
        CollectBelow(path, found);
        return found.Count > 0 ? Parts(found) : throw new UnusableInputException($"There is no text in the folder {path}: no file is in it or below it.");
    }

    public static IReadOnlyList<TextPart> Matching(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        string root = Path.GetPathRoot(pattern) ?? "";
        string[] names = pattern[root.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var found = new HashSet<string>(StringComparer.Ordinal);
        CollectMatches(root, names, found);
        return found.Count > 0 ? Parts(found) : throw new UnusableInputException($"No file matches {pattern}.");
    }

    /// <summary>
    /// The file itself, or the one that links lead to, which has a length and a time of its own. <c>null</c> for an open file without a name, such as the pipe
    /// behind /dev/stdin.
    /// </summary>
    /// <exception cref="UnusableInputException">There is no such file.</exception>
    private static FileInfo? ContentOf(string path)
    {
        var file = new FileInfo(path);
        bool isDescriptor = false;
        for (int links = 0; links < MaxLinks && file.LinkTarget is not null; links++)
        {
            isDescriptor |= IsDescriptor(file.FullName);
            file = new FileInfo(file.ResolveLinkTarget(returnFinalTarget: false)!.FullName);
        }

        if (file.Exists && file.LinkTarget is null)
        {
            return file;
        }

        if (isDescriptor)
        {
            return null;
        }

        throw new UnusableInputException(
            new FileInfo(path).LinkTarget is { } target ? $"{path} is a link to {target}, which does not exist; get that file, or correct the link." : $"There is no file {path}.");
    }

    /// <summary>
    /// The system shows the open files of a process as links; where such a file has no name, the link seems to lead nowhere. /dev/shm is a folder in memory.
    /// </summary>
    private static bool IsDescriptor(string path) =>
        path.StartsWith("/proc/", StringComparison.Ordinal)
        || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal));

    private static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Share = FileShare.ReadWrite, BufferSize = 0, Options = FileOptions.SequentialScan });

    private static TextPart[] Parts(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal).Select(Part)];

    private static void CollectBelow(string folder, List<string> found)
    {
        foreach (FileSystemInfo entry in Entries(folder))
        {
            if (IsHidden(entry))
            {
                continue;
            }

            string path = Path.Combine(folder, entry.Name);
            if (entry is FileInfo)
            {
                found.Add(path);
            }
            else if (entry.LinkTarget is null)
            {
                CollectBelow(path, found);
            }
        }
    }

    private static void CollectMatches(string folder, ReadOnlySpan<string> names, HashSet<string> found)
    {
        if (names.IsEmpty)
        {
            return;
        }

        ReadOnlySpan<string> rest = names[1..];
        if (string.Equals(names[0], AnyFolders, StringComparison.Ordinal))
        {
            CollectMatches(folder, rest.IsEmpty ? ["*"] : rest, found);
            foreach (FileSystemInfo entry in Entries(folder))
            {
                if (entry is DirectoryInfo && !IsHidden(entry) && entry.LinkTarget is null)
                {
                    CollectMatches(Path.Combine(folder, entry.Name), names, found);
                }
            }
        }
        else if (names[0].AsSpan().ContainsAny('*', '?'))
        {
            foreach (FileSystemInfo entry in Entries(folder))
            {
                if (Matches(names[0], entry))
                {
                    CollectMatch(Path.Combine(folder, entry.Name), rest, found);
                }
            }
        }
        else
        {
            CollectMatch(Path.Combine(folder, names[0]), rest, found);
        }
    }

    private static void CollectMatch(string path, ReadOnlySpan<string> rest, HashSet<string> found)
    {
        if (!rest.IsEmpty)
        {
            CollectMatches(path, rest, found);
        }
        else if (File.Exists(path))
        {
            found.Add(path);
        }
    }

    private static bool Matches(string pattern, FileSystemInfo entry) =>
        FileSystemName.MatchesSimpleExpression(pattern, entry.Name, ignoreCase: OperatingSystem.IsWindows())
        && (!IsHidden(entry) || pattern.StartsWith('.'));

    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name.StartsWith('.') || (OperatingSystem.IsWindows() && entry.Attributes.HasFlag(FileAttributes.Hidden));

    private static FileSystemInfo[] Entries(string folder)
    {
        var directory = new DirectoryInfo(folder.Length > 0 ? folder : ".");
        if (!directory.Exists)
        {
            return [];
        }

        try
        {
            return directory.GetFileSystemInfos("*", Everything);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"The folder {folder} can't be listed: {fault.Message}", fault);
        }
    }
}
