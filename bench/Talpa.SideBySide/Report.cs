using System.Text;

namespace Talpa.SideBySide;

/// <summary>The parts of a machine's file of results, one of which stands in the README too.</summary>
internal static class Report
{
    private const string Start = "<!-- peers -->";
    private const string End = "<!-- /peers -->";

    /// <summary>What stands in the file of results and in the README alike: the table and where it came from.</summary>
    public static string Block(string table, string resultsName) =>
        $"{Start}\n{table}\n{Machine.Description}. Versions, commands and all else that is needed to measure again: `{resultsName}`.\n{End}";

    /// <summary>The head of a file of results: all that is needed to measure again.</summary>
    public static string Head(string what, IReadOnlyList<Tool> tools, Arguments arguments, long tokens)
    {
        var head = new StringBuilder();
        head.AppendLine($"# {what}");
        head.AppendLine();
        head.AppendLine($"- Machine: {Machine.Description}; {System.Runtime.InteropServices.RuntimeInformation.OSDescription}");
        head.AppendLine($"- Date: {DateTime.UtcNow:yyyy-MM-dd}");
        head.AppendLine($"- Versions: {string.Join("; ", tools.Select(tool => tool.Version))}");
        head.AppendLine($"- Corpus: {tokens:N0} tokens of {Path.GetFileName(arguments.Text("original"))}, a sample of its lines with seed {arguments.Whole("seed", 1)}");
        head.AppendLine($"- Command: `bench/peers {arguments.Text("command")}`".TrimEnd());
        return head.ToString();
    }

    /// <summary>The same settings in each tool's own words.</summary>
    public static string Commands(IReadOnlyList<Tool> tools, IReadOnlyList<Setting> settings)
    {
        var text = new StringBuilder();
        text.AppendLine("## Commands").AppendLine();
        text.AppendLine("The first setting with two epochs, in each tool's words:").AppendLine().AppendLine("```");
        foreach (Tool tool in tools)
        {
            IEnumerable<string> words = tool.Command(settings[0], 2, "CORPUS", "OUTPUT", seed: 1).Select(word => word.Contains('/', StringComparison.Ordinal) ? Path.GetFileName(word) : word);
            text.AppendLine(string.Join(' ', words));
        }

        return text.AppendLine("```").ToString();
    }

    /// <summary>Puts the block in the place of the README's; says so where it has none.</summary>
    public static void UpdateReadme(string readme, string block, Action<string> log)
    {
        string text = File.Exists(readme) ? File.ReadAllText(readme) : "";
        int from = text.IndexOf(Start, StringComparison.Ordinal);
        int to = from < 0 ? -1 : text.IndexOf(End, from, StringComparison.Ordinal);
        if (to < 0)
        {
            log($"The README has no '{Start}' followed by '{End}'; it was left as it is.");
            return;
        }

        File.WriteAllText(readme, text[..from] + block + text[(to + End.Length)..]);
    }
}
