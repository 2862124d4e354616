using System.Text.Json;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Live;

namespace Talpa.Studio.Tests.Live;

public sealed class LiveStateTests
{
    [Fact]
    public void The_status_names_neighbours_only_if_they_are_as_new_as_the_rest_of_it()
    {
        LiveState live = Opened();
        live.Apply(At(20, new NeighbourSnapshot("mole", 0, 20, [new ScoredWord("zoo", 1, 0.5f)])));
        live.Apply(At(710));
        Assert.StartsWith("71 % of the training", live.Announcement);
        Assert.DoesNotContain("mole is near", live.Announcement);
        live.Apply(At(810, new NeighbourSnapshot("mole", 0, 800, [new ScoredWord("pit", 2, 0.6f)])));
        Assert.Contains("mole is near pit", live.Announcement);
    }

    [Fact]
    public async Task An_answer_from_an_earlier_time_of_the_training_says_which()
    {
        LiveState live = Opened();
        live.Apply(At(20));
        await live.SearchAsync("mole");
        Assert.Equal("Nearest to mole at 2 %: zoo 0.50.", live.Announcement);
        Assert.Null(live.AsOf(live.AnsweredAt));
        live.Apply(At(710));
        Assert.Equal("as of 2 %", live.AsOf(live.AnsweredAt));
        await live.SearchAsync("mole");
        Assert.Null(live.AsOf(live.AnsweredAt));
    }

    [Fact]
    public async Task Answers_of_a_file_have_no_time()
    {
        LiveState live = Opened(isTraining: false);
        await live.SearchAsync("mole");
        Assert.Equal("Nearest to mole: zoo 0.50.", live.Announcement);
        Assert.Null(live.AsOf(live.AnsweredAt));
    }

    [Theory]
    [InlineData(true, "Nearest to mole: zoo 0.50.")]
    [InlineData(false, "Nearest to mole: zoo 0.50. mole has no point on this map.")]
    public async Task A_search_says_that_the_map_has_no_point_for_the_word(bool hasPoint, string expected)
    {
        LiveState live = Opened(isTraining: false);
        live.FlyTo = (_, _) => Task.FromResult(hasPoint);
        await live.SearchAsync("mole");
        Assert.Equal(expected, live.Announcement);
    }

    private static LiveState Opened(bool isTraining = true)
    {
        var live = new LiveState { Server = (method, _) => Task.FromResult(Answer(method)) };
        live.Open(new Answer<VectorsInfo>(new VectorsInfo("zoo", isTraining, 3, 2, true, []), null));
        return live;
    }

    private static string Answer(string method) => method == "Nearest"
        ? JsonSerializer.Serialize(new Answer<WordAnswer>(new WordAnswer("mole", 1, 3, 0, 0, [new ScoredWord("zoo", 1, 0.5f)], 0.1), null), StudioMessages.Default.AnswerWordAnswer)
        : JsonSerializer.Serialize(new Answer<RadialMap>(new RadialMap("mole", [], 0), null), StudioMessages.Default.AnswerRadialMap);

    private static Update At(int tokens, params NeighbourSnapshot[] snapshots) => new()
    {
        Added = [],
        Curve = [],
        Followed = ["mole"],
        Snapshots = snapshots,
        Status = new TrainingStatus(tokens, 1000, 1, 1, 1, 0.01, null),
    };
}
