using Talpa.Studio.Common.Messages;
using Talpa.Studio.Live;

namespace Talpa.Studio.Tests.Live;

public sealed class LayoutChoiceTests
{
    private readonly List<string> _shown = [];

    [Fact]
    public async Task The_address_leads_back_to_the_layout_and_to_the_plane()
    {
        LayoutChoice layout = Layout();
        await layout.OpenAsync("#word=mole&axes=he,sh%2Ce,small,big", 40);
        Assert.Equal((LayoutChoice.AxesName, "axes=he,sh%2Ce,small,big", 40L), (layout.Shown, layout.Address, layout.ComputedAt));
        await layout.OpenAsync("layout=neighbourhoods", 50);
        Assert.Equal((LayoutChoice.NeighbourhoodsName, "layout=neighbourhoods", 50L), (layout.Shown, layout.Address, layout.ComputedAt));
        await layout.OpenAsync("#word=mole", 40);
        Assert.Equal((LayoutChoice.Plane, string.Empty), (layout.Shown, layout.Address));
        Assert.Equal(["he sh,e small big", "neighbourhoods", "plane"], _shown);
    }

    [Fact]
    public async Task Where_axes_are_refused_the_map_keeps_what_it_has()
    {
        LayoutChoice layout = Layout();
        await layout.DrawAxesAsync(["he", "she"], 0);
        await layout.DrawAxesAsync(["he", "he"], 0);
        Assert.Equal("the same direction", layout.Fault);
        Assert.Equal("axes=he,she", layout.Address);
        await layout.ChooseAsync(LayoutChoice.Plane);
        Assert.Null(layout.Fault);
        await layout.OpenAsync("axes=he", 0);
        Assert.Equal(LayoutChoice.Plane, layout.Shown);
    }

    [Fact]
    public async Task A_layout_that_fails_does_not_block_the_next_one()
    {
        LayoutChoice layout = Layout();
        Func<string[], Task<Answer<AxesMap>?>> works = layout.ShowAxes!;
        layout.ShowAxes = _ => throw new InvalidOperationException("broken");
        await Assert.ThrowsAsync<InvalidOperationException>(() => layout.DrawAxesAsync(["he", "she"], 0));
        Assert.False(layout.IsWorking);
        layout.ShowAxes = works;
        await layout.DrawAxesAsync(["he", "she"], 0);
        Assert.Equal(LayoutChoice.AxesName, layout.Shown);
    }

    [Fact]
    public async Task A_late_answer_does_not_replace_a_newer_choice()
    {
        LayoutChoice layout = Layout();
        var late = new TaskCompletionSource<Answer<NeighbourhoodMap>?>();
        Func<Task<Answer<NeighbourhoodMap>?>> works = layout.ShowNeighbourhoods!;
        layout.ShowNeighbourhoods = () => late.Task;
        Task first = layout.DrawNeighbourhoodsAsync(0);
        await layout.ChooseAsync(LayoutChoice.Plane);
        Assert.False(layout.IsWorking);
        Task second = layout.DrawNeighbourhoodsAsync(0);
        await layout.DrawAxesAsync(["he", "she"], 0);
        late.SetResult(await works());
        await Task.WhenAll(first, second);
        Assert.Equal((LayoutChoice.AxesName, LayoutChoice.AxesName, "axes=he,she", false), (layout.Shown, layout.Chosen, layout.Address, layout.IsWorking));
    }

    [Fact]
    public void An_axis_with_one_word_is_refused()
    {
        Assert.Equal(["he", "she"], LayoutChoice.WordsOf("he ", "she", " ", string.Empty)!);
        Assert.Equal(["he", "she", "small", "big"], LayoutChoice.WordsOf("he", "she", "small", "big")!);
        Assert.Null(LayoutChoice.WordsOf("he", string.Empty, "small", string.Empty));
        Assert.Null(LayoutChoice.WordsOf("he", "she", "small", string.Empty));
        Assert.Null(LayoutChoice.WordsOf(string.Empty, string.Empty, "small", "big"));
    }

    private LayoutChoice Layout() => new()
    {
        ShowPlane = () =>
        {
            _shown.Add("plane");
            return Task.CompletedTask;
        },
        ShowNeighbourhoods = () =>
        {
            _shown.Add("neighbourhoods");
            return Task.FromResult<Answer<NeighbourhoodMap>?>(new Answer<NeighbourhoodMap>(new NeighbourhoodMap(1, 0, 1, 1, 1, [], new Clusters([], [], [])) { Kept = 1, KeptByPlane = 1, Centres = [] }, null));
        },
        ShowAxes = words =>
        {
            _shown.Add(string.Join(' ', words));
            return Task.FromResult<Answer<AxesMap>?>(words[0] == words[1] ? new Answer<AxesMap>(null, "the same direction") : new Answer<AxesMap>(AxesOf(words), null));
        },
    };

    private static AxesMap AxesOf(string[] words) =>
        new([.. words.Chunk(2).Select(pair => new MapAxis(new AxisWord(pair[0], -0.4), new AxisWord(pair[1], 0.4), [], []))], null, 1, [0, 0], 1, []);
}
