using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>Detects the format of a file from its first bytes, whatever its name is.</summary>
public static class FormatDetection
{
    /// <summary>The format of a file of vectors, plain or compressed.</summary>
    /// <exception cref="VectorFormatException">The file has none of the formats; the message says what it looks like.</exception>
    /// <exception cref="UnusableInputException">The file can't be read.</exception>
    public static VectorFileFormat Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VectorSource.Guard(path, () =>
        {
            using VectorSource source = VectorSource.OfFile(path, SequentialFile.Open);
            return FormatTable.Default.Detect(source).Format;
        });
    }
}
