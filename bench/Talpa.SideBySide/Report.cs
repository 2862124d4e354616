using System.Text;

namespace Talpa.SideBySide;

/// <summary>The parts of a results file. The block with the table is also in the README.</summary>
internal static class Report
{
    private const string Start = "<!-- peers -->";
    private const string End = "<!-- /peers -->";

    /// <summary>Creates the common block of the results file and the README: the table and its origin.</summary>
    public static string Block(string table, string resultsName) =>
        $"{Start}\n{table}\n{Machine.Description}. Versions and commands: `{resultsName}`.\n{End}";

    /// <summary>Creates the head of a results file: everything needed to repeat the measurement.</summary>
    public static string Head(string what, IReadOnlyList<Tool> tools, Arguments arguments, long tokens)
    {
        var head = new StringBuilder();
        head.AppendLine($"# {what}");
        head.AppendLine();
        head.AppendLine($"- Machine: {Machine.Description}; {System.Runtime.InteropServices.RuntimeInformation.OSDescription}");
        head.AppendLine($"- Date: {DateTime.UtcNow:yyyy-MM-dd}");
        head.AppendLine($"- Versions: {string.Join("; ", tools.Select(tool => tool.Version))}");
        head.AppendLine($"- Corpus: {tokens:N0} tokens of {Path.GetFileName(arguments.Text("original"))}, a sample of its lines with seed {arguments.Integer("seed", 1)}");
        head.AppendLine($"- Command: `bench/peers {arguments.Text("command")}`".TrimEnd());
        return head.ToString();
    }

    /// <summary>Creates the list of each tool's command line.</summary>
    public static string Commands(IReadOnlyList<Tool> tools, IReadOnlyList<Setting> settings)
    {
        var text = new StringBuilder();
        text.AppendLine("## Commands").AppendLine();
        text.AppendLine("The first setting with two epochs:").AppendLine().AppendLine("```");
        foreach (Tool tool in tools)
        {
            IEnumerable<string> words = tool.Command(settings[0], 2, "CORPUS", "OUTPUT", seed: 1).Select(word => word.Contains('/', StringComparison.Ordinal) ? Path.GetFileName(word) : word);
            text.AppendLine(string.Join(' ', words));
        }

        return text.AppendLine("```").ToString();
    }

    /// <summary>Replaces the block of the README; logs a message if it has none.</summary>
    public static void UpdateReadme(string readme, string block, Action<string> log)
    {
        string text = File.Exists(readme) ? File.ReadAllText(readme) : "";
        int from = text.IndexOf(Start, StringComparison.Ordinal);
        int to = from < 0 ? -1 : text.IndexOf(End, from, StringComparison.Ordinal);
        if (to < 0)
        {
            log($"The README has no '{Start}' followed by '{End}'; it was not changed.");
            return;
        }

        File.WriteAllText(readme, text[..from] + block + text[(to + End.Length)..]);
    }
}
