using Spectre.Console;
using Talpa.Cli.Rendering;
using Talpa.Text;

namespace Talpa.Cli.Tests.Rendering;

public class LayoutTests
{
    [Theory]
    [InlineData("mole", 10, "mole")]
    [InlineData("mole", 4, "mole")]
    [InlineData("mole", 3, "mo…")]
    [InlineData("鼹鼠动物园", 7, "鼹鼠动…")]
    [InlineData("鼹鼠动物园", 6, "鼹鼠…")]
    [InlineData("a\u001bb", 20, "a\\u001Bb")]
    public void A_word_is_truncated_by_its_width_in_columns(string word, int width, string shown)
    {
        Assert.Equal(shown, WordText.Fit(word, width));
        Assert.True(WordText.Fit(word, width).GetCellWidth() <= Math.Max(width, 1));
    }

    [Fact]
    public void Prose_breaks_between_words_and_keeps_a_long_word_whole()
    {
        Assert.Equal(["a bc", "def"], TextWrap.Lines("a bc def", 5));
        Assert.Equal(["a", "longword", "b"], TextWrap.Lines("a longword b", 4));
        Assert.Equal(["鼹鼠", "动物园"], TextWrap.Lines("鼹鼠 动物园", 8));
        Assert.Equal([""], TextWrap.Lines("", 8));
    }

    [Theory]
    [InlineData("vectors.talpa", "vectors.talpa")]
    [InlineData("/tmp/a-b_c.vec", "/tmp/a-b_c.vec")]
    [InlineData("my vectors.talpa", "'my vectors.talpa'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$(rm)", "'$(rm)'")]
    [InlineData("", "''")]
    public void Arguments_to_copy_into_a_shell_are_quoted_where_necessary(string text, string quoted) => Assert.Equal(quoted, ShellText.Quote(text));

    [Fact]
    public void The_suggested_word_is_frequent_and_not_a_function_word()
    {
        string[] words = [.. Enumerable.Range(0, 1000).Select(i => i switch { < 200 => $"the{i}", 200 => "of2", 201 => "in", 202 => "church", _ => $"x{i}" })];

        Assert.Equal("church", NextWord.Of(new Vocabulary(words)));
        Assert.Equal("12", NextWord.Of(new Vocabulary(["12", "34"])));
        Assert.Equal("крот", NextWord.Of(new Vocabulary(["и", "крот"])));
    }
}
