namespace Talpa.Cli.Rendering;

/// <summary>Text to be copied into a shell.</summary>
internal static class ShellText
{
    /// <summary>The text as it is where a shell would take it literally, in quotation marks else.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '\\' or ':') && text[0] != '-'
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
