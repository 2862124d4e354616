using System.Text.Json;

namespace Talpa.Cli.Tests.Commands;

public sealed class TuneCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _text;

    public TuneCommandTests()
    {
        var random = new Random(1);
        string[] who = ["mole", "zebra", "owl"], does = ["digs", "runs", "flies"];
        _text = _folder.Write("text.txt", string.Concat(Enumerable.Range(0, 400).Select(_ =>
        {
            int kind = random.Next(who.Length);
            return $"the {who[kind]} {does[kind]}\n";
        })));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_table_has_a_row_for_each_trial_and_the_command_trains()
    {
        var session = Session.Run("tune", _text, "--candidates", "3", "--dim", "4", "--sample", "0", "--threads", "1");

        Assert.Equal(ExitCode.Done, session.Code);
        string[] lines = session.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("round", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines.Count(line => line.StartsWith("    1 ", StringComparison.Ordinal)));
        string[] command = lines[^1].Split(' ');
        Assert.Equal(["talpa", "train", _text, "--dim", "4", "--sample", "0", "--threads", "1", "--objective", "exact", "--min-count"], command[..12]);
        Assert.Equal(ExitCode.Done, Session.Run([.. command[1..], "-o", _folder.Path("v.talpa")]).Code);
    }

    [Fact]
    public void Files_of_pairs_and_of_analogies_judge_vectors_together()
    {
        string pairs = _folder.Write("pairs.txt", "mole digs 9\nzebra runs 9\nmole flies 1\nowl digs 2\n");
        string analogies = _folder.Write("analogies.txt", ": acts\nmole digs owl flies\n");

        JsonElement answer = Session.Run("tune", _text, "--eval", pairs, "--eval", analogies, "--candidates", "4", "--dim", "4", "--sample", "0", "--threads", "1", "--json").Json;

        Assert.All(answer.GetProperty("trials").EnumerateArray(), trial => Assert.InRange(trial.GetProperty("score").GetDouble(), -1, 1));
        Assert.Contains("--window", answer.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("--eval", answer.GetProperty("command").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--objective negative", "--eval")]
    [InlineData("--arch cbow", "--eval")]
    [InlineData("--candidates 1", "--candidates must be from 2 to")]
    [InlineData("--time off", "--time must be above 0")]
    public void What_can_not_be_searched_is_refused_with_the_reason(string given, string reason) =>
        Session.Run(["tune", _text, .. given.Split(' ')]).FailedWith(ExitCode.WrongUsage, reason);

    [Fact]
    public void Without_a_result_a_longer_time_is_advised() =>
        Session.Run("tune", _text, "--time", "0.0001ms").FailedWith(ExitCode.UnusableInput, "--time");
}
