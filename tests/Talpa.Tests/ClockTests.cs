using System.Text.RegularExpressions;

namespace Talpa.Tests;

public sealed partial class ClockTests
{
    /// <summary>The time at which a checkpoint was saved. It is not used in computations.</summary>
    private const string Label = "SavedTraining.cs";

    [Fact]
    public void Durations_come_from_monotonic_clocks()
    {
        string source = Repository.Path("src");
        string[] files = [.. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))];
        Assert.True(files.Length > 200, "the source code is not available");
        string[] users = [.. files.Where(path => WallClock().IsMatch(File.ReadAllText(path))).Select(path => Path.GetFileName(path))];
        Assert.Equal([Label], users);
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|Environment\.TickCount\b|GetUtcNow|GetLocalNow", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WallClock();
}
