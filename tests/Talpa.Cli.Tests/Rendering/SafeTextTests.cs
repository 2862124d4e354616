using Talpa.Cli.Rendering;

namespace Talpa.Cli.Tests.Rendering;

public class SafeTextTests
{
    [Theory]
    [InlineData("mole", "mole")]
    [InlineData("Maulwürfe 鼹鼠 крот", "Maulwürfe 鼹鼠 крот")]
    [InlineData("\u001b[31mred", "\\u001B[31mred")]
    [InlineData("a\tb\r\nc", "a\\u0009b\\u000D\\u000Ac")]
    [InlineData("\u009b31m", "\\u009B31m")]
    [InlineData("user\u202egnp.exe", "user\\u202Egnp.exe")]
    [InlineData("\u2066x\u2069\u200f\u061c\ufeff", "\\u2066x\\u2069\\u200F\\u061C\\uFEFF")]
    [InlineData("a\u2028b\u2029", "a\\u2028b\\u2029")]
    [InlineData("\U000E0001", "\\uDB40\\uDC01")]
    public void Control_characters_are_escaped(string text, string shown) => Assert.Equal(shown, SafeText.Escape(text));

    [Fact]
    public void An_unpaired_surrogate_is_escaped() => Assert.Equal("x\\uD83Dy\\uDE00", SafeText.Escape("x\ud83dy\ude00"));

    [Fact]
    public void Joined_emoji_and_scripts_with_joiners_are_unchanged()
    {
        const string Family = "👩‍👧";
        const string Persian = "می‌خواهم";
        Assert.Equal(Family, SafeText.Escape(Family));
        Assert.Equal(Persian, SafeText.Escape(Persian));
    }

    [Fact]
    public void Brackets_are_not_parsed_as_markup() => Assert.Equal("[[red]]\\u001B", SafeText.Markup("[red]\u001b"));
}
