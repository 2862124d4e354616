using System.Text;

namespace Talpa.SideBySide;

/// <summary>Talpa's speed with every objective and architecture, with threads that run free and in shards.</summary>
internal static class ScheduleTable
{
    /// <summary>Returns the settings of the table.</summary>
    public static Setting[] Settings(int dimension, IReadOnlyList<int> threads) =>
    [
        .. Models().SelectMany(model => threads.SelectMany(count => Schedules(model).Select(
            free => new Setting(model.Architecture, model.Objective, dimension, count, free)))),
    ];

    /// <summary>Creates a table with a row for each objective and architecture, and for each number of threads the speed of both schedules and their ratio.</summary>
    public static string Of(Rounds rounds, Tool talpa, int dimension, IReadOnlyList<int> threads)
    {
        var table = new StringBuilder();
        table.Append("| tokens a second |");
        foreach (int count in threads)
        {
            table.Append($" free, {count} thread{(count == 1 ? "" : "s")} | shards | ratio |");
        }

        table.AppendLine().AppendLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", 3 * threads.Count))}");
        foreach ((string architecture, string objective) in Models())
        {
            table.Append($"| {new Setting(architecture, objective, dimension, 1).ModelName} |");
            foreach (int count in threads)
            {
                List<double>? free = Speeds(count, runsFree: true);
                List<double>? inShards = Speeds(count, runsFree: false);
                table.Append($" {Speed(free)} | {Speed(inShards)} |");
                table.Append(free is null || inShards is null ? " |" : $" {Statistics.MedianRatio(inShards, free):0.00} |");
            }

            table.AppendLine();

            List<double>? Speeds(int count, bool runsFree) =>
                rounds.Speeds.GetValueOrDefault((new Setting(architecture, objective, dimension, count, runsFree), talpa));
        }

        return table.ToString();
    }

    private static readonly string[] Objectives = ["negative", "hierarchical", "full", "exact"];
    private static readonly string[] Architectures = ["skipgram", "cbow"];

    private static IEnumerable<(string Architecture, string Objective)> Models() =>
        from objective in Objectives
        from architecture in Architectures
        where objective != "exact" || architecture == "skipgram"
        select (architecture, objective);

    private static bool[] Schedules((string Architecture, string Objective) model) => model.Objective == "exact" ? [false] : [true, false];

    private static string Speed(List<double>? speeds) => speeds is null ? "" : $"{Statistics.Median(speeds):N0}";
}
