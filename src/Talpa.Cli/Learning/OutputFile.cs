using Talpa.Formats;

namespace Talpa.Cli.Learning;

/// <summary>Takes care that vectors are not written over something else: vectors of before may be replaced, a corpus or a letter may not.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a name under which there is something that isn't vectors.</summary>
    /// <exception cref="UsageException">A file with this name has something else in it.</exception>
    public static void RequireVectorsOrNothing(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            if (FileSize.Of(path) == 0)
            {
                return;
            }

            _ = VectorFiles.DetectFormat(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            // A link that leads nowhere is no file yet: the vectors make the one it leads to.
        }
        catch (Exception fault) when (fault is TalpaException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} is there already and holds no vectors; name another file, or remove it first");
        }
    }

    /// <summary>Refuses a name for a vocabulary under which there is something else.</summary>
    /// <param name="path">The file for the vocabulary.</param>
    /// <param name="others">The files that are read and written besides.</param>
    /// <exception cref="UsageException">A file with this name has something else in it, or is one of the others.</exception>
    public static void RequireVocabularyOrNothing(string path, IEnumerable<string> others)
    {
        string target = TargetOf(path);
        if (others.Any(other => TargetOf(other) == target))
        {
            throw new UsageException($"{path} is the text to read or the file for the vectors; name another file for the vocabulary");
        }

        if (!File.Exists(target) || FileSize.Of(target) == 0)
        {
            return;
        }

        try
        {
            _ = Vocabulary.Load(target);
        }
        catch (UnusableInputException)
        {
            throw new UsageException($"{path} is there already and holds no vocabulary; name another file, or remove it first");
        }
    }

    /// <summary>Refuses a name for phrases under which there is something else.</summary>
    /// <param name="path">The file for the phrases.</param>
    /// <param name="others">The files that are read and written besides.</param>
    /// <exception cref="UsageException">A file with this name has something else in it, or is one of the others.</exception>
    public static void RequirePhrasesOrNothing(string path, IEnumerable<string> others)
    {
        string target = TargetOf(path);
        RequireOther(path, target, others);
        if (!File.Exists(target) || FileSize.Of(target) == 0)
        {
            return;
        }

        try
        {
            _ = Phrases.Load(target);
        }
        catch (UnusableInputException)
        {
            throw new UsageException($"{path} is there already and holds no phrases; name another file, or remove it first");
        }
    }

    /// <summary>Refuses a name for a text under which there is anything.</summary>
    /// <param name="path">The file for the text.</param>
    /// <param name="others">The files that are read and written besides.</param>
    /// <exception cref="UsageException">There is a file with this name, or it is one of the others.</exception>
    public static void RequireNothing(string path, IEnumerable<string> others)
    {
        string target = TargetOf(path);
        RequireOther(path, target, others);
        if (Directory.Exists(target) || (File.Exists(target) && FileSize.Of(target) > 0))
        {
            throw new UsageException($"{path} is there already; name another file, or remove it first");
        }
    }

    private static void RequireOther(string path, string target, IEnumerable<string> others)
    {
        if (path.Length == 0 || others.Any(other => TargetOf(other) == target))
        {
            throw new UsageException($"'{path}' is the text to read, another file to write, or no name; name another file");
        }
    }

    /// <summary>Refuses a name that would be read as text, now or the next time.</summary>
    /// <exception cref="UsageException">The file is one of the inputs, or there is such a file in a folder that is read.</exception>
    public static void RequireApart(string output, IEnumerable<string> inputs)
    {
        string target = TargetOf(output);
        foreach (string input in inputs)
        {
            string source = TargetOf(input);
            if (source == target)
            {
                throw new UsageException($"{output} is the text to read; name another file for the vectors with -o");
            }

            if (File.Exists(target) && Directory.Exists(source) && target.StartsWith(Path.TrimEndingDirectorySeparator(source) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new UsageException($"{output} is in the folder {input} and would be read as text; move it, or name a file elsewhere with -o");
            }
        }
    }

    /// <summary>Refuses to overwrite a model that is read: it may hold more than what is written, and a training could not be resumed.</summary>
    /// <param name="output">The file for the vectors.</param>
    /// <param name="model">The file of the model; <c>null</c> for none.</param>
    /// <exception cref="UsageException">They are the same.</exception>
    public static void RequireOther(string output, string? model)
    {
        if (model is not null && TargetOf(model) == TargetOf(output))
        {
            throw new UsageException($"{output} is a model to read; name another file for the vectors with -o");
        }
    }

    /// <summary>The full name of a file or folder, or of what a link leads to.</summary>
    private static string TargetOf(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            // No link, or a circular one, which opening it will report.
            return full;
        }
    }
}
