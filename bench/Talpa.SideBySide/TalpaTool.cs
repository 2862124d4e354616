using System.Reflection;

namespace Talpa.SideBySide;

internal sealed class TalpaTool : Tool
{
    public override string Name => "Talpa";

    public override string Version =>
        $"Talpa {typeof(Word2Vec).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion} on .NET {Environment.Version}";

    public override int LongEpochs => 5;

    public override bool ReportsVocabulary => true;

    public override bool IsScored => true;

    public override IReadOnlyList<string> Command(Setting setting, int epochs, string corpus, string? output, int seed) =>
    [
        Environment.ProcessPath!,
        .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? new[] { typeof(TalpaTool).Assembly.Location } : [],
        "train",
        "--corpus",
        corpus,
        .. setting.ToArguments(),
        "--epochs",
        $"{epochs}",
        "--seed",
        $"{seed}",
        .. output is null ? [] : new[] { "--output", output },
    ];
}
