using CsCheck;
using Talpa.Studio.Lesson;
using Talpa.Studio.Story;

namespace Talpa.Studio.Tests.Lesson;

public sealed class AddressTests
{
    private static readonly string[] Names = ["text", "dim", "rate", "edits", "step", "pair", "start", "seed"];

    private static readonly Gen<RunEdit> Edits = Gen.OneOf(
        Gen.Select(Gen.Int[0, 9999], Gen.Double[0.0001, 90]).Select((step, rate) => (RunEdit)new RateEdit(step, rate)),
        Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 1], Gen.Int[0, 50], Gen.Double[-9, 9].Array[2, 5]).Select((step, table, row, v) => (RunEdit)new VectorEdit(step, table, row, v)));

    [Fact]
    public void The_initial_view_has_an_empty_address() => Assert.Equal(string.Empty, Address.Write(new View()));

    [Fact]
    public void A_text_that_is_written_in_the_last_scene_is_in_the_address()
    {
        View last = Scenes.All[^1].View;
        Assert.Equal("scene=8", Address.Write(last));
        string address = Address.Write(last with { Setup = last.Setup with { Text = "the badger digs" } });
        Assert.Equal("scene=8&text=the+badger+digs", address);
        Assert.Equal("the badger digs", Address.Read(address).Setup.Text);
        Assert.Equal(Scenes.All[2].View.Setup, Address.Read("scene=3&text=the+badger+digs").Setup);
    }

    [Fact]
    public void A_view_is_restored_exactly() =>
        Gen.Select(Gen.String.Where(t => LessonText.Parse(t).IsUsable), Gen.Int[1, 5], Gen.Int[0, 3].Select(i => LessonSetup.Dimensions[i]), Gen.Int[0, 99999], Gen.Double[0.001, 99], Gen.Int[0, 10_000], Edits.Array[0, 4])
            .Sample((text, window, dimension, seed, rate, step, edits) =>
            {
                var view = new View
                {
                    Setup = new LessonSetup { Text = text, Window = window, Dimension = dimension, Seed = seed, LearningRate = rate, Start = (LessonStart)(seed % 3) },
                    Step = step,
                    ProjectedAt = step / 2,
                    Panel = "likeness",
                    Chosen = "out:1",
                    Pair = (2, 1),
                    Edits = edits,
                    Hidden = new HashSet<string>(StringComparer.Ordinal) { "settings", "text" },
                };
                string address = Address.Write(view);
                Assert.True(address.All(c => c is > ' ' and < (char)127), address);
                View read = Address.Read("#" + address);
                Assert.Equal(view.Setup, read.Setup);
                Assert.Equal((view.Step, view.ProjectedAt, view.Panel, view.Chosen, view.Pair), (read.Step, read.ProjectedAt, read.Panel, read.Chosen, read.Pair));
                Assert.Equal(view.Hidden.Order(), read.Hidden.Order());
                Assert.Equal(view.Edits.Count, read.Edits.Count);
                foreach ((RunEdit a, RunEdit b) in view.Edits.Zip(read.Edits))
                {
                    Assert.Equal(a.Step, b.Step);
                    Assert.Equal((a as RateEdit)?.Rate, (b as RateEdit)?.Rate);
                    Assert.Equal((a as VectorEdit)?.Vector ?? [], (b as VectorEdit)?.Vector ?? []);
                }
            });

    [Fact]
    public void No_address_breaks_the_page() => Gen.Select(Gen.String, Gen.Int[0, 7].Select(i => Names[i]), Gen.String)
        .Sample((before, name, value) =>
        {
            View view = Address.Read($"#{before}&{name}={value}");
            var run = new LessonRun(view.Setup, view.Edits);
            Assert.True(run.Words.Count > 1);
        });

    [Fact]
    public void Words_have_the_ids_of_the_page_from_1()
    {
        View view = new() { Chosen = "in:0", Pair = (1, 2), Edits = [new VectorEdit(3, 1, 2, [0.5, 1])] };
        Assert.Equal("chosen=in%3A1&pair=2%2C3&edits=3%3Aout%3A3%3A0.5%2C1", Address.Write(view));
        View read = Address.Read("chosen=in:1&pair=2,3&edits=3:out:3:0.5,1");
        Assert.Equal(("in:0", (1, 2), 2), (read.Chosen, read.Pair, Assert.IsType<VectorEdit>(Assert.Single(read.Edits)).Row));
    }

    [Theory]
    [InlineData("rate=-1&step=3", "rate=-1")]
    [InlineData("seed=99999999999&rate=0.40", "seed=99999999999")]
    [InlineData("window=9&panel=nothing", "window=9, panel=nothing")]
    [InlineData("edits=0:in:9:1,2~1:rate:0.3", "edits=0:in:9:1,2~1:rate:0.3")]
    [InlineData("colour=red", "colour=red")]
    [InlineData("text=one", "text=one")]
    [InlineData("scene=9&step=2", "scene=9")]
    [InlineData("scene=3&rate=1", "rate=1")]
    [InlineData("scene=3", "")]
    [InlineData("present&scene=3", "")]
    [InlineData("scene=3&lang=de", "")]
    [InlineData("lang=xx", "lang=xx")]
    [InlineData("present&step=3", "")]
    [InlineData("embed&text=a+b+c", "")]
    [InlineData("embed&present", "embed")]
    [InlineData("embed&scene=3", "scene=3")]
    [InlineData("text=a+b+c&window=2&dim=3&seed=7&rate=4e-1&start=Random&step=2&pair=1,2&hide=time,play&edits=1:rate:0.30&chosen=in:2&speed=10&panel=network", "")]
    public void What_a_link_has_in_vain_is_listed(string fragment, string ignored)
    {
        View view = Address.Read(fragment);
        var run = new LessonRun(view.Setup, view.Edits);
        Assert.Equal(ignored, string.Join(", ", Address.Ignored(fragment, view with { Edits = run.Edits })));
    }

    [Theory]
    [InlineData("edits=0:in:9:1,2", "an unknown row")]
    [InlineData("edits=0:in:1:1,2,3", "a vector of another dimension")]
    [InlineData("edits=0:in:1:NaN,1", "not a number")]
    [InlineData("edits=5:rate:-1", "a negative learning rate")]
    public void Invalid_changes_are_ignored(string fragment, string why)
    {
        View view = Address.Read(fragment);
        Assert.True(new LessonRun(view.Setup, view.Edits).Edits.Count == 0, why);
    }
}
