namespace Talpa.SideBySide;

internal sealed class GensimTool(string script) : Tool
{
    /// <summary>The system's Python, for Debian's gensim.</summary>
    private const string Python = "/usr/bin/python3";

    public override string Name => "gensim";

    public override string Version => $"gensim {InstalledVersion("python3-gensim")} (Debian, compiled path, OpenBLAS {InstalledVersion("libopenblas0-pthread")})";

    public override int LongEpochs => 2;

    public override bool ReportsVocabulary => true;

    public override bool IsScored => true;

    public override IReadOnlyList<string> Command(Setting setting, int epochs, string corpus, string? output, int seed) =>
    [
        Python,
        script,
        "--corpus",
        corpus,
        .. setting.ToArguments(),
        "--epochs",
        $"{epochs}",
        "--seed",
        $"{seed}",
        .. output is null ? [] : new[] { "--output", output },
    ];

    private static string InstalledVersion(string package) => FirstLine("dpkg-query", "-W", "-f", "${Version}", package);
}
