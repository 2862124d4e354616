using Talpa.Cli.Rendering;

namespace Talpa.Cli.Tests.Rendering;

public class SidedBarTests
{
    [Theory]
    [InlineData(1, "    │████")]
    [InlineData(0.5, "    │██")]
    [InlineData(0, "    │")]
    [InlineData(-0.5, "  ██│")]
    [InlineData(-9, "████│")]
    [InlineData(-0.001, "   █│")]
    [InlineData(double.NaN, "    │")]
    public void A_value_is_drawn_on_its_side_of_zero(double value, string bar) => Assert.Equal(bar, SidedBar.Draw(value, 4, unicode: true));

    [Fact]
    public void Without_block_characters_a_bar_is_of_signs() => Assert.Equal(" ###|", SidedBar.Draw(-0.75, 4, unicode: false));
}
