using Talpa.Studio.Common.Messages;
using Talpa.Studio.Live;

namespace Talpa.Studio.Tests.Live;

public sealed class ReplayPlayerTests
{
    private readonly List<int> _shown = [];

    [Fact]
    public async Task It_begins_at_the_end_and_plays_from_the_start_to_the_end()
    {
        ReplayPlayer player = Player();
        Assert.True(player.IsAtEnd);
        await player.ToggleAsync();
        Assert.Equal([0, 1, 2, 3], _shown);
        Assert.True(player is { IsAtEnd: true, IsPlaying: false, Frame: null });
    }

    [Fact]
    public async Task It_stops_where_the_user_moves_to_while_it_plays()
    {
        ReplayPlayer player = null!;
        player = Player(() => player.Index == 1 ? player.GoToAsync(0) : Task.CompletedTask);
        await player.ToggleAsync();
        Assert.Equal([0, 1, 0], _shown);
        Assert.Equal((0, 0L, false), (player.Index, player.Tokens, player.IsPlaying));
        await player.GoToAsync(99);
        Assert.True(player.IsAtEnd);
        await player.GoToAsync(2);
        Assert.Equal(70, player.Frame!.Tokens);
    }

    [Fact]
    public async Task Started_again_while_it_waits_it_shows_each_frame_once()
    {
        var waits = new TaskCompletionSource[] { new(), new() };
        int next = 0;
        ReplayPlayer player = Player(() => next < waits.Length ? waits[next++].Task : Task.CompletedTask);
        Task first = player.ToggleAsync();
        await player.ToggleAsync();
        Task second = player.ToggleAsync();
        waits[0].SetResult();
        await first.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.True(player.IsPlaying);
        Assert.Equal([0, 0], _shown);
        waits[1].SetResult();
        await second;
        Assert.Equal([0, 0, 1, 2, 3], _shown);
    }

    [Fact]
    public async Task A_frame_that_arrives_late_does_not_replace_a_later_request()
    {
        var late = new TaskCompletionSource<Frame?>();
        var player = new ReplayPlayer([0, 40, 70, 100]) { Show = index => index == 1 ? late.Task : Task.FromResult<Frame?>(FrameOf(index)) };
        Task first = player.GoToAsync(1);
        await player.GoToAsync(2);
        late.SetResult(FrameOf(1));
        await first;
        Assert.Equal((2, 2L), (player.Index, player.Frame!.Number));
    }

    [Theory]
    [InlineData("#word=mole&lang=de", "word", "mole")]
    [InlineData("lang=de&analogy=man,king,w%2Coman", "analogy", "man|king|w,oman")]
    [InlineData("word=&lang=de", "word", "")]
    [InlineData("words=mole", "word", "")]
    public void An_address_has_parts(string fragment, string name, string values) =>
        Assert.Equal(values, string.Join('|', LiveAddress.ValuesOf(fragment, name)));

    private ReplayPlayer Player(Func<Task>? wait = null) => new([0, 40, 70, 100])
    {
        Wait = wait ?? (() => Task.CompletedTask),
        Show = index =>
        {
            _shown.Add(index);
            return Task.FromResult<Frame?>(FrameOf(index));
        },
    };

    private static Frame FrameOf(int index) => new(index, new long[] { 0, 40, 70, 100 }[index], 1, 1, 0, 1, []);
}
