using System.Globalization;

namespace Talpa.SideBySide;

/// <summary>fastText without subwords, which is equivalent to word2vec.</summary>
internal sealed class FastTextTool(string scratch) : Tool
{
    public override string Name => "fastText";

    public override string Version => $"fastText {FirstLine("dpkg-query", "-W", "-f", "${Version}", "fasttext")} (Debian)";

    public override int LongEpochs => 2;

    public override IReadOnlyList<string> Command(Setting setting, int epochs, string corpus, string? output, int seed) =>
    [
        "fasttext",
        setting.Architecture,
        "-input",
        corpus,
        "-output",
        output ?? Path.Combine(scratch, "fasttext"),
        "-loss",
        setting.Objective == "negative" ? "ns" : "hs",
        "-dim",
        $"{setting.Dimension}",
        "-thread",
        $"{setting.Threads}",
        "-epoch",
        $"{epochs}",
        "-ws",
        $"{Setting.Window}",
        "-neg",
        $"{Setting.Negatives}",
        "-minCount",
        $"{Setting.MinCount}",
        "-t",
        Setting.Subsampling.ToString(CultureInfo.InvariantCulture),
        "-lr",
        setting.LearningRate.ToString(CultureInfo.InvariantCulture),
        "-minn",
        "0",
        "-maxn",
        "0",
        "-verbose",
        "0",
    ];
}
