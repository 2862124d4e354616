using Talpa.Cli.Rendering;

namespace Talpa.Cli.Tests.Rendering;

public class FiguresTests
{
    [Theory]
    [InlineData(-0.00001, "0.0000")]
    [InlineData(-0.00006, "-0.0001")]
    [InlineData(0.12345, "0.1235")]
    [InlineData(double.NaN, "NaN")]
    public void A_rounded_zero_has_no_sign(double value, string text) => Assert.Equal(text, Figures.Fixed(value, 4));

    [Theory]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1234, "1.2 kB")]
    [InlineData(33_848_712, "34 MB")]
    [InlineData(999_700, "1.0 MB")]
    [InlineData(8_600_000_000, "8.6 GB")]
    public void Sizes_are_in_decimal_units(long bytes, string text) => Assert.Equal(text, Figures.Bytes(bytes));

    [Theory]
    [InlineData(4.21, "4.2 s")]
    [InlineData(59.97, "1 min 00 s")]
    [InlineData(209, "3 min 29 s")]
    [InlineData(7500, "2 h 05 min")]
    public void Durations_are_rounded_to_the_significant_unit(double seconds, string text) =>
        Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(7, "0:07")]
    [InlineData(750, "12:30")]
    [InlineData(3750, "1:02:30")]
    public void Remaining_time_is_formatted_as_on_a_clock(double seconds, string text) =>
        Assert.Equal(text, Figures.Clock(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Unknown_remaining_time_does_not_overflow() => Assert.Equal("99:59:59", Figures.Clock(TimeSpan.MaxValue));

    [Theory]
    [InlineData(0, "0.0 %")]
    [InlineData(0.0000321, "0.003 %")]
    [InlineData(0.0312, "3.1 %")]
    public void A_small_amount_is_not_shown_as_zero(double share, string text) => Assert.Equal(text, Figures.Percent(share));
}
