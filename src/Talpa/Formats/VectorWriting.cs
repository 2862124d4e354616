using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>Writes files of vectors: whole or not at all, compressed where the name says so, and with what a format keeps beside them.</summary>
internal static class VectorWriting
{
    /// <summary>Writes a file, and what its format keeps beside it.</summary>
    /// <returns>What the format can't hold and was changed or left out, a line each.</returns>
    public static IReadOnlyList<string> Write(string path, VectorFileContent content, VectorFormat format, VectorWriteOptions? options = null)
    {
        var notes = new List<string>();
        options ??= new VectorWriteOptions();
        content = WordFitting.Apply(content, format, options, notes) with { Numbers = options.Numbers };
        Require(path, content, format);
        string? besidePath = format.PathBeside(path);

        // Both files are written before either gets its name.
        using AtomicFile? beside = besidePath is null ? null : new AtomicFile(besidePath);
        using var file = new AtomicFile(path);
        beside?.Fill(stream => format.WriteBeside(stream, content));
        file.Fill(stream => Compressions.Write(stream, Compressions.OfFileName(path), target => format.Write(target, content)));
        beside?.Commit();
        file.Commit();
        return [.. notes, .. format.ChangesOf(content), .. LeftOut(content, format)];
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <returns>What the format can't hold and was left out, a line each.</returns>
    /// <exception cref="UnusableInputException">The format needs a second file, or a word can't be written in it.</exception>
    public static IReadOnlyList<string> Write(Stream stream, string name, VectorFileContent content, VectorFormat format)
    {
        if (format.PathBeside(name) is not null)
        {
            throw UnusableInputException.InFile(name, $"the format {format.Name} needs a second file for the words; save to a path, or choose another format");
        }

        content = content with { Numbers = NumberStorage.SinglePrecision };
        Require(name, content, format);
        format.Write(stream, content);
        return [.. format.ChangesOf(content), .. LeftOut(content, format)];
    }

    private static void Require(string name, VectorFileContent content, VectorFormat format)
    {
        TableNames.Require(content);
        WordRules.Require(name, content.Vectors.Vocabulary, format);
        NumberRules.Require(name, content, format);
        if (format.FaultOf(content) is { } fault)
        {
            throw UnusableInputException.InFile(name, fault);
        }
    }

    private static IEnumerable<string> LeftOut(VectorFileContent content, VectorFormat format)
    {
        HeldContent held = format.HeldOf(content);
        if (content.Vectors.Vocabulary.HasCounts && !held.HasFlag(HeldContent.Counts))
        {
            yield return $"the words' counts were left out: the format {format.Name} does not hold them";
        }

        if (content.Output is not null && !held.HasFlag(HeldContent.Output))
        {
            string them = TableNames.IsOfWords(content, content.Output) && content.Output.Rows > content.Vectors.Count ? "two for each word" : "them";
            yield return $"the output vectors were left out: the format {format.Name} does not hold {them}";
        }

        if (content.OtherTables.Count > 0 && !held.HasFlag(HeldContent.Tables) && (content.Output is null || held.HasFlag(HeldContent.Output)))
        {
            yield return $"the further tables ({string.Join(", ", content.OtherTables.Keys.Order(StringComparer.Ordinal))}) were left out: the format {format.Name} does not hold them";
        }

        if (content.Options.Count > 0 && !held.HasFlag(HeldContent.Options))
        {
            string phrases = content.Options.ContainsKey(VectorFileContent.PhrasesOption) ? " and phrases" : "";
            yield return $"the training options{phrases} were left out: the format {format.Name} does not hold them";
        }

        if (content.Vectors.Subwords is not null && !held.HasFlag(HeldContent.Subwords))
        {
            yield return $"the n-grams were left out: the format {format.Name} does not hold them, so that only words of the vocabulary have a vector";
        }

        if (content.Pairs is not null && !held.HasFlag(HeldContent.Pairs))
        {
            yield return $"the counts of pairs were left out: the format {format.Name} does not hold them";
        }
    }
}
