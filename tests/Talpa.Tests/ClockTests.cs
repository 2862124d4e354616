using System.Text.RegularExpressions;

namespace Talpa.Tests;

public sealed partial class ClockTests
{
    /// <summary>A label that says when a checkpoint was saved; nothing is reckoned with it.</summary>
    private const string Label = "SavedTraining.cs";

    [Fact]
    public void Durations_come_from_monotonic_clocks()
    {
        string source = Repository.Path("src");
        string[] files = [.. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))];
        Assert.True(files.Length > 200, "the source is elsewhere");
        string[] asking = [.. files.Where(path => WallClock().IsMatch(File.ReadAllText(path))).Select(path => Path.GetFileName(path))];
        Assert.Equal([Label], asking);
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|Environment\.TickCount\b|GetUtcNow|GetLocalNow", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WallClock();
}
