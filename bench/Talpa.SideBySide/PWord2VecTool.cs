using System.Globalization;

namespace Talpa.SideBySide;

/// <summary>pWord2Vec, which computes a window at a time with a BLAS library: skip-gram with negative sampling only. bench/install-pword2vec builds it.</summary>
internal sealed class PWord2VecTool(string scratch) : Tool
{
    /// <summary>Where the script puts the program.</summary>
    private static readonly string Program = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "pword2vec", "pWord2Vec");

    public override string Name => "pWord2Vec";

    public override string Version => $"pWord2Vec {File.ReadAllText($"{Program}.version").Trim()}";

    public override int LongEpochs => 3;

    public override bool Supports(Setting setting) => setting is { Architecture: "skipgram", Objective: "negative" };

    public override IReadOnlyList<string> Command(Setting setting, int epochs, string corpus, string? output, int seed) =>
    [
        Program,
        "-train",
        corpus,
        "-output",
        output ?? Path.Combine(scratch, "pword2vec"),
        "-size",
        $"{setting.Dimension}",
        "-threads",
        $"{setting.Threads}",
        "-iter",
        $"{epochs}",
        "-window",
        $"{Setting.Window}",
        "-negative",
        $"{Setting.Negatives}",
        "-min-count",
        $"{Setting.MinCount}",
        "-sample",
        Setting.Subsampling.ToString(CultureInfo.InvariantCulture),
        "-alpha",
        setting.LearningRate.ToString(CultureInfo.InvariantCulture),

        // Twice the window and the centre word: the size that its authors use.
        "-batch-size",
        $"{(2 * Setting.Window) + 1}",
        "-binary",
        "1",
        "-debug",
        "0",
    ];
}
