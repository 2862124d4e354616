using System.Text;

namespace Talpa.SideBySide;

/// <summary>The table of the README: speeds, and ratios within the same rounds.</summary>
internal static class SpeedTable
{
    public static string Of(Rounds rounds, IReadOnlyList<Tool> tools, IReadOnlyList<Setting> settings, IReadOnlyList<int> threads)
    {
        Tool talpa = tools[0];
        Tool[] peers = [.. tools.Skip(1)];
        var table = new StringBuilder();
        table.AppendLine($"| tokens a second, training only | {string.Join(" | ", tools.Select(tool => tool.Name))} | {string.Join(" | ", peers.Select(peer => $"times {peer.Name}"))} |");
        table.AppendLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", tools.Count + peers.Length))}");
        foreach (Setting setting in settings)
        {
            table.Append($"| {setting} |");
            Row(table, tools, tool => rounds.Speeds.GetValueOrDefault((setting, tool)), talpa, peers, speed => $"{speed:N0}", isTime: false);
        }

        foreach (int count in threads)
        {
            table.Append($"| vocabulary, seconds, {count} thread{(count == 1 ? "" : "s")} |");
            Row(
                table,
                tools,
                tool => rounds.Vocabulary.GetValueOrDefault((tool is GensimTool ? 1 : count, tool)),
                talpa,
                peers,
                seconds => $"{seconds:0.00}",
                isTime: true);
        }

        return table.ToString();
    }

    private static void Row(
        StringBuilder table, IReadOnlyList<Tool> tools, Func<Tool, List<double>?> values, Tool talpa, Tool[] peers, Func<double, string> format, bool isTime)
    {
        foreach (Tool tool in tools)
        {
            table.Append(values(tool) is { } list ? $" {format(Statistics.Median(list))} |" : " |");
        }

        foreach (Tool peer in peers)
        {
            bool both = values(talpa) is not null && values(peer) is not null;
            double ratio = both ? Statistics.MedianRatio(values(isTime ? peer : talpa)!, values(isTime ? talpa : peer)!) : double.NaN;
            table.Append(both ? $" {ratio:0.0} |" : " |");
        }

        table.AppendLine();
    }
}
