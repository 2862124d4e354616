using Talpa.Cli.Rendering;

namespace Talpa.Cli.Tests.Rendering;

public class BarTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "████")]
    [InlineData(0.5, "██")]
    [InlineData(0.53125, "██▏")]
    [InlineData(2, "████")]
    [InlineData(-1, "")]
    [InlineData(double.NaN, "")]
    [InlineData(1e-9, "▏")]
    public void A_bars_length_is_its_share_to_an_eighth_of_a_column(double fraction, string bar) =>
        Assert.Equal(bar, Bar.Draw(fraction, 4, unicode: true));

    [Theory]
    [InlineData(0.5, "##")]
    [InlineData(0.01, "#")]
    public void Without_block_characters_a_bar_is_of_hashes(double fraction, string bar) =>
        Assert.Equal(bar, Bar.Draw(fraction, 4, unicode: false));
}
