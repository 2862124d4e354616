using System.Text;

namespace Talpa.SideBySide;

/// <summary>Writes a machine's file of results and puts its table into the README, between markers that name the file.</summary>
internal static class Report
{
    public const string TableStart = "<!-- table -->";
    public const string TableEnd = "<!-- /table -->";

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

    /// <summary>Puts the table between the README's markers; says so where it has none.</summary>
    public static void UpdateReadme(string readme, string resultsName, string table, Action<string> log)
    {
        string start = $"<!-- table of {resultsName} -->";
        string text = File.Exists(readme) ? File.ReadAllText(readme) : "";
        int from = text.IndexOf(start, StringComparison.Ordinal);
        int to = from < 0 ? -1 : text.IndexOf(TableEnd, from, StringComparison.Ordinal);
        if (to < 0)
        {
            log($"The README has no '{start}' followed by '{TableEnd}'; it was left as it is.");
            return;
        }

        File.WriteAllText(readme, $"{text[..from]}{start}\n{table}{text[to..]}");
    }
}
