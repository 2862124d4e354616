using Talpa.Samples;
using Talpa.Text;

namespace Talpa.Cli.Learning;

/// <summary>The arguments that name text: files, folders, globs, and - for the standard input.</summary>
internal static class TextInputs
{
    private const string StandardInput = "-";

    /// <summary>The text to read, in the order of the arguments.</summary>
    /// <exception cref="UnusableInputException">One of them does not exist.</exception>
    /// <exception cref="UsageException">The standard input is named twice.</exception>
    public static TextSource Open(IReadOnlyList<string> inputs, Terminal terminal)
    {
        if (inputs.Count(input => input == StandardInput) > 1)
        {
            throw new UsageException("- is given more than once; the standard input can be read once");
        }

        return TextSource.Combine(inputs.Select(input => OpenOne(input, terminal)));
    }

    /// <summary>What the text is called in a report.</summary>
    public static string Describe(IReadOnlyList<string> inputs) => inputs switch
    {
        [StandardInput] => "the standard input",
        [var one] => one,
        _ => $"{inputs.Count} sources",
    };

    /// <summary>The text to read; the built-in one where no argument names any.</summary>
    public static TextSource OpenOrZoo(IReadOnlyList<string> inputs, Terminal terminal) =>
        inputs.Count == 0 ? ZooText.Source() : Open(inputs, terminal);

    /// <summary>What the text is called in a report.</summary>
    public static string DescribeOrZoo(IReadOnlyList<string> inputs) => inputs.Count == 0 ? "the built-in zoo text" : Describe(inputs);

    /// <summary>A name that was given in another folder, as one gives it here.</summary>
    public static string From(string folder, string name) =>
        name == StandardInput || folder == Directory.GetCurrentDirectory() ? name : Path.GetFullPath(name, folder);

    private static TextSource OpenOne(string input, Terminal terminal)
    {
        if (input == StandardInput)
        {
            return TextSource.Stream(terminal.OpenInput(), "the standard input");
        }

        if (Directory.Exists(input))
        {
            return TextSource.Folder(input);
        }

        return IsGlob(input) && !File.Exists(input) ? TextSource.Glob(input) : TextSource.File(input);
    }

    private static bool IsGlob(string input) => input.AsSpan().ContainsAny('*', '?');
}
