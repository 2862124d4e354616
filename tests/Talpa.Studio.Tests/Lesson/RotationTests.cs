using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Lesson;

/// <summary>Three dimensions are seen from a side that the user chooses.</summary>
public sealed class RotationTests
{
    private static readonly double[][] Axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-30, 20)]
    [InlineData(135, -70)]
    public void A_projection_is_orthographic_and_keeps_two_thirds_of_the_axes(int yaw, int pitch)
    {
        var projection = Projection.Of(new Rotation(yaw, pitch));
        (double X, double Y)[] tips = [.. Axes.Select(projection.Apply)];
        Assert.Equal(1, tips.Sum(tip => tip.X * tip.X), 12);
        Assert.Equal(1, tips.Sum(tip => tip.Y * tip.Y), 12);
        Assert.Equal(0, tips.Sum(tip => tip.X * tip.Y), 12);
        Assert.Equal(2.0 / 3, projection.ShareKept(Axes), 12);
    }

    [Fact]
    public void Without_a_rotation_the_third_coordinate_points_to_the_viewer_and_turns_right_and_down()
    {
        Assert.Equal((0.25, -0.5), Projection.Of(new Rotation(0, 0)).Apply([0.25, -0.5, 3]));
        (double right, double level) = Projection.Of(new Rotation(10, 0)).Apply(Axes[2]);
        Assert.True(right > 0 && level == 0);
        Assert.True(Projection.Of(new Rotation(0, 10)).Apply(Axes[2]).Y < 0);
    }

    [Fact]
    public void A_rotation_goes_round_to_the_side_and_ends_straight_above()
    {
        Assert.Equal(new Rotation(-170, 90), new Rotation(170, 80).By(20, 30));
        Assert.Equal(new Rotation(175, -90), new Rotation(-175, -80).By(-10, -30));
        Assert.Equal(new Rotation(-180, 0), new Rotation(0, 0).By(180, 0));
    }

    [Theory]
    [InlineData("-45,30", true)]
    [InlineData("180,0", false)]
    [InlineData("0,91", false)]
    [InlineData("1", false)]
    [InlineData("a,b", false)]
    [InlineData(" 1,2", false)]
    [InlineData("1, 2", false)]
    [InlineData(null, false)]
    public void An_address_has_a_rotation_within_its_range(string? text, bool isRead) => Assert.Equal(isRead ? text : null, Rotation.Parse(text)?.ToString());

    [Fact]
    public async Task A_link_restores_the_rotation_of_three_dimensions_only()
    {
        var studio = new StudioState(Address.Read("dim=3&start=random"));
        studio.Rotate(75, 10);
        Assert.Contains("rotation=45%2C30", Address.Write(studio.View), StringComparison.Ordinal);
        Assert.Equal(studio.View.Rotation, Address.Read(Address.Write(studio.View)).Rotation);
        Assert.StartsWith("Rotated by 45° to the side and by 30° forward", studio.Announcement, StringComparison.Ordinal);
        await studio.OpenAsync(studio.View with { Language = "de" });
        studio.RotateBack();
        Assert.StartsWith("Um −30° zur Seite und um 20° nach vorn", studio.Announcement, StringComparison.Ordinal);

        studio = new StudioState(Address.Read("dim=2&rotation=45,30"));
        studio.Rotate(10, 10);
        Assert.False(studio.IsRotatable);
        Assert.DoesNotContain("rotation", Address.Write(studio.View), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_end_of_a_drag_is_announced()
    {
        var studio = new StudioState(Address.Read("dim=3&start=random"));
        string before = studio.Announcement;
        int changes = 0;
        studio.Changed = () => changes++;
        studio.Rotate(75, 10, announces: false);
        Assert.Equal((before, new Rotation(45, 30), 1), (studio.Announcement, studio.View.Rotation, changes));
        studio.Rotate(0, 0);
        Assert.StartsWith("Rotated by 45° to the side and by 30° forward", studio.Announcement, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rotation_changes_neither_the_scale_nor_the_vectors()
    {
        var studio = new StudioState(Address.Read("dim=3&start=random&step=3"));
        double extent = new Plane(studio.Now, studio.Projection).Extent;
        double[] before = [.. studio.Now.Input.SelectMany(vector => vector)];
        studio.Rotate(50, 40);
        Assert.Equal(extent, new Plane(studio.Now, studio.Projection).Extent);
        Assert.Equal(before, studio.Now.Input.SelectMany(vector => vector));
    }
}
