using System.Text;
using Talpa.Storage;
using Talpa.Text;

namespace Talpa.Evaluation;

/// <summary>Reads the lines of a file with questions.</summary>
internal static class EvaluationFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The lines with their numbers from 1, without blank ones.</summary>
    /// <param name="path">The file. A byte order mark of UTF-8, UTF-16 or UTF-32 at its start says more than <paramref name="encoding"/>.</param>
    /// <param name="encoding">The name of its encoding; <c>null</c> for UTF-8.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    /// <exception cref="UnusableInputException">There is no such file, or it can't be read, or it is in another encoding.</exception>
    public static IEnumerable<(int Number, string Text)> Lines(string path, string? encoding)
    {
        int number = 0;
        foreach (string line in ReadAll(path, encoding))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (number, line);
            }
        }
    }

    /// <summary>A fault in a line.</summary>
    public static UnusableInputException Fault(string path, int line, string fault) => new($"{path}, line {line:N0}: {fault}");

    private static List<string> ReadAll(string path, string? encoding)
    {
        Encoding named = encoding is null ? Utf8
            : TextEncodings.Find(encoding) ?? throw new ArgumentException($"There is no encoding {Quoted.Text(encoding)}; names are windows-1252, iso-8859-1 or utf-16.", nameof(encoding));
        return SystemFault.Guard(path, () => ReadAll(path, named));
    }

    private static List<string> ReadAll(string path, Encoding encoding)
    {
        var lines = new List<string>();
        try
        {
            using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true);
            while (reader.ReadLine() is { } line)
            {
                lines.Add(line);
            }
        }
        catch (DecoderFallbackException)
        {
            throw Fault(path, lines.Count + 1, "at or after this line the text is not UTF-8; name its encoding (option encoding), or convert it first (iconv -t UTF-8)");
        }

        int strange = lines.FindIndex(line => line.Contains('\0', StringComparison.Ordinal));
        return strange < 0 ? lines : throw Fault(path, strange + 1, "there is a NUL character; the file is in another encoding, such as utf-16: name it (option encoding)");
    }
}
