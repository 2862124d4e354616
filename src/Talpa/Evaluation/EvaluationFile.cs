using System.Text;

namespace Talpa.Evaluation;

/// <summary>Reads the lines of a file with questions.</summary>
internal static class EvaluationFile
{
    /// <summary>The lines with their numbers from 1, without blank ones.</summary>
    /// <exception cref="UnusableInputException">There is no such file, or it can't be read, or it is not UTF-8.</exception>
    public static IEnumerable<(int Number, string Text)> Lines(string path)
    {
        int number = 0;
        foreach (string line in ReadAll(path))
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

    private static string[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException fault)
        {
            throw new UnusableInputException($"{path}: the text is not UTF-8; convert it first (iconv -t UTF-8)", fault);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableInputException($"{path}: there is no such file; check the name", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path}: the file could not be read; the system reports: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
